import { getPolicy, isRetryable, type PolicyOverrides } from '../../platform/error-policy.ts';
import { type CircuitBreaker, concernsAllItems, recordFailure } from '../../platform/jobs/circuit-breaker.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import type { ExportItem } from './activity-export.ts';

/** After how many tries a passing problem is one file's own. */
const MAX_ITEM_TRIES = 6;

/** What changes of an item that met a problem after so many tries. */
export function getItemAfterProblem(problem: PlainProblem, tries: number): Partial<ExportItem> {
  const policy = getPolicy(problem.kind, OVERRIDES);
  if (policy.retry === 'after-user-action') return {};
  if (problem.kind === 'refused') return { state: 'fileless', problem };
  if (!isRetryable(problem.kind, OVERRIDES) || isLastTry(problem, tries)) return { state: 'failed', problem };
  return concernsAllItems(policy) ? {} : { tries: tries + 1 };
}

/** The download after one of its items met a problem, after so many tries; without them, after a problem of its own. */
export function getExportAfterProblem<Download extends CircuitBreaker>(
  download: Download,
  problem: PlainProblem,
  tries: number | undefined,
  now: number,
): Download {
  // With no file to leave out, it would be met again at once, and for ever.
  if (tries === undefined && !isRetryable(problem.kind, OVERRIDES)) return { ...download, blocked: problem };
  const next = recordFailure(download, problem, getPolicy(problem.kind, OVERRIDES), now);
  // The others go on without the file that is given up.
  const isGivenUp = tries !== undefined && isLastTry(problem, tries);
  return isGivenUp ? { ...next, backoff: download.backoff } : next;
}

const isLastTry = ({ kind }: PlainProblem, tries: number): boolean =>
  !concernsAllItems(getPolicy(kind, OVERRIDES)) && tries + 1 >= MAX_ITEM_TRIES;

const OVERRIDES: PolicyOverrides = {
  // The others go on, and the user can fetch the failed ones again.
  'folder-refused': { retry: 'never' },
};

/** Whether connecting the right athlete ends it. */
export function isAccountProblem({ kind }: PlainProblem): boolean {
  const { scope } = getPolicy(kind);
  return scope === 'account' || scope === 'permission';
}

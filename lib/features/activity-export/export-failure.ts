import { getPolicy, isRetryable, type PolicyOverrides, retryDelayMs } from '../../platform/error-policy.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import type { ActivityExport, ExportItem } from './activity-export.ts';

/** What becomes of a download and of the activity that it came to, after a problem with it. */
export interface Setback {
  item: Partial<ExportItem>;
  download: Partial<ActivityExport>;
}

/** So many failures in a row are hardly one file's fault. */
const STRIKES = 3;

/** After how many tries a passing problem is one file's own. */
const MOST_TRIES = 6;

/** How a download goes on after a problem with a file that was tried so often before, or with none in particular. */
export function setbackOf(
  problem: PlainProblem,
  tries: number | undefined,
  strikes: number,
  now: number,
): Setback {
  const { kind } = problem;
  const { retry, scope } = getPolicy(kind, OVERRIDES);
  const isPassing = isRetryable(kind, OVERRIDES);
  // With no file to leave out, what does not pass would be met again at once, and for ever.
  if (retry === 'after-user-action' || (tries === undefined && !isPassing))
    return { item: {}, download: { blocked: problem } };
  if (kind === 'refused') return { item: { state: 'fileless', problem }, download: {} };
  if (!isPassing) return { item: { state: 'failed', problem }, download: {} };
  const isOwn = scope === 'item' || scope === 'item-or-service';
  const nth = (tries ?? 0) + 1;
  const isLast = isOwn && nth >= MOST_TRIES;
  const mayGoOn = isOwn && strikes + 1 < STRIKES && !problem.retryAfterMs;
  const backoff = { until: now + retryDelayMs(problem, strikes), problem };
  return {
    item: isLast ? { state: 'failed', problem } : isOwn ? { tries: nth } : {},
    download: { failureCount: strikes + 1, ...(!mayGoOn && !isLast && { backoff }) },
  };
}

const OVERRIDES: PolicyOverrides = {
  // The others go on, and the user can fetch the failed ones again.
  'folder-refused': { retry: 'never' },
};

/** Whether connecting the right athlete ends it. */
export function isAccountProblem({ kind }: PlainProblem): boolean {
  const { scope } = getPolicy(kind);
  return scope === 'account' || scope === 'permission';
}

import { getPolicy, isRetryable, type PolicyOverrides, retryDelayMs } from '../../platform/error-policy.ts';
import type { PlainProblem, ProblemKind } from '../../platform/problem.ts';
import type { FolderState, SyncReport } from './folder-state.ts';

/** The next moment at which this computer's clock shows the full hour. */
export function getNextMorning(hour: number, now: number): number {
  const at = new Date(now);
  at.setHours(hour, 0, 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.getTime();
}

/** When a folder is brought up to date next; in the past where a morning was missed. A moment further away is of another clock. */
export const getSyncDueAt = ({ nextAtMs = 0 }: FolderState, hour: number, now: number): number =>
  Math.min(nextAtMs, getNextMorning(hour, now));

/** How the folder stands after it was brought up to date, or could not be. */
export function getStateAfterSync(
  { problem: _, ...state }: FolderState,
  outcome: { filled: SyncReport } | { problem: PlainProblem },
  hour: number,
  now: number,
): FolderState {
  const morning = getNextMorning(hour, now);
  if ('filled' in outcome) return { ...state, last: outcome.filled, failureCount: 0, nextAtMs: morning };
  const { problem } = outcome;
  const nextAtMs = isRetryable(problem.kind)
    ? Math.min(now + retryDelayMs(problem, state.failureCount), morning)
    : morning;
  return { ...state, problem, failureCount: state.failureCount + 1, nextAtMs };
}

/** Whether the user has to act and would not notice: the folder would stay as it is every morning. */
export const needsNotification = (kind: ProblemKind): boolean => getPolicy(kind, OVERRIDES).actor === 'user';

const OVERRIDES: PolicyOverrides = {
  // The user disconnected, or connected another athlete, and knows.
  'not-connected': { actor: 'nobody' },
  'wrong-athlete': { actor: 'nobody' },
};

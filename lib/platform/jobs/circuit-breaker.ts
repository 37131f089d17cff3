import { type Backoff, getBackoffEnd } from '../backoff.ts';
import { type ErrorPolicy, isServerPause, retryDelayMs } from '../error-policy.ts';
import type { PlainProblem } from '../problem.ts';

/** Whether a job may continue, and why not. Each feature stores its own. */
export interface CircuitBreaker {
  /** The user pressed "Pause". */
  paused: boolean;
  /** What the user has to fix before the job can continue. */
  blocked?: PlainProblem | undefined;
  /** What needs time, and until when. */
  backoff?: Backoff | undefined;
  /** Failures in a row that are not one item's alone. */
  failureCount: number;
}

/** So many failures in a row are hardly one item's fault. */
const MAX_FAILURES_OF_ITEMS = 3;

/** When the job may continue, in ms since the epoch: 0 for now, undefined where the user has to act first. */
export const getNextAttempt = (breaker: CircuitBreaker, now: number): number | undefined =>
  breaker.paused || breaker.blocked ? undefined : getBackoffEnd(breaker, now);

/** Whether every other item of a job would meet the same problem. */
export const concernsAllItems = ({ scope }: ErrorPolicy): boolean => scope !== 'item' && scope !== 'item-or-service';

/**
 * The breaker after an item met a problem. It blocks where the user has to act. It backs off where the problem concerns every item, where
 * the other side asks for a pause, and after so many failures in a row that the items are hardly the reason.
 */
export function recordFailure<Breaker extends CircuitBreaker>(
  breaker: Breaker,
  problem: PlainProblem,
  policy: ErrorPolicy,
  now: number,
  delayMs = retryDelayMs(problem, breaker.failureCount),
): Breaker {
  if (policy.scope === 'item') return breaker;
  if (policy.retry === 'after-user-action') return { ...breaker, blocked: problem };
  const failureCount = breaker.failureCount + 1;
  const mayBeItem = !concernsAllItems(policy) && failureCount < MAX_FAILURES_OF_ITEMS;
  if (mayBeItem && !problem.retryAfterMs) return { ...breaker, failureCount };
  const until = now + delayMs;
  // Of two requests that were under way together, one may have been asked for a longer pause.
  if (getBackoffEnd(breaker, now) > until) return { ...breaker, failureCount };
  return { ...breaker, failureCount, backoff: { until, problem } };
}

/** The breaker after an item went through. A pause that is not over stays. */
export function recordSuccess<Breaker extends CircuitBreaker>(breaker: Breaker, now: number): Breaker {
  if (breaker.failureCount === 0 && !breaker.backoff) return breaker;
  const backoff = getBackoffEnd(breaker, now) > 0 ? breaker.backoff : undefined;
  return { ...breaker, failureCount: 0, backoff };
}

/** The breaker after the user asks for another try, or the network is back: a pause ends, unless the other side set it. */
export function retryNow<Breaker extends CircuitBreaker>(breaker: Breaker): Breaker {
  const { backoff } = breaker;
  return !backoff || isServerPause(backoff.problem) ? breaker : { ...breaker, backoff: undefined };
}

/** The breaker after whatever was wrong is known to be over. Only a pause by the user stays. */
export const reset = ({ paused }: CircuitBreaker): CircuitBreaker => ({ paused, failureCount: 0 });

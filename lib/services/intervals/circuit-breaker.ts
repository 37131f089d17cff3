import * as z from 'zod/mini';
import { getUploadPolicy } from '../../features/uploads/transition.ts';
import { getBackoffEnd } from '../../platform/backoff.ts';
import { type ErrorPolicy, isThrottled, retryDelayMs } from '../../platform/error-policy.ts';
import type { PlainProblem, ProblemKind } from '../../platform/problem.ts';
import { defineState, problemSchema } from '../../platform/stored-state.ts';

const breakerSchema = z.object({
  /** A person pressed "Pause". */
  paused: z.catch(z.boolean(), false),
  /** Only a person can help: the key is not accepted any more. */
  blocked: z.catch(z.optional(problemSchema), undefined),
  /** The other side, or the way to it, needs time. */
  backoff: z.catch(z.optional(z.object({ until: z.number(), problem: problemSchema })), undefined),
  /** Failures of the way to Intervals.icu since the last upload that went through. */
  failureCount: z.catch(z.int(), 0),
});

/** What concerns the whole outbox and not one upload: whether anything may be sent now. */
export type BreakerState = z.infer<typeof breakerSchema>;

/** So many failures in a row are hardly one file's fault. */
const STRIKES = 3;

const { get, watch, update } = defineState('local:gate', breakerSchema);

export const getBreaker = get;
export const watchBreaker = watch;

/** Whether a problem of one request concerns every upload alike. */
export const concernsAllUploads = (kind: ProblemKind): boolean => SHARED.has(getUploadPolicy(kind).scope);

/** What all uploads have in common: they come from no site and go into no folder. */
const SHARED = new Set<ErrorPolicy['scope']>(['service', 'permission', 'account', 'device']);

/**
 * Lets the gate follow a problem that an upload met: closes it at once for what concerns all,
 * and for trouble on the way when the other side asks for time, or after so many failures in a row that one file cannot
 * be the reason.
 */
export const recordFailure = (problem: PlainProblem, now = Date.now()): Promise<BreakerState> =>
  update(breaker => {
    const { retry, scope } = getUploadPolicy(problem.kind);
    const concernsAll = concernsAllUploads(problem.kind);
    if (!concernsAll && scope !== 'item-or-service') return breaker;
    if (retry === 'after-user-action') return { ...breaker, blocked: problem };
    const failureCount = breaker.failureCount + 1;
    if (!concernsAll && failureCount < STRIKES && !problem.retryAfterMs) return { ...breaker, failureCount };
    const until = now + retryDelayMs(problem, breaker.failureCount);
    // Of two uploads that were told to wait, one may have been told to wait longer.
    if (getBackoffEnd(breaker, now) > until) return { ...breaker, failureCount };
    return { ...breaker, failureCount, backoff: { until, problem } };
  });

export const setUploadsPaused = (paused: boolean): Promise<BreakerState> =>
  update(breaker => ({ ...breaker, paused }));

/** Something went through: what failed before is forgotten, but for a wait that is not over. */
export async function recordSuccess(now = Date.now()): Promise<void> {
  const { failureCount, backoff } = await getBreaker();
  if (failureCount === 0 && !backoff) return;
  await update(({ backoff, ...gate }) => ({
    ...gate,
    failureCount: 0,
    ...(backoff && getBackoffEnd({ backoff }, now) > 0 && { backoff }),
  }));
}

/** Ends a wait, unless Intervals.icu itself set it. A pause and a refused key need more than another try. */
export const halfOpen = (): Promise<BreakerState> =>
  update(breaker => {
    const { backoff, ...rest } = breaker;
    return !backoff || isThrottled(backoff.problem.kind) ? breaker : rest;
  });

/** A key was accepted: whatever was wrong with the account is over. */
export const resetBreaker = (): Promise<BreakerState> =>
  update(({ paused }) => ({ paused, failureCount: 0 }));

export const isBreakerClosed = (breaker: BreakerState, now: number): boolean =>
  !breaker.paused && !breaker.blocked && getBackoffEnd(breaker, now) === 0;

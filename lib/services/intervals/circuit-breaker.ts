import * as z from 'zod/mini';
import { getPolicy } from '../../platform/error-policy.ts';
import { recordFailure, recordSuccess, reset, retryNow } from '../../platform/jobs/circuit-breaker.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import { backoffSchema, defineState, problemSchema } from '../../platform/stored-state.ts';

const breakerSchema = z.object({
  /** The user pressed "Pause". */
  paused: z.catch(z.boolean(), false),
  /** What the user has to mend: the key is not accepted any more. */
  blocked: z.catch(z.optional(problemSchema), undefined),
  /** What needs time, and until when. */
  backoff: z.catch(z.optional(backoffSchema), undefined),
  /** Failures in a row that are not one upload's alone. */
  failureCount: z.catch(z.int(), 0),
});

/** Whether anything may be sent to Intervals.icu now: one stored circuit breaker for the uploads and for those who look at it. */
export type BreakerState = z.infer<typeof breakerSchema>;

const { get, watch, update } = defineState('local:circuit-breaker', breakerSchema);

export const getBreaker = get;
export const watchBreaker = watch;

/** Records a problem that a request to Intervals.icu met. `policy` is that of the problem, as the feature sees it. */
export const recordApiFailure = (problem: PlainProblem, policy = getPolicy(problem.kind)): Promise<BreakerState> =>
  update(breaker => recordFailure(breaker, problem, policy, Date.now()));

/** Records that an upload went through. */
export const recordApiSuccess = (): Promise<BreakerState> => update(breaker => recordSuccess(breaker, Date.now()));

export const setUploadsPaused = (paused: boolean): Promise<BreakerState> => update(breaker => ({ ...breaker, paused }));

/** Ends a pause, unless Intervals.icu itself set it. */
export const retryApiNow = (): Promise<BreakerState> => update(retryNow);

/** A key was accepted: whatever was wrong with the account is over. */
export const resetBreaker = (): Promise<BreakerState> => update(reset);

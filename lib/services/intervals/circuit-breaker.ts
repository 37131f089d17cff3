import * as z from 'zod/mini';
import { getBackoffEnd } from '../../platform/backoff.ts';
import { getPolicy, isServerPause } from '../../platform/error-policy.ts';
import { recordFailure, recordSuccess, reset, retryNow } from '../../platform/jobs/circuit-breaker.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
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

/** Whether anything may be sent to Intervals.icu now: one stored circuit breaker for the uploads, for the pauses that everything keeps, and for those who look at it. */
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

/**
 * Refuses a request during a pause that Intervals.icu has set: it is kept by everything that sends, also by what a person clicks.
 * @throws {Problem} `rate-limited`, with what is left of the pause
 */
export async function requireNoServerPause(): Promise<void> {
  const breaker = await get();
  const leftMs = getBackoffEnd(breaker, Date.now()) - Date.now();
  if (leftMs <= 0 || !breaker.backoff || !isServerPause(breaker.backoff.problem)) return;
  const { detail } = breaker.backoff.problem;
  throw new Problem('rate-limited', { retryAfterMs: leftMs, ...(detail !== undefined && { detail }) });
}

/** The end of a pause in which every request to Intervals.icu would fail; 0 where there is none. */
export async function getServicePauseEnd(): Promise<number> {
  const breaker = await get();
  return breaker.backoff && concernsEveryRequest(breaker.backoff.problem) ? getBackoffEnd(breaker, Date.now()) : 0;
}

/**
 * Records what became of a request that is no upload: the problem that was its answer, or that it was answered. One failure says
 * nothing about the others, unless it is of the service or the account, or Intervals.icu asks for a pause.
 */
export const recordApiAnswer = (problem?: PlainProblem): Promise<BreakerState> =>
  update(breaker => {
    if (problem)
      return concernsEveryRequest(problem)
        ? recordFailure(breaker, problem, getPolicy(problem.kind), Date.now())
        : breaker;
    const wasPaused = breaker.backoff && concernsEveryRequest(breaker.backoff.problem);
    return wasPaused ? recordSuccess(breaker, Date.now()) : breaker;
  });

const concernsEveryRequest = (problem: PlainProblem): boolean =>
  ['service', 'account'].includes(getPolicy(problem.kind).scope) || isServerPause(problem);

/** Ends a pause, unless Intervals.icu itself set it. */
export const retryApiNow = (): Promise<BreakerState> => update(retryNow);

/** A key was accepted: whatever was wrong with the account is over. */
export const resetBreaker = (): Promise<BreakerState> => update(reset);

import * as z from 'zod/mini';
import { type ErrorPolicy, isThrottled, retryDelayMs } from '../error-policy.ts';
import { kept, problemSchema } from '../kept.ts';
import type { PlainProblem, ProblemKind } from '../problem.ts';
import { waitsUntil } from '../wait.ts';
import { getUploadPolicy } from './transition.ts';

const gateSchema = z.object({
  /** A person pressed "Pause". */
  paused: z.catch(z.boolean(), false),
  /** Only a person can help: the key is not accepted any more. */
  stopped: z.catch(z.optional(problemSchema), undefined),
  /** The other side, or the way to it, needs time. */
  waiting: z.catch(z.optional(z.object({ until: z.number(), problem: problemSchema })), undefined),
  /** Failures of the way to Intervals.icu since the last upload that went through. */
  strikes: z.catch(z.int(), 0),
});

/** What concerns the whole outbox and not one upload: whether anything may be sent now. */
export type Gate = z.infer<typeof gateSchema>;

/** So many failures in a row are hardly one file's fault. */
const STRIKES = 3;

const { get, watch, change } = kept('local:gate', gateSchema);

export const getGate = get;
export const watchGate = watch;

/** Whether a problem of one request concerns every upload alike. */
export const concernsAllUploads = (kind: ProblemKind): boolean => SHARED.has(getUploadPolicy(kind).scope);

/** What all uploads have in common: they come from no site and go into no folder. */
const SHARED = new Set<ErrorPolicy['scope']>(['service', 'permission', 'account', 'device']);

/**
 * Lets the gate follow a problem that an upload met: closes it at once for what concerns all,
 * and for trouble on the way when the other side asks for time, or after so many failures in a row that one file cannot
 * be the reason.
 */
export const follow = (problem: PlainProblem, now = Date.now()): Promise<Gate> =>
  change(gate => {
    const { retry, scope } = getUploadPolicy(problem.kind);
    const concernsAll = concernsAllUploads(problem.kind);
    if (!concernsAll && scope !== 'item-or-service') return gate;
    if (retry === 'after-user-action') return { ...gate, stopped: problem };
    const strikes = gate.strikes + 1;
    if (!concernsAll && strikes < STRIKES && !problem.retryAfterMs) return { ...gate, strikes };
    const until = now + retryDelayMs(problem, gate.strikes);
    // Of two uploads that were told to wait, one may have been told to wait longer.
    if (waitsUntil(gate, now) > until) return { ...gate, strikes };
    return { ...gate, strikes, waiting: { until, problem } };
  });

export const setPaused = (paused: boolean): Promise<Gate> => change(gate => ({ ...gate, paused }));

/** Something went through: what failed before is forgotten, but for a wait that is not over. */
export async function wentThrough(now = Date.now()): Promise<void> {
  const { strikes, waiting } = await getGate();
  if (strikes === 0 && !waiting) return;
  await change(({ waiting, ...gate }) => ({
    ...gate,
    strikes: 0,
    ...(waiting && waitsUntil({ waiting }, now) > 0 && { waiting }),
  }));
}

/** Ends a wait, unless Intervals.icu itself set it. A pause and a refused key need more than another try. */
export const tryAgain = (): Promise<Gate> =>
  change(gate => {
    const { waiting, ...rest } = gate;
    return !waiting || isThrottled(waiting.problem.kind) ? gate : rest;
  });

/** A key was accepted: whatever was wrong with the account is over. */
export const accountIsFine = (): Promise<Gate> => change(({ paused }) => ({ paused, strikes: 0 }));

export const isOpen = (gate: Gate, now: number): boolean =>
  !gate.paused && !gate.stopped && waitsUntil(gate, now) === 0;

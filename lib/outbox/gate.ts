import * as z from 'zod/mini';
import { kept, problemSchema } from '../kept.ts';
import type { PlainProblem, ProblemKind } from '../problem.ts';
import { MINUTE } from '../time.ts';
import { LONGEST_WAIT_MS, waitsUntil } from '../wait.ts';
import { backoffMs } from './transition.ts';

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

/**
 * What a problem of one request means for all the others: wait, stop until a person acts, or be wary. Any other problem
 * is one file's own: Intervals.icu is well, and refused it.
 */
const EFFECT: Partial<Record<ProblemKind, 'wait' | 'stop' | 'strike'>> = {
  unauthorized: 'stop',
  forbidden: 'stop',
  'token-refused': 'stop',
  'not-allowed': 'stop',
  'rate-limited': 'wait',
  challenged: 'wait',
  offline: 'wait',
  unreachable: 'strike',
  timeout: 'strike',
  'server-down': 'strike',
  'unreadable-reply': 'strike',
};

/** Whether a problem concerns every upload alike. */
export const concernsAll = (kind: ProblemKind): boolean =>
  kind === 'stopped' || EFFECT[kind] === 'wait' || EFFECT[kind] === 'stop';

/**
 * Lets the gate follow a problem that an upload met: closes it at once for what concerns all,
 * and for trouble on the way when the other side asks for time, or after so many failures in a row that one file cannot
 * be the reason.
 */
export const follow = (problem: PlainProblem, now = Date.now()): Promise<Gate> =>
  change(gate => {
    const effect = EFFECT[problem.kind];
    if (!effect) return gate;
    if (effect === 'stop') return { ...gate, stopped: problem };
    const strikes = gate.strikes + 1;
    if (effect === 'strike' && strikes < STRIKES && !problem.retryAfterMs) return { ...gate, strikes };
    const until = now + waitMs(problem, gate.strikes);
    // Of two uploads that were told to wait, one may have been told to wait longer.
    if (waitsUntil(gate, now) > until) return { ...gate, strikes };
    return { ...gate, strikes, waiting: { until, problem } };
  });

/** Whether a problem passes by itself, and no person is needed. */
export const passes = (kind: ProblemKind): boolean => EFFECT[kind] === 'wait' || EFFECT[kind] === 'strike';

/** As long as the other side asks, or longer with every strike where it does not say or says "at once". */
export function waitMs({ kind, retryAfterMs }: PlainProblem, strikes: number): number {
  // A look whether the network is back costs nobody anything, and its event is lost on a sleeping worker.
  const longest = kind === 'offline' ? 2 * MINUTE : LONGEST_WAIT_MS;
  return Math.min(retryAfterMs || backoffMs(strikes), longest);
}

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
    return !waiting || waiting.problem.kind === 'rate-limited' ? gate : rest;
  });

/** A key was accepted: whatever was wrong with the account is over. */
export const accountIsFine = (): Promise<Gate> => change(({ paused }) => ({ paused, strikes: 0 }));

export const isOpen = (gate: Gate, now: number): boolean =>
  !gate.paused && !gate.stopped && waitsUntil(gate, now) === 0;

import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import type { PlainProblem, ProblemKind } from '../problem.ts';
import { MINUTE } from '../time.ts';
import { backoffMs } from './transition.ts';

const problemSchema = z.custom<PlainProblem>(
  value => z.object({ kind: z.string() }).safeParse(value).success,
);

const gateSchema = z.object({
  /** A person pressed "Pause". */
  paused: z.catch(z.boolean(), false),
  /** Only a person can help: the key is not accepted any more. */
  stopped: z.catch(z.optional(problemSchema), undefined),
  /** The other side, or the way to it, needs time. */
  waiting: z.catch(z.optional(z.object({ until: z.number(), problem: problemSchema })), undefined),
  /** Failures of any upload since the last one that went through. */
  strikes: z.catch(z.int(), 0),
});

/** What concerns the whole outbox and not one upload: whether anything may be sent now. */
export type Gate = z.infer<typeof gateSchema>;

const item = storage.defineItem<unknown>('local:gate');

/** Failures of different uploads in a row that are not one file's fault. */
const STRIKES = 3;

export const getGate = async (): Promise<Gate> => parse(await item.getValue());

export function watchGate(callback: (gate: Gate) => void): () => void {
  void getGate().then(callback);
  return item.watch(value => callback(parse(value)));
}

/** What a problem of one request means for all the others: wait, or stop until a person acts. */
const EFFECT: Partial<Record<ProblemKind, 'wait' | 'stop'>> = {
  unauthorized: 'stop',
  forbidden: 'stop',
  'rate-limited': 'wait',
  challenged: 'wait',
  offline: 'wait',
};

/** Whether a problem concerns every upload alike. */
export const concernsAll = (kind: ProblemKind): boolean => kind in EFFECT || kind === 'stopped';

/**
 * Lets the gate follow a problem that an upload met: closes it at once for what concerns all,
 * and for anything else after so many failures in a row that one file cannot be the reason.
 */
export async function follow(problem: PlainProblem): Promise<Gate> {
  if (EFFECT[problem.kind] === 'stop') return await change(gate => ({ ...gate, stopped: problem }));
  if (EFFECT[problem.kind] === 'wait') return await waitFor(problem);
  const { strikes } = await change(gate => ({ ...gate, strikes: gate.strikes + 1 }));
  return strikes < STRIKES ? await getGate() : await waitFor(problem);
}

export const setPaused = (paused: boolean): Promise<Gate> => change(gate => ({ ...gate, paused }));

/** Something went through: what failed before is forgotten, but for a wait that is not over. */
export async function wentThrough(now = Date.now()): Promise<void> {
  const { strikes, waiting } = await getGate();
  if (strikes === 0 && !waiting) return;
  await change(({ waiting, ...gate }) => ({
    ...gate,
    strikes: 0,
    ...(waiting && waiting.until > now && { waiting }),
  }));
}

/** Opens what can be opened by trying again: everything but a pause, and a limit that Intervals.icu set. */
export const tryAgain = (): Promise<Gate> =>
  change(({ waiting, ...gate }) => (waiting?.problem.kind === 'rate-limited' ? { ...gate, waiting } : gate));

/** A key was accepted: whatever was wrong with the account is over. */
export const accountIsFine = (): Promise<Gate> => change(({ paused }) => ({ paused, strikes: 0 }));

export const isOpen = ({ paused, stopped, waiting }: Gate, now: number): boolean =>
  !paused && !stopped && (waiting?.until ?? 0) <= now;

/** For as long as the problem asks, or longer with every strike where it does not say. */
const waitFor = (problem: PlainProblem, now = Date.now()): Promise<Gate> =>
  change(gate => {
    const waitMs = problem.retryAfterMs ?? backoffMs(gate.strikes);
    // A look whether the network is back costs nobody anything, and its event is lost on a sleeping worker.
    const until = now + (problem.kind === 'offline' ? Math.min(waitMs, 2 * MINUTE) : waitMs);
    return { ...gate, strikes: gate.strikes + 1, waiting: { until, problem } };
  });

let line: Promise<unknown> = Promise.resolve();

/** Changes follow one another, so that none is lost between reading and writing. */
function change(how: (gate: Gate) => Gate): Promise<Gate> {
  const turn = line.then(async () => {
    const gate = how(await getGate());
    await item.setValue(gate);
    return gate;
  });
  line = turn.catch(() => undefined);
  return turn;
}

const parse = (value: unknown): Gate => gateSchema.parse(value ?? {});

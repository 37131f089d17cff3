import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import type { PlainProblem } from '../problem.ts';

const problemSchema = z.custom<PlainProblem>(
  value => z.object({ kind: z.string() }).safeParse(value).success,
);

const stateSchema = z.object({
  /** When Musette looked last, and how that failed. */
  atMs: z.catch(z.optional(z.number()), undefined),
  problem: z.catch(z.optional(problemSchema), undefined),
  /** Intervals.icu asked for a pause until then. */
  notBeforeMs: z.catch(z.optional(z.number()), undefined),
  /** Changes that asked for a mark on the button and that nobody has looked at. */
  unseen: z.catch(z.int(), 0),
});

/** How the looking for changes stands. */
export type Looking = z.infer<typeof stateSchema>;

const item = storage.defineItem<unknown>('local:changes');

export const getLooking = async (): Promise<Looking> => stateSchema.parse((await item.getValue()) ?? {});

let line: Promise<unknown> = Promise.resolve();

/** Changes follow one another, so that none is lost between reading and writing. */
export function changeLooking(how: (state: Looking) => Looking): Promise<void> {
  const turn = line.then(async () => item.setValue(how(await getLooking())));
  line = turn.catch(() => undefined);
  return turn;
}

/** Calls back with how it stands now and after every change. Returns what ends it. */
export function watchLooking(callback: (state: Looking) => void): () => void {
  void getLooking().then(callback);
  return item.watch(value => callback(stateSchema.parse(value ?? {})));
}

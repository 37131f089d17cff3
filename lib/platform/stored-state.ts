import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from './mutex.ts';
import type { PlainProblem } from './problem.ts';

/** A problem, as part of what is kept. */
export const problemSchema = z.custom<PlainProblem>(
  value => z.object({ kind: z.string() }).safeParse(value).success,
);

/** A pause and its reason, as part of what is stored. */
export const backoffSchema = z.object({ until: z.number(), problem: problemSchema });

/** How something stands, kept for the next worker and for every page. Each field of the schema falls back alone. */
export function defineState<Schema extends z.ZodMiniType>(key: `local:${string}`, schema: Schema) {
  type State = z.infer<Schema>;
  const item = storage.defineItem<unknown>(key);
  const parse = (value: unknown): State => schema.parse(value ?? {}) as State;
  const get = async (): Promise<State> => parse(await item.getValue());
  const runExclusive = createMutex();
  return {
    get,

    /** Calls back with how it stands now and after every change, in any page. Returns what ends it. */
    watch(callback: (state: State) => void): () => void {
      void get().then(callback);
      return item.watch(value => callback(parse(value)));
    },

    /**
     * Changes follow one another, so that none is lost between reading and writing. Where `how` returns the very same state, nothing is
     * written and nobody is told.
     */
    update: (change: (state: State) => State): Promise<State> =>
      runExclusive(async () => {
        const before = await get();
        const state = change(before);
        if (state !== before) await item.setValue(state);
        return state;
      }),
  };
}

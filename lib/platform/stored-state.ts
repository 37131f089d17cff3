import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { toKnownKind } from './error-policy.ts';
import { createMutex } from './mutex.ts';
import { omitUndefined } from './omit-undefined.ts';
import type { PlainProblem } from './problem.ts';
import { momentSchema } from './stored-rows.ts';

/** A problem, as part of what is stored. A kind that only another version knows is `unexpected`. */
export const problemSchema = z.pipe(
  z.looseObject({
    kind: z.string(),
    detail: z.catch(z.optional(z.string()), undefined),
    retryAfterMs: z.catch(z.optional(z.number()), undefined),
    site: z.catch(z.optional(z.string()), undefined),
    origins: z.catch(z.optional(z.array(z.string())), undefined),
    page: z.catch(z.optional(z.templateLiteral(['https://', z.string()])), undefined),
  }),
  z.transform((stored): PlainProblem => ({ ...omitUndefined(stored), kind: toKnownKind(stored.kind) })),
);

/** A pause and its reason, as part of what is stored. */
export const backoffSchema = z.object({ until: momentSchema, problem: problemSchema });

/** A state, stored for the next worker and for every page. Each invalid field falls back to its default alone. */
export function defineState<Schema extends z.ZodMiniType>(key: `local:${string}`, schema: Schema) {
  type State = z.infer<Schema>;
  const item = storage.defineItem<unknown>(key);
  const parse = (value: unknown): State => schema.parse(value ?? {}) as State;
  const get = async (): Promise<State> => parse(await item.getValue());
  const runExclusive = createMutex();
  return {
    get,

    /** Calls back with the state now and after every change, in any page. Returns a function that stops it. */
    watch(callback: (state: State) => void): () => void {
      void get().then(callback);
      return item.watch(value => callback(parse(value)));
    },

    /**
     * Changes follow one another, so that none is lost between reading and writing. Where `how` returns the very same state, nothing is
     * written and no page is notified.
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

import * as z from 'zod/mini';
import { kept, problemSchema } from '../kept.ts';

/** How the looking for changes stands. */
const stateSchema = z.object({
  /** When Musette looked last, and how that failed. */
  atMs: z.catch(z.optional(z.number()), undefined),
  problem: z.catch(z.optional(problemSchema), undefined),
  /** Intervals.icu asked for a pause until then. */
  notBeforeMs: z.catch(z.optional(z.number()), undefined),
  /** Changes that asked for a mark on the button and that nobody has looked at. */
  unseen: z.catch(z.int(), 0),
});

const { get, watch, change } = kept('local:changes', stateSchema);

export const getLooking = get;
export const watchLooking = watch;
export const changeLooking = change;

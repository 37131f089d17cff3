import * as z from 'zod/mini';
import { defineState, problemSchema } from '../../platform/stored-state.ts';

/** How the looking for changes stands. */
const stateSchema = z.object({
  /** When Musette looked last, and how that failed. */
  lastSyncMs: z.catch(z.optional(z.number()), undefined),
  problem: z.catch(z.optional(problemSchema), undefined),
  /** Intervals.icu asked for a pause until then. */
  pausedUntilMs: z.catch(z.optional(z.number()), undefined),
  /** Changes that asked for a mark on the button and that nobody has looked at. */
  unseen: z.catch(z.int(), 0),
});

const { get, watch, update } = defineState('local:change-feed', stateSchema);

export const getFeedState = get;
export const watchFeedState = watch;
export const updateFeedState = update;

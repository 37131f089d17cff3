import * as z from 'zod/mini';
import { momentSchema, optionalFact } from '../../platform/stored-rows.ts';
import { backoffSchema, defineState, problemSchema } from '../../platform/stored-state.ts';

const stateSchema = z.object({
  /** When the last sync was; absent before the first one. */
  lastSyncMs: optionalFact(momentSchema),
  /** Why the last sync failed, if it did. */
  problem: z.catch(z.optional(problemSchema), undefined),
  /** End of a pause that Intervals.icu asked for. */
  backoff: z.catch(z.optional(backoffSchema), undefined),
  /** Number on the button: changes of the chosen kinds that the person has not seen. */
  unseen: z.catch(z.int(), 0),
});

const { get, watch, update } = defineState('local:change-feed', stateSchema);

export const getFeedState = get;
export const watchFeedState = watch;
export const updateFeedState = update;

import * as z from 'zod/mini';
import { defineState } from '../../platform/stored-state.ts';

const fieldKeys = z.catch(z.optional(z.array(z.string()).check(z.maxLength(200))), undefined);

const viewOptionsSchema = z.object({
  /** The columns of the table; by default the fields in use. */
  columns: fieldKeys,
  /** The fields of the morning card; by default those that are logged daily. */
  morning: fieldKeys,
});

/** Which fields the athlete chose to see. */
type WellnessViewOptions = z.infer<typeof viewOptionsSchema>;

const state = defineState('local:wellnessViewOptions', z.catch(viewOptionsSchema, {}));

/** Changes the given options only. */
export const updateWellnessViewOptions = (change: Partial<WellnessViewOptions>): Promise<WellnessViewOptions> =>
  state.update(options => ({ ...options, ...change }));

export const watchWellnessViewOptions = state.watch;

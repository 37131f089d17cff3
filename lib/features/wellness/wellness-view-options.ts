import * as z from 'zod/mini';
import { defineState } from '../../platform/stored-state.ts';

const fieldKeys = z.catch(z.optional(z.array(z.string()).check(z.maxLength(200))), undefined);

const viewOptionsSchema = z.object({
  /** The columns of the table; those that are used when absent. */
  columns: fieldKeys,
  /** What is asked in the morning; what is logged daily when absent. */
  morning: fieldKeys,
});

/** Which fields a person wants to see. */
type WellnessViewOptions = z.infer<typeof viewOptionsSchema>;

const state = defineState('local:wellnessViewOptions', z.catch(viewOptionsSchema, {}));

/** Changes what is named. */
export const updateWellnessViewOptions = (
  change: Partial<WellnessViewOptions>,
): Promise<WellnessViewOptions> => state.update(options => ({ ...options, ...change }));

export const watchWellnessViewOptions = state.watch;

import * as z from 'zod/mini';
import { defineState } from '../../platform/stored-state.ts';

const fieldKeys = z.catch(z.optional(z.array(z.string()).check(z.maxLength(200))), undefined);

const viewOptionsSchema = z.object({
  /** The columns of the table; when absent, the fields that have values. */
  columns: fieldKeys,
  /** The fields of the morning card; when absent, those that are logged daily. */
  morning: fieldKeys,
});

/** Which fields a person wants to see. */
export type WellnessViewOptions = z.infer<typeof viewOptionsSchema>;

const state = defineState('local:wellness-view', z.catch(viewOptionsSchema, {}));

/** Changes what is named. */
export const updateWellnessViewOptions = (
  change: Partial<WellnessViewOptions>,
): Promise<WellnessViewOptions> => state.update(options => ({ ...options, ...change }));

export const watchWellnessViewOptions = state.watch;

import * as z from 'zod/mini';
import { defineState } from '../platform/stored-state.ts';

const keys = z.catch(z.optional(z.array(z.string()).check(z.maxLength(200))), undefined);

const choiceSchema = z.object({
  /** The columns of the table; those that are used when absent. */
  columns: keys,
  /** What is asked in the morning; what is logged daily when absent. */
  morning: keys,
});

/** Which fields a person wants to see. */
export type WellnessChoice = z.infer<typeof choiceSchema>;

const state = defineState('local:wellness', z.catch(choiceSchema, {}));

/** Changes what is named. */
export const changeChoice = (change: Partial<WellnessChoice>): Promise<WellnessChoice> =>
  state.update(choice => ({ ...choice, ...change }));

export const watchChoice = state.watch;

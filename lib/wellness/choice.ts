import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';

const keys = z.catch(z.optional(z.array(z.string()).check(z.maxLength(200))), undefined);

const choiceSchema = z.object({
  /** The columns of the table; those that are used when absent. */
  columns: keys,
  /** What is asked in the morning; what is logged daily when absent. */
  morning: keys,
});

/** Which fields a person wants to see. */
export type WellnessChoice = z.infer<typeof choiceSchema>;

const item = storage.defineItem<unknown>('local:wellness');

/** Changes what is named. */
export async function changeChoice(change: Partial<WellnessChoice>): Promise<void> {
  await item.setValue({ ...parse(await item.getValue()), ...change });
}

/** Calls back with the choice now and after every change. Returns what ends it. */
export function watchChoice(callback: (choice: WellnessChoice) => void): () => void {
  void item.getValue().then(value => callback(parse(value)));
  return item.watch(value => callback(parse(value)));
}

const parse = (value: unknown): WellnessChoice => z.catch(choiceSchema, {}).parse(value ?? {});

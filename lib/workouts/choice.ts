import * as z from 'zod/mini';
import { addDays, type Day, daysBetween, isDay, mondayOf } from '../day.ts';
import { kept } from '../kept.ts';
import type { DayRange } from './store.ts';

const day = z.string().check(z.refine(isDay));

export const SPANS = ['today', 'week', 'month', 'dates'] as const;

const choiceSchema = z.object({
  span: z.catch(z.enum(SPANS), 'week'),
  from: z.catch(z.optional(day), undefined),
  to: z.catch(z.optional(day), undefined),
});

/** Which days of the calendar a person looks at. */
export type Choice = z.infer<typeof choiceSchema>;

export type Span = Choice['span'];

const state = kept('local:workouts', choiceSchema);

/** What was looked at last. */
export const getChoice = state.get;

export const keepChoice = (choice: Choice): Promise<Choice> => state.change(() => choice);

/** Another span. Two dates that were never chosen begin with the days that were seen before. */
export function withSpan(choice: Choice, span: Span, today: Day): Choice {
  const changed = { ...choice, span };
  return rangeOf(changed, today) ? changed : { ...changed, ...rangeOf(choice, today) };
}

/** A season and the one after it: more in one request would be more than Intervals.icu answers in good time. */
export const MOST_DAYS = 800;

/** The days that are meant; undefined where two dates are asked for and not there, the wrong way round, or too far apart. */
export function rangeOf({ span, from, to }: Choice, today: Day): DayRange | undefined {
  if (span === 'today') return { from: today, to: today };
  if (span === 'week') return { from: mondayOf(today), to: addDays(mondayOf(today), 6) };
  if (span === 'month') return { from: today, to: addDays(today, 27) };
  if (!from || !to || to < from || daysBetween(from, to) >= MOST_DAYS) return undefined;
  return { from, to };
}

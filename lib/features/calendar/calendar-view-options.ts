import * as z from 'zod/mini';
import { addDays, type CalendarDate, daysBetween, getMonday, isCalendarDate } from '../../platform/calendar-date.ts';
import { defineState } from '../../platform/stored-state.ts';
import type { DateRange } from './calendar-store.ts';

const day = z.string().check(z.refine(isCalendarDate));

export const CALENDAR_PERIODS = ['today', 'week', 'month', 'dates'] as const;

const viewOptionsSchema = z.object({
  span: z.catch(z.enum(CALENDAR_PERIODS), 'week'),
  from: z.catch(z.optional(day), undefined),
  to: z.catch(z.optional(day), undefined),
});

/** The days of the calendar that are shown. */
export type CalendarViewOptions = z.infer<typeof viewOptionsSchema>;

export type CalendarPeriod = CalendarViewOptions['span'];

/** What was chosen last. */
export const calendarViewOptions = defineState('local:calendarViewOptions', viewOptionsSchema);

/** With another period. Two dates that were never chosen begin with the days that were shown before. */
export function withPeriod(
  options: CalendarViewOptions,
  span: CalendarPeriod,
  today: CalendarDate,
): CalendarViewOptions {
  const changed = { ...options, span };
  return toCalendarRange(changed, today) ? changed : { ...changed, ...toCalendarRange(options, today) };
}

/** Two seasons. Intervals.icu takes too long to answer for more. */
export const MAX_CALENDAR_DAYS = 800;

/** The days to show; undefined if one of two dates is missing, they are in the wrong order, or too far apart. */
export function toCalendarRange({ span, from, to }: CalendarViewOptions, today: CalendarDate): DateRange | undefined {
  if (span === 'today') return { from: today, to: today };
  if (span === 'week') return { from: getMonday(today), to: addDays(getMonday(today), 6) };
  if (span === 'month') return { from: today, to: addDays(today, 27) };
  if (!from || !to || to < from || daysBetween(from, to) >= MAX_CALENDAR_DAYS) return undefined;
  return { from, to };
}

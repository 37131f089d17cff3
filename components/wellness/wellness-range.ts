import { MAX_WELLNESS_DAYS } from '../../lib/features/wellness/conflict-check.ts';
import { addDays, type CalendarDate, type DateRange, daysBetween } from '../../lib/platform/calendar-date.ts';

/** The selection of shown days: the month that contains a day, or two dates. */
export type WellnessRangeSelection =
  | { mode: 'month'; day: CalendarDate }
  | { mode: 'dates'; from: CalendarDate; to: CalendarDate };

/** The selected days up to today; undefined where the two dates are not a valid range. */
export function resolveWellnessRange(shown: WellnessRangeSelection, today: CalendarDate): DateRange | undefined {
  const { from, to } = shown.mode === 'month' ? getMonthRange(shown.day) : shown;
  const last = to < today ? to : today;
  if (from === '' || to < from || last < from || daysBetween(from, last) >= MAX_WELLNESS_DAYS) return undefined;
  return { from, to: last };
}

/** The first and the last day of the month that contains a day. */
export function getMonthRange(day: CalendarDate): DateRange {
  const first = `${day.slice(0, 7)}-01`;
  // 31 days after the first of a month it is always the next month.
  return { from: first, to: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) };
}

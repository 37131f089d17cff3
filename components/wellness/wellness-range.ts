import { MAX_WELLNESS_DAYS } from '../../lib/features/wellness/conflict-check.ts';
import { addDays, type CalendarDate, type DateRange, daysBetween } from '../../lib/platform/calendar-date.ts';

/** Which days are looked at: a month, by any of its days, or two dates. */
export type WellnessRangeSelection =
  | { mode: 'month'; day: CalendarDate }
  | { mode: 'dates'; from: CalendarDate; to: CalendarDate };

/** The days that are meant, none of them to come; undefined where two dates cannot be used. */
export function resolveWellnessRange(
  shown: WellnessRangeSelection,
  today: CalendarDate,
): DateRange | undefined {
  const { from, to } = shown.mode === 'month' ? getMonthRange(shown.day) : shown;
  const last = to < today ? to : today;
  if (from === '' || to < from || last < from || daysBetween(from, last) >= MAX_WELLNESS_DAYS)
    return undefined;
  return { from, to: last };
}

/** The first and the last day of a day's month. */
export function getMonthRange(day: CalendarDate): DateRange {
  const first = `${day.slice(0, 7)}-01`;
  // No month is so long that 31 days later is not the next one.
  return { from: first, to: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) };
}

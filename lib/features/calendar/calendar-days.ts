import { type CalendarDate, eachDay } from '../../platform/calendar-date.ts';
import type { CalendarEvent } from '../../services/intervals/calendar-event.ts';
import type { DateRange } from './calendar-store.ts';

/** What one day of the calendar holds. */
export interface CalendarDay {
  day: CalendarDate;
  /** What the athlete does: workouts, and races. */
  workouts: CalendarEvent[];
  /** What goes with the day: notes, holidays, targets. What lasts for several days is on each of them. */
  notes: CalendarEvent[];
}

/** The days of a range, one by one, with what stands on them. */
export function toCalendarDays(events: readonly CalendarEvent[], { from, to }: DateRange): CalendarDay[] {
  const days = new Map<CalendarDate, CalendarDay>(
    eachDay(from, to).map(day => [day, { day, workouts: [], notes: [] }]),
  );
  for (const event of events) {
    const last = event.lastDay < to ? event.lastDay : to;
    for (const day of eachDay(event.day > from ? event.day : from, last)) {
      days.get(day)?.[WORKOUT_CATEGORIES.has(event.category) ? 'workouts' : 'notes'].push(event);
    }
  }
  return [...days.values()];
}

const WORKOUT_CATEGORIES: ReadonlySet<CalendarEvent['category']> = new Set(['WORKOUT', 'RACE_A', 'RACE_B', 'RACE_C']);

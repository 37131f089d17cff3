import { type Day, daysFrom } from '../day.ts';
import type { CalendarEvent } from '../intervals/event.ts';
import type { DayRange } from './store.ts';

/** What one day of the calendar holds. */
export interface DayPlan {
  day: Day;
  /** What the athlete does: workouts, and races. */
  doings: CalendarEvent[];
  /** What goes with the day: notes, holidays, targets. What lasts for several days is on each of them. */
  marks: CalendarEvent[];
}

/** The days of a range, one by one, with what stands on them. */
export function planDays(events: readonly CalendarEvent[], { from, to }: DayRange): DayPlan[] {
  const plans = new Map<Day, DayPlan>(daysFrom(from, to).map(day => [day, { day, doings: [], marks: [] }]));
  for (const event of events) {
    const last = event.lastDay < to ? event.lastDay : to;
    for (const day of daysFrom(event.day > from ? event.day : from, last)) {
      plans.get(day)?.[DOINGS.has(event.category) ? 'doings' : 'marks'].push(event);
    }
  }
  return [...plans.values()];
}

const DOINGS: ReadonlySet<CalendarEvent['category']> = new Set(['WORKOUT', 'RACE_A', 'RACE_B', 'RACE_C']);

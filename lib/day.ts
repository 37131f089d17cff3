import { DAY, utcDate } from './time.ts';

/** A day of the calendar, "2026-11-22", in nobody's time zone. Days sort as strings. */
export type Day = string;

/** A range of days, both included. */
export interface DayRange {
  from: Day;
  to: Day;
}

/** The day that it is in a time zone at a moment. An unknown zone counts as UTC. */
export function dayIn(timezone: string, ms: number): Day {
  try {
    // Swedish writes dates the ISO way.
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(ms);
  } catch {
    return utcDate(ms);
  }
}

/** The day that is n days later; earlier for a negative n. */
export const addDays = (day: Day, n: number): Day => utcDate(Date.parse(`${day}T00:00Z`) + n * DAY);

/** How many days later `to` is. */
export const daysBetween = (from: Day, to: Day): number =>
  (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY;

/** Every day from one to another, both included; none where `to` is before `from`. */
export const daysFrom = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, n) => addDays(from, n));

/** The Monday of that week. */
export const mondayOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));

/** Whether a text is a day that exists. */
export function isDay(text: string): text is Day {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && utcDate(ms) === text;
}

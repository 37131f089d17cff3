import * as z from 'zod/mini';
import { DAY, toUtcDate } from './time.ts';

/** A day of the calendar, "2026-11-22", in nobody's time zone. Days sort as strings. */
export type CalendarDate = string;

/** A range of days, both included. */
export interface DateRange {
  from: CalendarDate;
  to: CalendarDate;
}

/** The day that it is in a time zone at a moment. An unknown zone counts as UTC. */
export function getDateInZone(timezone: string, ms: number): CalendarDate {
  try {
    // Swedish writes dates the ISO way.
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(ms);
  } catch {
    return toUtcDate(ms);
  }
}

/** The day that is n days later; earlier for a negative n. */
export const addDays = (day: CalendarDate, n: number): CalendarDate =>
  toUtcDate(Date.parse(`${day}T00:00Z`) + n * DAY);

/** How many days later `to` is. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY;

/** Every day from one to another, both included; none where `to` is before `from`. */
export const eachDay = (from: CalendarDate, to: CalendarDate): CalendarDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, n) => addDays(from, n));

/** The Monday of that week. */
export const getMonday = (day: CalendarDate): CalendarDate =>
  addDays(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));

/** Whether a text is a day that exists. */
export function isCalendarDate(text: string): text is CalendarDate {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && toUtcDate(ms) === text;
}

/** A day that exists, as part of received or stored data. */
export const calendarDateSchema = z.string().check(z.refine(isCalendarDate));

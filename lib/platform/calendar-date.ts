import * as z from 'zod/mini';
import { DAY, toUtcDate } from './time.ts';

/** A calendar date without a time zone, "2026-11-22". Dates sort as strings. */
export type CalendarDate = string;

/** A range of dates, both ends included. */
export interface DateRange {
  from: CalendarDate;
  to: CalendarDate;
}

/** The date in a time zone at a time in ms. An unknown zone counts as UTC. */
export function getDateInZone(timezone: string, ms: number): CalendarDate {
  try {
    // The Swedish format is that of ISO 8601.
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(ms);
  } catch {
    return toUtcDate(ms);
  }
}

/** The date n days later; earlier for a negative n. */
export const addDays = (day: CalendarDate, n: number): CalendarDate => toUtcDate(Date.parse(`${day}T00:00Z`) + n * DAY);

/** Number of days from `from` to `to`. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY;

/** All dates of a range; none where `to` is before `from`. */
export const eachDay = (from: CalendarDate, to: CalendarDate): CalendarDate[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, n) => addDays(from, n));

/** The Monday of the week of a date. */
export const getMonday = (day: CalendarDate): CalendarDate =>
  addDays(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7));

/** Whether a text is an existing date. */
export function isCalendarDate(text: string): text is CalendarDate {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && toUtcDate(ms) === text;
}

/** A day that exists, as part of received or stored data. */
export const calendarDateSchema = z.string().check(z.refine(isCalendarDate));

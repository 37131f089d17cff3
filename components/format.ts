import { i18n } from '#i18n';
import type { Day, DayRange } from '../lib/day.ts';
import { HOUR, MINUTE, SECOND } from '../lib/time.ts';

const decimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const kilometres = new Intl.NumberFormat(undefined, {
  style: 'unit',
  unit: 'kilometer',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const shortDay = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const either = new Intl.ListFormat(undefined, { type: 'disjunction' });
// A day of the calendar is in nobody's time zone.
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const dayOfMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', timeZone: 'UTC' });
const wholeDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: 'UTC' });
const mediumDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const dayOfYear = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const fraction = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const wallClock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** "a, b or c": one of these. */
export const oneOf = (names: string[]): string => either.format(names);

/** "12,345" */
export const number = (n: number): string => decimal.format(n);

/** 78.4 as "78%". */
export const percent = (n: number): string => percents.format(n / 100);

/** Metres as "62.4 km". */
export const distance = (metres: number): string => kilometres.format(metres / 1000);

/** "22 Nov 2026, 08:12", in the person's own time zone. */
export const dateTime = (ms: number): string => dayAndTime.format(ms);

/** What a clock showed, "2026-11-22T08:12:00", as "08:12", in nobody's time zone. */
export const wallTime = (time: string): string => wallClock.format(Date.parse(`${time}Z`));

/** "22 Nov 2026" */
export const date = (ms: number): string => day.format(ms);

/** A day of the calendar as "Mon 16". */
export const shortWeekday = (day: Day): string => {
  const ms = Date.parse(`${day}T00:00Z`);
  return `${weekday.format(ms)} ${dayOfMonth.format(ms)}`;
};

/** A day of the calendar as "16 Nov 2026". */
export const mediumDate = (day: Day): string => mediumDay.format(Date.parse(`${day}T00:00Z`));

/** A day of the calendar as "Monday, 16 November 2026". */
export const longDay = (day: Day): string => wholeDay.format(Date.parse(`${day}T00:00Z`));

/** A day of the calendar as "Mon 16 Nov". */
export const shortDate = (day: Day): string => dayOfYear.format(Date.parse(`${day}T00:00Z`));

/** The month of a day, "November 2026". */
export const monthOf = (day: Day): string => month.format(Date.parse(`${day}T00:00Z`));

/** "1 – 30 Nov 2026" */
export const dayRange = ({ from, to }: DayRange): string =>
  days.formatRange(Date.parse(`${from}T00:00Z`), Date.parse(`${to}T00:00Z`));

/** "71.35": as many digits as a measurement has. */
export const amount = (n: number): string => fraction.format(n);

/** What the person writes before a fraction. */
export const decimalMark = fraction.format(0.5).includes(',') ? ',' : '.';

/** "08:12" */
export const timeOfDay = (ms: number): string => clock.format(ms);

/** "08:12" where that is today, else with its date. */
export const moment = (ms: number, now: number): string =>
  isSameDay(ms, now) ? timeOfDay(ms) : dateTime(ms);

/** "today 08:12", "20 Nov, 08:12", or the whole date where it was in another year. */
export function recently(ms: number, now: number): string {
  if (isSameDay(ms, now)) return i18n.t('time.todayAt', { time: timeOfDay(ms) });
  return isSameYear(ms, now) ? shortDay.format(ms) : date(ms);
}

/** "2 h 11 min", "12 min", "40 s": the two largest units that say something. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return i18n.t('time.seconds', { s: seconds });
  const minutes = Math.round(ms / MINUTE);
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  if (h === 0) return i18n.t('time.minutes', { m });
  return m === 0 ? i18n.t('time.hours', { h: number(h) }) : i18n.t('time.hoursMinutes', { h: number(h), m });
}

/** A guess, rounded so that it does not pretend to know more: "40 s", "3 min", "2 h". */
export function roughly(ms: number): string {
  const step = ms < MINUTE ? 10 * SECOND : ms < 10 * MINUTE ? MINUTE : ms < HOUR ? 5 * MINUTE : HOUR / 2;
  return duration(Math.max(step, Math.round(ms / step) * step));
}

const isSameDay = (a: number, b: number): boolean =>
  new Date(a).toDateString() === new Date(b).toDateString();

const isSameYear = (a: number, b: number): boolean => new Date(a).getFullYear() === new Date(b).getFullYear();

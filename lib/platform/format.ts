import { i18n } from '#i18n';
import type { CalendarDate, DateRange } from './calendar-date.ts';
import { HOUR, MINUTE, SECOND } from './time.ts';
import { getUnits } from './units.ts';

const wholeNumber = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const kilometres = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'kilometer', ...oneDecimal });
const miles = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'mile', ...oneDecimal });
const mediumDateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const mediumDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const shortDateTime = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const disjunction = new Intl.ListFormat(undefined, { type: 'disjunction' });
// Calendar dates have no time zone; UTC keeps the day as it is.
const shortWeekdayName = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const dayOfMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', timeZone: 'UTC' });
const fullCalendarDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeZone: 'UTC' });
const mediumCalendarDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const wholePercent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const shortCalendarDay = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const longMonth = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const calendarDayRange = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const twoDecimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const utcTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'short', timeZone: 'UTC' });
const localTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** "a, b or c": one of these. */
export const formatAlternatives = (names: string[]): string => disjunction.format(names);

/** "12,345" */
export const formatNumber = (n: number): string => wholeNumber.format(n);

/** 78.4 as "78%". */
export const formatPercent = (n: number): string => wholePercent.format(n / 100);

const METRES_PER_MILE = 1609.344;

/** Metres as "62.4 km", or as "38.8 mi" where the athlete uses miles. */
export const formatDistance = (metres: number): string =>
  getUnits().distance === 'mi' ? miles.format(metres / METRES_PER_MILE) : kilometres.format(metres / 1000);

/** "22 Nov 2026, 08:12" in the time zone of the browser. */
export const formatDateTime = (ms: number): string => mediumDateTime.format(ms);

/** A local time without a zone, "2026-11-22T08:12:00", as "08:12". */
export const formatWallTime = (time: string): string => utcTime.format(Date.parse(`${time}Z`));

/** "22 Nov 2026" */
export const formatDate = (ms: number): string => mediumDate.format(ms);

/** "Mon 16" */
export const formatWeekday = (day: CalendarDate): string => {
  const ms = Date.parse(`${day}T00:00Z`);
  return `${shortWeekdayName.format(ms)} ${dayOfMonth.format(ms)}`;
};

/** "16 Nov 2026" */
export const formatDay = (day: CalendarDate): string => mediumCalendarDay.format(Date.parse(`${day}T00:00Z`));

/** "Monday, 16 November 2026" */
export const formatLongDay = (day: CalendarDate): string => fullCalendarDay.format(Date.parse(`${day}T00:00Z`));

/** "Mon 16 Nov" */
export const formatShortDay = (day: CalendarDate): string => shortCalendarDay.format(Date.parse(`${day}T00:00Z`));

/** The month of a date, "November 2026". */
export const formatMonth = (day: CalendarDate): string => longMonth.format(Date.parse(`${day}T00:00Z`));

/** "1 – 30 Nov 2026" */
export const formatDayRange = ({ from, to }: DateRange): string =>
  calendarDayRange.formatRange(Date.parse(`${from}T00:00Z`), Date.parse(`${to}T00:00Z`));

/** "71.35": at most two decimals. */
export const formatDecimal = (n: number): string => twoDecimals.format(n);

/** The decimal mark of the user's locale. */
export const DECIMAL_MARK = twoDecimals.format(0.5).includes(',') ? ',' : '.';

/** "08:12" */
export const formatTime = (ms: number): string => localTime.format(ms);

/** "08:12" today, else with the date. */
export const formatTimeOrDate = (ms: number, now: number): string =>
  isSameDay(ms, now) ? formatTime(ms) : formatDateTime(ms);

/** "today 08:12", "20 Nov, 08:12", or the full date in another year. */
export function formatRecent(ms: number, now: number): string {
  if (isSameDay(ms, now)) return i18n.t('time.todayAt', { time: formatTime(ms) });
  return isSameYear(ms, now) ? shortDateTime.format(ms) : formatDate(ms);
}

/** "2 h 11 min", "12 min", "40 s" */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return i18n.t('time.seconds', { s: seconds });
  const minutes = Math.round(ms / MINUTE);
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  if (h === 0) return i18n.t('time.minutes', { m });
  return m === 0
    ? i18n.t('time.hours', { h: formatNumber(h) })
    : i18n.t('time.hoursMinutes', { h: formatNumber(h), m });
}

/** An estimate, rounded to what is plausible: "40 s", "3 min", "2 h". */
export function formatRoughDuration(ms: number): string {
  const step = ms < MINUTE ? 10 * SECOND : ms < 10 * MINUTE ? MINUTE : ms < HOUR ? 5 * MINUTE : HOUR / 2;
  return formatDuration(Math.max(step, Math.round(ms / step) * step));
}

const isSameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();

const isSameYear = (a: number, b: number): boolean => new Date(a).getFullYear() === new Date(b).getFullYear();

import { type CalendarDate, isCalendarDate } from '../../platform/calendar-date.ts';
import { DAY, toUtcDate } from '../../platform/time.ts';
import { monthOf } from './months.ts';

/** A day as it is written, and what of it is open still. */
export type WrittenDay =
  | { day: CalendarDate; minutes?: number | undefined }
  /** Numbers only, the year last: which of the first two is the month, a column decides. */
  | { first: number; second: number; year: number | undefined; minutes?: number | undefined; mark: string }
  /** "Nov 11": the order of the rows tells the year. */
  | { month: number; date: number; minutes?: number | undefined }
  /** "Nov 1-7", "2026-W10" */
  | 'several-days'
  | undefined;

/**
 * What a cell says about when. Moments in UTC become days of the time zone; those with another offset keep the day that
 * is written: it was that day where the athlete was.
 */
export function readMoment(text: string, timezone: string): WrittenDay {
  const written = text.trim();
  return (
    instant(written, timezone) ??
    yearFirst(written) ??
    numbersOnly(written) ??
    severalDays(written) ??
    withMonthName(written)
  );
}

/** Minutes since midnight, of "7:02 AM", "17:08", "17.08 Uhr" at the end of a text. */
export function readTime(text: string): number | undefined {
  const match = TIME.exec(text.trim());
  if (!match) return undefined;
  const [, hourText, minuteText, , half] = match;
  const hour = half ? (Number(hourText) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hourText);
  const minute = Number(minuteText);
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}

const TIME =
  /(?:^|[\sT,])(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?\s*(?:(a|p)\.?\s?m\.?|uhr|h)?(?:\s*(?:Z|UTC)?\s*[+-]\d\d:?\d\d)?$/iu;

/**
 * Moments that name no place: seconds or milliseconds since 1970, or a time in UTC. Its midnight is how programs write a
 * day.
 */
function instant(text: string, timezone: string): { day: CalendarDate; minutes?: number } | undefined {
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(?:Z|UTC|[+-]00:?00)$/i.exec(text);
  const ms = iso ? Date.parse(`${iso[1]}T${iso[2]}Z`) : epochMs(text);
  if (ms === undefined || Number.isNaN(ms)) return undefined;
  if (ms % DAY === 0) return { day: toUtcDate(ms) };
  const local = formatIn(timezone).format(ms);
  return { day: local.slice(0, 10), minutes: readTime(local) ?? 0 };
}

function epochMs(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text);
  return /^\d{10}$/.test(text) ? Number(text) * 1000 : undefined;
}

/** A file has thousands of moments and one time zone: a format takes far longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timezone: string): Intl.DateTimeFormat {
  const format = formats.get(timezone) ?? makeFormat(timezone);
  formats.set(timezone, format);
  return format;
}

/** Swedish writes "2026-11-22 07:02". */
function makeFormat(timezone: string): Intl.DateTimeFormat {
  const inZone = (timeZone: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  try {
    return inZone(timezone);
  } catch {
    // A zone that this browser does not know counts as UTC, as in `dayIn`.
    return inZone('UTC');
  }
}

function yearFirst(text: string): { day: CalendarDate; minutes: number | undefined } | undefined {
  const match = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T\s,])|^(\d{4})(\d\d)(\d\d)(?=$|T)/.exec(text);
  if (!match) return undefined;
  const [year, month, date] = match[1] ? [match[1], match[3], match[4]] : match.slice(5);
  const day = dayOf(Number(year), Number(month), Number(date));
  return day === undefined ? undefined : { day, minutes: readTime(text) };
}

function numbersOnly(text: string): WrittenDay {
  const match = /^(\d{1,2})([./-])\s?(\d{1,2})(\2)?\s?((?:\d\d)?\d\d)?(?=$|[T\s,])/.exec(text);
  if (!match) return undefined;
  const [, first, mark = '', second, mark2, year] = match;
  // "6.5" is a number; "6.5." and "5/6" are days of some year.
  if (year === undefined ? mark !== '/' && mark2 !== '.' : mark2 === undefined) return undefined;
  return {
    first: Number(first),
    second: Number(second),
    year: year === undefined ? undefined : fullYear(year),
    minutes: readTime(text),
    mark,
  };
}

function severalDays(text: string): 'several-days' | undefined {
  if (/^\d{4}-?W\d\d$/i.test(text)) return 'several-days';
  const isRange = RANGE.test(text) && !/\d:\d/.test(text);
  return isRange && /\p{L}{3}/u.test(text) ? 'several-days' : undefined;
}

/** "1-7", "25 Jun - 1" and "Dec 30, 2025 - Jan 5". */
const RANGE = /\d\.?,?\s*(?:\p{L}{3,}\.?\s*)?(?:\d{4}\s*)?[-–—]\s*(?:\p{L}+\.?\s*)?\d{1,2}(?!\d)/u;

/** "7 PM" and "7h": no moment is read of it, and neither is a year. */
const BARE_HOUR = /(?<![\d:])\d{1,2}\s*(?:[ap]\.?\s?m\b\.?|uhr\b|h\b)/iu;

function withMonthName(text: string): WrittenDay {
  const names = text.match(/\p{L}{3,}/gu) ?? [];
  // "mar. 3 mars": of a weekday and a month that look alike, the month comes last.
  const month = names.map(monthOf).findLast(found => found !== undefined);
  const bare = text.replace(TIME, '').replace(BARE_HOUR, '');
  const [date, ...others] = bare.match(/(?<![\d:])\d{1,2}(?![\d:])/g) ?? [];
  // "3-Mar-24": two digits at the end, and not the date itself.
  const shortYear = others.length > 0 ? /(?<![\d:])\d\d(?=[\s.,]*$)/.exec(bare)?.[0] : undefined;
  if (month === undefined || date === undefined) return undefined;
  const [year = shortYear] = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(text) ?? [];
  const minutes = readTime(text);
  if (year === undefined) return { month, date: Number(date), minutes };
  const day = dayOf(fullYear(year), month, Number(date));
  return day === undefined ? undefined : { day, minutes };
}

/** The day of these numbers, undefined where there is none. */
export function dayOf(year: number, month: number, date: number): CalendarDate | undefined {
  const day = [String(year).padStart(4, '0'), ...[month, date].map(n => String(n).padStart(2, '0'))].join(
    '-',
  );
  return isCalendarDate(day) ? day : undefined;
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

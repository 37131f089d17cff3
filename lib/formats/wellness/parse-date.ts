import { type CalendarDate, isCalendarDate } from '../../platform/calendar-date.ts';
import { DAY, toUtcDate } from '../../platform/time.ts';

/** Which number of "03/04/2026", or of "2026-03-04", is the day: the first or the second beside the year. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;

export type DateOrder = (typeof DATE_ORDERS)[number];

/** A date as written: a day, or the parts that a single cell leaves open. */
export type ParsedDate =
  | { day: CalendarDate; minutes?: number | undefined }
  /** Numbers only: the other cells of the column show which of the two is the month. */
  | NumericDate
  /** "Nov 11": the year follows from the order of the rows. */
  | { month: number; date: number; minutes?: number | undefined }
  /** "Nov 1-7", "2026-W10" */
  | 'covers-several-days'
  | undefined;

/** A date whose month may be either number. */
export interface NumericDate {
  first: number;
  second: number;
  year: number | undefined;
  /** The year comes first, and then the month almost always. */
  isYearFirst: boolean;
  minutes?: number | undefined;
  separator: string;
}

/**
 * Parses the date in a cell. Times in UTC become days in the time zone; times with another offset keep the written day,
 * which was the athlete's local day.
 */
export function parseDate(text: string, timezone: string): ParsedDate {
  const written = text.trim();
  if (written.length > MAX_DATE_LENGTH) return undefined;
  return (
    parseInstant(written, timezone) ??
    parseYearFirst(written) ??
    parseNumericDate(written) ??
    detectDateRange(written) ??
    parseNamedMonth(written)
  );
}

/** "Wednesday, 30 September 2026, 11:59:59 PM GMT+02:00" has 53 characters. The patterns take long for thousands of blanks. */
const MAX_DATE_LENGTH = 64;

/** Minutes since midnight, from "7:02 AM", "17:08" or "17.08 Uhr" at the end of a text. */
export function parseTimeOfDay(text: string): number | undefined {
  const written = text.trim();
  const match = written.length > MAX_DATE_LENGTH ? null : TIME_OF_DAY.exec(written);
  if (!match) return undefined;
  const [, hourText, minuteText, , half] = match;
  const hour = half ? (Number(hourText) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hourText);
  const minute = Number(minuteText);
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}

const TIME_OF_DAY =
  /(?:^|[\sT,])(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?\s*(?:(a|p)\.?\s?m\.?|uhr|h)?(?:\s*(?:Z|UTC)?\s*[+-]\d\d:?\d\d)?$/iu;

/**
 * Times without a local offset: seconds or milliseconds since 1970, or a time in UTC. Midnight in UTC stands for the day
 * itself in many programs, so it is not converted.
 */
function parseInstant(text: string, timezone: string): { day: CalendarDate; minutes?: number } | undefined {
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(?:Z|UTC|[+-]00:?00)$/i.exec(text);
  const ms = iso ? Date.parse(`${iso[1]}T${iso[2]}Z`) : parseEpochMs(text);
  if (ms === undefined || Number.isNaN(ms)) return undefined;
  if (ms % DAY === 0) return { day: toUtcDate(ms) };
  const local = getFormatter(timezone).format(ms);
  return { day: local.slice(0, 10), minutes: parseTimeOfDay(local) ?? 0 };
}

function parseEpochMs(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text);
  return /^\d{10}$/.test(text) ? Number(text) * 1000 : undefined;
}

/** Cached: a file has thousands of times in one time zone, and creating a format takes far longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function getFormatter(timezone: string): Intl.DateTimeFormat {
  const format = formatters.get(timezone) ?? createFormatter(timezone);
  formatters.set(timezone, format);
  return format;
}

/** The Swedish format is "2026-11-22 07:02". */
function createFormatter(timezone: string): Intl.DateTimeFormat {
  const inZone = (timeZone: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  try {
    return inZone(timezone);
  } catch {
    // A time zone that this browser does not know counts as UTC, as in `getDateInZone`.
    return inZone('UTC');
  }
}

function parseYearFirst(text: string): NumericDate | undefined {
  const match = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T\s,])|^(\d{4})(\d\d)(\d\d)(?=$|T)/.exec(text);
  if (!match) return undefined;
  const [year, first, second] = (match[1] ? [match[1], match[3], match[4]] : match.slice(5)).map(Number);
  if (year === undefined || first === undefined || second === undefined) return undefined;
  if ((toValidDay(year, first, second) ?? toValidDay(year, second, first)) === undefined) return undefined;
  return { first, second, year, isYearFirst: true, minutes: parseTimeOfDay(text), separator: match[2] ?? '' };
}

function parseNumericDate(text: string): ParsedDate {
  const match = /^(\d{1,2})([./-])\s?(\d{1,2})(\2)?\s?((?:\d\d)?\d\d)?(?=$|[T\s,])/.exec(text);
  if (!match) return undefined;
  const [, first, separator = '', second, mark2, year] = match;
  // "6.5" is a number; "6.5." and "5/6" are dates without a year.
  if (year === undefined ? separator !== '/' && mark2 !== '.' : mark2 === undefined) return undefined;
  return {
    first: Number(first),
    second: Number(second),
    year: year === undefined ? undefined : toFullYear(year),
    isYearFirst: false,
    minutes: parseTimeOfDay(text),
    separator,
  };
}

function detectDateRange(text: string): 'covers-several-days' | undefined {
  if (/^\d{4}-?W\d\d$/i.test(text)) return 'covers-several-days';
  const isRange = DATE_RANGE.test(text) && !/\d:\d/.test(text);
  return isRange && findMonth(text) !== undefined ? 'covers-several-days' : undefined;
}

/** "1-7", "25 Jun - 1" and "Dec 30, 2025 - Jan 5". */
const DATE_RANGE = /\d\.?,?\s*(?:\p{L}{3,}\.?\s*)?(?:\d{4}\s*)?[-–—]\s*(?:\p{L}+\.?\s*)?\d{1,2}(?!\d)/u;

/** "7 PM" and "7h": too little for a time of day, and their digits are neither a date nor a year. */
const BARE_HOUR = /(?<![\d:])\d{1,2}\s*(?:[ap]\.?\s?m\b\.?|uhr\b|h\b)/iu;

function parseNamedMonth(text: string): ParsedDate {
  const month = findMonth(text);
  const bare = text.replace(TIME_OF_DAY, '').replace(BARE_HOUR, '');
  const [date, ...others] = bare.match(/(?<![\d:])\d{1,2}(?![\d:])/g) ?? [];
  // "3-Mar-24": two digits at the end are the year, unless they are the only number.
  const shortYear = others.length > 0 ? /(?<![\d:])\d\d(?=[\s.,]*$)/.exec(bare)?.[0] : undefined;
  if (month === undefined || date === undefined) return undefined;
  const [year = shortYear] = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(text) ?? [];
  const minutes = parseTimeOfDay(text);
  if (year === undefined) return { month, date: Number(date), minutes };
  const day = toValidDay(toFullYear(year), month, Number(date));
  return day === undefined ? undefined : { day, minutes };
}

/** The month that a text names. "mar. 3 mars": where a weekday looks like a month, the month comes last. */
const findMonth = (text: string): number | undefined =>
  (text.match(/\p{L}{3,}/gu) ?? []).map(parseMonthName).findLast(found => found !== undefined);

/** The calendar date of these numbers; undefined where it does not exist. */
export function toValidDay(year: number, month: number, date: number): CalendarDate | undefined {
  const day = [String(year).padStart(4, '0'), ...[month, date].map(n => String(n).padStart(2, '0'))].join('-');
  return isCalendarDate(day) ? day : undefined;
}

const toFullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

/** Languages of exports. The browser knows the names of their months. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'ca'];

/** The month, 1 to 12, of a name in any of these languages, in full or short: "March", "Mrz.", "févr.", "maart". */
export function parseMonthName(name: string): number | undefined {
  monthsByName ??= buildMonthNames();
  return monthsByName.get(normalizeName(name));
}

let monthsByName: Map<string, number> | undefined;

function buildMonthNames(): Map<string, number> {
  const names = new Map<string, number>([
    // Swiss and older abbreviations that the browser does not use.
    ['sept', 9],
    ['mrz', 3],
    ['mar', 3],
  ]);
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      // Slavic languages inflect the month next to a day, as dates do.
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(language, { month: style, day, timeZone: 'UTC' });
        for (let month = 1; month <= 12; month++) {
          const parts = format.formatToParts(Date.UTC(2026, month - 1, 15));
          const name = normalizeName(parts.find(({ type }) => type === 'month')?.value ?? '');
          // English comes first, so it wins where two languages differ.
          if (name.length >= 3 && !names.has(name)) names.set(name, month);
        }
      }
    }
  }
  return names;
}

function normalizeName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

import { addDays, type CalendarDate, daysBetween } from '../../platform/calendar-date.ts';
import type { DateContext, RejectionReason } from './import-result.ts';
import { type DateOrder, type NumericDate, type ParsedDate, parseDate, toValidDay } from './parse-date.ts';

/** When something was measured. `minutes` since midnight, where a time is written. */
export interface MeasurementTime {
  day: CalendarDate;
  minutes?: number | undefined;
}

/**
 * The days of one column, in the file's order. Where one cell is ambiguous, the others decide; where they do not or contradict
 * one another, `chosenOrder` does. `isDayOftenFirst`: the program also writes the day between year and month.
 */
export function parseDateColumn(
  cells: readonly string[],
  { timezone, today }: DateContext,
  chosenOrder?: DateOrder,
  isDayOftenFirst = false,
): (MeasurementTime | RejectionReason)[] {
  const written = cells.map(cell => parseDate(cell, timezone));
  const numeric = written.filter(isNumericDate);
  const yearFirst = numeric.filter(({ isYearFirst }) => isYearFirst);
  const yearLast = numeric.filter(({ isYearFirst }) => !isYearFirst);
  const orders = {
    yearFirst: detectYearFirstOrder(yearFirst, today, isDayOftenFirst) ?? chosenOrder,
    yearLast: getProvenOrder(yearLast) ?? chosenOrder ?? guessYearLastOrder(yearLast, today),
  };
  const parts = written.map(moment =>
    isNumericDate(moment) ? applyDateOrder(moment, moment.isYearFirst ? orders.yearFirst : orders.yearLast) : moment,
  );
  const days = inferYears(
    parts.map(part => part ?? 'no-date'),
    today,
  );
  const latest = getLatestDay(today);
  return days.map(found => (typeof found === 'object' && found.day > latest ? 'future-date' : found));
}

/** Whether the order of day and month only follows from how close the rows lie together, and another one would be possible. */
export function isDateOrderGuessed(cells: readonly string[], { timezone, today }: DateContext): boolean {
  const yearLast = cells
    .map(cell => parseDate(cell, timezone))
    .filter(isNumericDate)
    .filter(({ isYearFirst }) => !isYearFirst);
  if (yearLast.every(({ first, second, separator }) => first === second || separator === '.')) return false;
  return getProvenOrder(yearLast) === undefined && guessYearLastOrder(yearLast, today) !== undefined;
}

const isNumericDate = (moment: ParsedDate): moment is NumericDate => typeof moment === 'object' && 'first' in moment;

/** Tomorrow: the athlete may be on the other side of the date line. */
const getLatestDay = (today: CalendarDate): CalendarDate => addDays(today, 1);

/** A date with a known month; the year may be unknown. */
type PartialDate = MeasurementTime | { month: number; date: number; minutes?: number | undefined } | RejectionReason;

/** A date that exists in one order only has this order, whatever the others of the column have. */
function applyDateOrder(date: NumericDate, order: DateOrder | undefined): PartialDate {
  const [dayFirst, monthFirst] = [readDate(date, 'dmy'), readDate(date, 'mdy')];
  if (dayFirst === undefined || monthFirst === undefined) return dayFirst ?? monthFirst ?? 'no-date';
  if (order !== undefined || date.first === date.second) return order === 'dmy' ? dayFirst : monthFirst;
  return 'ambiguous-date';
}

/** Undefined for a date that does not exist in this order. */
function readDate(
  { first, second, year, minutes }: NumericDate,
  order: DateOrder,
): Exclude<PartialDate, string> | undefined {
  const [date, month] = order === 'dmy' ? [first, second] : [second, first];
  // A leap year stands in for a missing year, so that 29 February stays possible.
  const day = toValidDay(year ?? LEAP_YEAR, month, date);
  if (day === undefined) return undefined;
  return year === undefined ? { month, date, minutes } : { day, minutes };
}

const LEAP_YEAR = 2024;

/** The order that some dates have because they exist in no other. Undefined also where rows prove both. */
function getProvenOrder(dates: readonly NumericDate[]): DateOrder | undefined {
  const proven = new Set(dates.flatMap(getOwnOrder));
  const [order] = proven;
  return proven.size === 1 ? order : undefined;
}

function getOwnOrder(date: NumericDate): DateOrder[] {
  if (date.first <= 12 && date.second <= 12) return [];
  const [isDayFirst, isMonthFirst] = [readDate(date, 'dmy') !== undefined, readDate(date, 'mdy') !== undefined];
  if (isDayFirst === isMonthFirst) return [];
  return isDayFirst ? ['dmy'] : ['mdy'];
}

const isContradictory = (dates: readonly NumericDate[]): boolean => new Set(dates.flatMap(getOwnOrder)).size > 1;

/** The month comes first unless something speaks for the day. Undefined where that is not proven. */
function detectYearFirstOrder(
  dates: readonly NumericDate[],
  today: CalendarDate,
  isDayOftenFirst: boolean,
): DateOrder | undefined {
  const proven = getProvenOrder(dates);
  if (proven || dates.length === 0) return proven ?? 'mdy';
  if (isContradictory(dates)) return undefined;
  const [dayFirst, monthFirst] = [getFullDays(dates, 'dmy'), getFullDays(dates, 'mdy')];
  const isFuture = (day: CalendarDate) => day > getLatestDay(today);
  const isInFuture = monthFirst.some(isFuture) && !dayFirst.some(isFuture);
  const isOpen = dates.some(({ first, second }) => first !== second);
  // People measure daily, so that the order with the closer rows is the likelier one.
  const isAsClose = isDayOftenFirst && isOpen && getSpanInDays(dayFirst) <= getSpanInDays(monthFirst);
  return isInFuture || isAsClose ? undefined : 'mdy';
}

/**
 * Undefined where both orders are possible and differ. The order with fewer future days wins; between two equal ones, the one
 * whose rows lie much closer together, because people log daily, not monthly.
 */
function guessYearLastOrder(dates: readonly NumericDate[], today: CalendarDate): DateOrder | undefined {
  if (isContradictory(dates)) return undefined;
  const latest = getLatestDay(today);
  const [one, other] = [getFullDays(dates, 'dmy'), getFullDays(dates, 'mdy')].map(days =>
    days.filter(day => day <= latest),
  );
  if (!one || !other) return undefined;
  if (one.length !== other.length) return one.length > other.length ? 'dmy' : 'mdy';
  if (one.join() === other.join() || dates.every(({ separator }) => separator === '.')) return 'dmy';
  const [span, otherSpan] = [getSpanInDays(one), getSpanInDays(other)];
  // Months differ in length, so that a span that is only somewhat shorter says nothing.
  if (span === otherSpan || 2 * Math.min(span, otherSpan) > Math.max(span, otherSpan)) return undefined;
  return span < otherSpan ? 'dmy' : 'mdy';
}

/** The dates that exist in this order. */
const getFullDays = (dates: readonly NumericDate[], order: DateOrder): CalendarDate[] =>
  dates.flatMap(date => {
    const found = readDate({ ...date, year: date.year ?? LEAP_YEAR }, order);
    return found && 'day' in found ? found.day : [];
  });

function getSpanInDays(days: readonly CalendarDate[]): number {
  const sorted = days.toSorted();
  const [oldest, newest] = [sorted[0], sorted.at(-1)];
  return oldest && newest ? daysBetween(oldest, newest) : 0;
}

/** Rows are sorted, newest or oldest first: the direction that spans the shorter time is assumed. */
function inferYears(parts: readonly PartialDate[], today: CalendarDate): (MeasurementTime | RejectionReason)[] {
  const newestFirst = inferYearsBackFrom(today, parts);
  const oldestFirst = inferYearsBackFrom(today, parts.toReversed()).toReversed();
  return getSpanInDays(getDays(oldestFirst)) < getSpanInDays(getDays(newestFirst)) ? oldestFirst : newestFirst;
}

function inferYearsBackFrom(today: CalendarDate, parts: readonly PartialDate[]): (MeasurementTime | RejectionReason)[] {
  let newest = today;
  return parts.map(part => {
    if (typeof part === 'string') return part;
    const found = 'day' in part ? part : findLatestDay(newest, part);
    if (typeof found === 'object') newest = found.day;
    return found;
  });
}

const getDays = (moments: readonly (MeasurementTime | RejectionReason)[]): CalendarDate[] =>
  moments.flatMap(moment => (typeof moment === 'object' ? moment.day : []));

function findLatestDay(
  newest: CalendarDate,
  part: { month: number; date: number; minutes?: number | undefined },
): MeasurementTime | RejectionReason {
  const year = Number(newest.slice(0, 4));
  // Eight years always contain a 29 February, even across a century that has no leap year.
  for (let yearsBack = 0; yearsBack <= 8; yearsBack++) {
    const day = toValidDay(year - yearsBack, part.month, part.date);
    if (day !== undefined && day <= newest) return { day, minutes: part.minutes };
  }
  return 'no-date';
}

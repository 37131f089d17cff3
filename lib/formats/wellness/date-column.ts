import { addDays, type CalendarDate, daysBetween } from '../../platform/calendar-date.ts';
import type { DateContext, RejectionReason } from './import-result.ts';
import { type DateOrder, type ParsedDate, parseDate, toValidDay } from './parse-date.ts';

/** When something was measured. `minutes` since midnight, where a time is written. */
export interface MeasurementTime {
  day: CalendarDate;
  minutes?: number | undefined;
}

/** The days of one column, in the file's order. Where one cell is ambiguous, the others decide. */
export function parseDateColumn(
  cells: readonly string[],
  { timezone, today }: DateContext,
  knownOrder?: DateOrder,
): (MeasurementTime | RejectionReason)[] {
  const written = cells.map(cell => parseDate(cell, timezone));
  const order = knownOrder ?? detectDateOrder(written, today);
  const parts = written.map(moment => applyDateOrder(moment, order));
  const days = inferYears(parts, today);
  const latest = getLatestDay(today);
  return days.map(found => (typeof found === 'object' && found.day > latest ? 'future-date' : found));
}

/** Tomorrow: the athlete may be on the other side of the date line. */
const getLatestDay = (today: CalendarDate): CalendarDate => addDays(today, 1);

/** A date with a known month; the year may be unknown. */
type PartialDate = MeasurementTime | { month: number; date: number; minutes?: number | undefined } | RejectionReason;

function applyDateOrder(moment: ParsedDate, order: DateOrder | undefined): PartialDate {
  if (moment === undefined) return 'no-date';
  if (typeof moment === 'string' || !('first' in moment)) return moment;
  if (order === undefined) return 'ambiguous-date';
  const { first, second, year, minutes } = moment;
  const [date, month] = order === 'dmy' ? [first, second] : [second, first];
  if (year === undefined) return { month, date, minutes };
  const day = toValidDay(year, month, date);
  return day === undefined ? 'no-date' : { day, minutes };
}

/**
 * Undefined where both orders are possible and differ. The order with fewer impossible and future days wins; between two
 * equal ones, the one whose rows lie closer together, because people log daily, not monthly.
 */
function detectDateOrder(written: readonly ParsedDate[], today: CalendarDate): DateOrder | undefined {
  const open = written.filter(moment => typeof moment === 'object' && 'first' in moment);
  const latest = getLatestDay(today);
  const read = (order: DateOrder) => {
    // A leap year stands in for a missing year, so that 29 February stays possible.
    const days = getDays(
      open.map(moment => toMeasurementTime(applyDateOrder({ ...moment, year: moment.year ?? 2024 }, order))),
    );
    return { order, days: days.filter(day => day <= latest) };
  };
  const [one, other] = [read('dmy'), read('mdy')];
  if (one.days.length !== other.days.length) return one.days.length > other.days.length ? 'dmy' : 'mdy';
  if (one.days.join() === other.days.join() || open.every(({ separator }) => separator === '.')) return 'dmy';
  const [span, otherSpan] = [getSpanInDays(one.days), getSpanInDays(other.days)];
  if (span === otherSpan) return undefined;
  return span < otherSpan ? 'dmy' : 'mdy';
}

const toMeasurementTime = (part: PartialDate): MeasurementTime | RejectionReason =>
  typeof part === 'object' && !('day' in part) ? 'no-date' : part;

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

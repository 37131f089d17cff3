import { addDays, type CalendarDate, daysBetween } from '../../platform/calendar-date.ts';
import type { DateContext, RejectionReason } from './import-result.ts';
import { type DateOrder, type ParsedDate, parseDate, toValidDay } from './parse-date.ts';

/** When a row is from; `minutes` since midnight where a time is written. */
export interface MeasurementTime {
  day: CalendarDate;
  minutes?: number | undefined;
}

/** The days of one column: what a single cell leaves open, the others tell. The cells are in the file's order. */
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

/** A day more than it is here: the athlete may be on the other side of the date line. */
const getLatestDay = (today: CalendarDate): CalendarDate => addDays(today, 1);

/** With the month known; the year may be open still. */
type PartialDate =
  | MeasurementTime
  | { month: number; date: number; minutes?: number | undefined }
  | RejectionReason;

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
 * Undefined where both orders make sense and differ. The order with fewer impossible and future days is right; of two,
 * the one in which the rows lie closer together: people log by the day, not by the month.
 */
function detectDateOrder(written: readonly ParsedDate[], today: CalendarDate): DateOrder | undefined {
  const open = written.filter(moment => typeof moment === 'object' && 'first' in moment);
  const latest = getLatestDay(today);
  const read = (order: DateOrder) => {
    // Without a year any will do; this one has a 29th of February.
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

/** Rows lie in order, newest or oldest first: the order that makes the shorter time of them is theirs. */
function inferYears(
  parts: readonly PartialDate[],
  today: CalendarDate,
): (MeasurementTime | RejectionReason)[] {
  const newestFirst = inferYearsBackFrom(today, parts);
  const oldestFirst = inferYearsBackFrom(today, parts.toReversed()).toReversed();
  return getSpanInDays(getDays(oldestFirst)) < getSpanInDays(getDays(newestFirst))
    ? oldestFirst
    : newestFirst;
}

function inferYearsBackFrom(
  today: CalendarDate,
  parts: readonly PartialDate[],
): (MeasurementTime | RejectionReason)[] {
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
  // Eight years hold a 29th of February wherever one starts.
  for (let yearsBack = 0; yearsBack <= 8; yearsBack++) {
    const day = toValidDay(year - yearsBack, part.month, part.date);
    if (day !== undefined && day <= newest) return { day, minutes: part.minutes };
  }
  return 'no-date';
}

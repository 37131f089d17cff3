import { addDays, type CalendarDate, daysBetween } from '../../platform/calendar-date.ts';
import type { Circumstances, Reason } from './imported.ts';
import { dayOf, readMoment, type WrittenDay } from './moment.ts';

/** Which number of "03/04/2026" is the day. */
export type DayOrder = 'dmy' | 'mdy';

/** When a row is from; `minutes` since midnight where a time is written. */
export interface Moment {
  day: CalendarDate;
  minutes?: number | undefined;
}

/** The days of one column: what a single cell leaves open, the others tell. The cells are in the file's order. */
export function daysOfColumn(
  cells: readonly string[],
  { timezone, today }: Circumstances,
  order?: DayOrder,
): (Moment | Reason)[] {
  const written = cells.map(cell => readMoment(cell, timezone));
  const dayOrder = order ?? orderOf(written, today);
  const parts = written.map(moment => inOrder(moment, dayOrder));
  const days = withYears(parts, today);
  const latest = latestDay(today);
  return days.map(found => (typeof found === 'object' && found.day > latest ? 'future-day' : found));
}

/** A day more than it is here: the athlete may be on the other side of the date line. */
const latestDay = (today: CalendarDate): CalendarDate => addDays(today, 1);

/** With the month known; the year may be open still. */
type Ordered = Moment | { month: number; date: number; minutes?: number | undefined } | Reason;

function inOrder(moment: WrittenDay, order: DayOrder | undefined): Ordered {
  if (moment === undefined) return 'no-day';
  if (typeof moment === 'string' || !('first' in moment)) return moment;
  if (order === undefined) return 'ambiguous-day';
  const { first, second, year, minutes } = moment;
  const [date, month] = order === 'dmy' ? [first, second] : [second, first];
  if (year === undefined) return { month, date, minutes };
  const day = dayOf(year, month, date);
  return day === undefined ? 'no-day' : { day, minutes };
}

/**
 * Undefined where both orders make sense and differ. The order with fewer impossible and future days is right; of two,
 * the one in which the rows lie closer together: people log by the day, not by the month.
 */
function orderOf(written: readonly WrittenDay[], today: CalendarDate): DayOrder | undefined {
  const open = written.filter(moment => typeof moment === 'object' && 'first' in moment);
  const latest = latestDay(today);
  const read = (order: DayOrder) => {
    // Without a year any will do; this one has a 29th of February.
    const days = daysIn(
      open.map(moment => asMoment(inOrder({ ...moment, year: moment.year ?? 2024 }, order))),
    );
    return { order, days: days.filter(day => day <= latest) };
  };
  const [one, other] = [read('dmy'), read('mdy')];
  if (one.days.length !== other.days.length) return one.days.length > other.days.length ? 'dmy' : 'mdy';
  if (one.days.join() === other.days.join() || open.every(({ mark }) => mark === '.')) return 'dmy';
  const [span, otherSpan] = [spanOf(one.days), spanOf(other.days)];
  if (span === otherSpan) return undefined;
  return span < otherSpan ? 'dmy' : 'mdy';
}

const asMoment = (part: Ordered): Moment | Reason =>
  typeof part === 'object' && !('day' in part) ? 'no-day' : part;

function spanOf(days: readonly CalendarDate[]): number {
  const sorted = days.toSorted();
  const [oldest, newest] = [sorted[0], sorted.at(-1)];
  return oldest && newest ? daysBetween(oldest, newest) : 0;
}

/** Rows lie in order, newest or oldest first: the order that makes the shorter time of them is theirs. */
function withYears(parts: readonly Ordered[], today: CalendarDate): (Moment | Reason)[] {
  const newestFirst = downFrom(today, parts);
  const oldestFirst = downFrom(today, parts.toReversed()).toReversed();
  return spanOf(daysIn(oldestFirst)) < spanOf(daysIn(newestFirst)) ? oldestFirst : newestFirst;
}

function downFrom(today: CalendarDate, parts: readonly Ordered[]): (Moment | Reason)[] {
  let newest = today;
  return parts.map(part => {
    if (typeof part === 'string') return part;
    const found = 'day' in part ? part : latestUntil(newest, part);
    if (typeof found === 'object') newest = found.day;
    return found;
  });
}

const daysIn = (moments: readonly (Moment | Reason)[]): CalendarDate[] =>
  moments.flatMap(moment => (typeof moment === 'object' ? moment.day : []));

function latestUntil(
  newest: CalendarDate,
  part: { month: number; date: number; minutes?: number | undefined },
): Moment | Reason {
  const year = Number(newest.slice(0, 4));
  // Eight years hold a 29th of February wherever one starts.
  for (let back = 0; back <= 8; back++) {
    const day = dayOf(year - back, part.month, part.date);
    if (day !== undefined && day <= newest) return { day, minutes: part.minutes };
  }
  return 'no-day';
}

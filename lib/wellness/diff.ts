import type { DayChange } from '../intervals/wellness.ts';
import { addDays, type CalendarDate, type DateRange } from '../platform/calendar-date.ts';
import { type Edit, isSameValue, type Value, valueIn } from './edit.ts';
import { type WellnessDay, wellnessField } from './fields.ts';

/** An edit, held against what Intervals.icu has now. */
export interface Judged extends Edit {
  now?: Value | undefined;
  /**
   * `ready` to be written, `done` already, or in `conflict` with what was written meanwhile by a device or elsewhere.
   * A `locked` day takes nothing: Intervals.icu would ignore it and say that all is well.
   */
  standing: 'ready' | 'done' | 'conflict' | 'locked';
}

/** Holds edits against the newest days. */
export function judge(edits: readonly Edit[], days: readonly WellnessDay[]): Judged[] {
  const byDay = new Map(days.map(day => [day.day, day]));
  return edits.map(edit => judgeOne(edit, byDay.get(edit.day)));
}

/** The same for one edit and its day. */
export function judgeOne(edit: Edit, day: WellnessDay | undefined): Judged {
  const now = valueIn(day, edit.key);
  if (isSameValue(now, edit.to)) return { ...edit, now, standing: 'done' };
  if (day?.locked) return { ...edit, now, standing: 'locked' };
  return { ...edit, now, standing: isSameValue(now, edit.from) ? 'ready' : 'conflict' };
}

/** What takes edits back. */
export const reversed = (edits: readonly Edit[]): Edit[] =>
  edits.map(({ day, key, from, to }) => ({ day, key, from: to, to: from }));

/** Edits as Intervals.icu is told of them: the changed fields of the changed days, the oldest first, and nothing else. */
export function changesOf(edits: readonly Edit[]): DayChange[] {
  const changes = new Map<CalendarDate, DayChange>();
  for (const { day, key, to } of edits) {
    changes.set(day, { id: day, ...changes.get(day), [key]: to ?? nothingFor(key) });
  }
  return [...changes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Intervals.icu takes -1 for "no number". Texts can be empty. Whether null clears anything, nobody has written down: what
 * was not cleared shows when the days are read again.
 */
function nothingFor(key: string): number | string | null {
  const kind = wellnessField(key)?.kind;
  if (kind === 'int' || kind === 'number' || kind === 'scale') return -1;
  return kind === 'text' ? '' : null;
}

/** The days of edits in ranges of a year or less, so that no answer is larger than the largest table. */
export function rangesOf(edits: readonly { day: CalendarDate }[]): DateRange[] {
  const ranges: DateRange[] = [];
  for (const day of edits.map(edit => edit.day).toSorted()) {
    const last = ranges.at(-1);
    if (last && day < addDays(last.from, MOST_DAYS)) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  return ranges;
}

/** A year: as much as is shown, edited, read or written at once. */
export const MOST_DAYS = 366;

import { getWellnessField, type WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import { addDays, type CalendarDate, type DateRange } from '../../platform/calendar-date.ts';
import type { WellnessDayUpdate } from '../../services/intervals/wellness.ts';
import { getWellnessValue, isSameValue, type WellnessEdit, type WellnessValue } from './wellness-edit.ts';

/** An edit, held against what Intervals.icu has now. */
export interface CheckedEdit extends WellnessEdit {
  now?: WellnessValue | undefined;
  /**
   * `ready` to be written, `saved` already, or in `conflict` with what was written meanwhile by a device or elsewhere.
   * A `locked` day takes nothing: Intervals.icu would ignore it and say that all is well.
   */
  status: 'ready' | 'saved' | 'conflict' | 'locked';
}

/** Holds edits against the newest days. */
export function checkEdits(edits: readonly WellnessEdit[], days: readonly WellnessDay[]): CheckedEdit[] {
  const byDay = new Map(days.map(day => [day.day, day]));
  return edits.map(edit => checkEdit(edit, byDay.get(edit.day)));
}

/** The same for one edit and its day. */
export function checkEdit(edit: WellnessEdit, day: WellnessDay | undefined): CheckedEdit {
  const now = getWellnessValue(day, edit.key);
  if (isSameValue(now, edit.to)) return { ...edit, now, status: 'saved' };
  if (day?.locked) return { ...edit, now, status: 'locked' };
  return { ...edit, now, status: isSameValue(now, edit.from) ? 'ready' : 'conflict' };
}

/** A name for a cell. */
export const getCellId = ({ day, key }: WellnessEdit): string => `${day} ${key}`;

/** What is sent: all that is ready, and what the athlete wants in spite of what was written meanwhile, which they have seen now. */
export const getEditsToSend = (checked: readonly CheckedEdit[], mine: ReadonlySet<string>): WellnessEdit[] =>
  checked
    .filter(edit => edit.status === 'ready' || (edit.status === 'conflict' && mine.has(getCellId(edit))))
    .map(({ day, key, now, to }) => ({ day, key, from: now, to }));

/** What takes edits back. */
export const reverseEdits = (edits: readonly WellnessEdit[]): WellnessEdit[] =>
  edits.map(({ day, key, from, to }) => ({ day, key, from: to, to: from }));

/** Edits as Intervals.icu is told of them: the changed fields of the changed days, the oldest first, and nothing else. */
export function toDayUpdates(edits: readonly WellnessEdit[]): WellnessDayUpdate[] {
  const changes = new Map<CalendarDate, WellnessDayUpdate>();
  for (const { day, key, to } of edits) {
    changes.set(day, { id: day, ...changes.get(day), [key]: to ?? getClearingValue(key) });
  }
  return [...changes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Intervals.icu takes -1 for "no number". Texts can be empty. Whether null clears anything, nobody has written down: what
 * was not cleared shows when the days are read again.
 */
function getClearingValue(key: string): number | string | null {
  const kind = getWellnessField(key)?.kind;
  if (kind === 'int' || kind === 'number' || kind === 'scale') return -1;
  return kind === 'text' ? '' : null;
}

/** The days of edits in ranges of a year or less, so that no answer is larger than the largest table. */
export function toDayRanges(edits: readonly { day: CalendarDate }[]): DateRange[] {
  const ranges: DateRange[] = [];
  for (const day of edits.map(edit => edit.day).toSorted()) {
    const last = ranges.at(-1);
    if (last && day < addDays(last.from, MAX_WELLNESS_DAYS)) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  return ranges;
}

/** A year: as much as is shown, edited, read or written at once. */
export const MAX_WELLNESS_DAYS = 366;

import { getWellnessField, type WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import { addDays, type CalendarDate, type DateRange } from '../../platform/calendar-date.ts';
import type { WellnessDayUpdate } from '../../services/intervals/wellness.ts';
import { getWellnessValue, isSameValue, type WellnessEdit, type WellnessValue } from './wellness-edit.ts';

/** An edit compared with the current value on Intervals.icu. */
export interface CheckedEdit extends WellnessEdit {
  now?: WellnessValue | undefined;
  /**
   * `ready` to be written, `saved` already, or in `conflict` with a value that a device or a person wrote meanwhile.
   * Intervals.icu would ignore an edit of a `locked` day, but still respond 200.
   */
  status: 'ready' | 'saved' | 'conflict' | 'locked';
}

/** Compares edits with the current days. */
export function checkEdits(edits: readonly WellnessEdit[], days: readonly WellnessDay[]): CheckedEdit[] {
  const byDay = new Map(days.map(day => [day.day, day]));
  return edits.map(edit => checkEdit(edit, byDay.get(edit.day)));
}

/** Compares one edit with its day. */
export function checkEdit(edit: WellnessEdit, day: WellnessDay | undefined): CheckedEdit {
  const now = getWellnessValue(day, edit.key);
  if (isSameValue(now, edit.to)) return { ...edit, now, status: 'saved' };
  if (day?.locked) return { ...edit, now, status: 'locked' };
  return { ...edit, now, status: isSameValue(now, edit.from) ? 'ready' : 'conflict' };
}

/** Identifies the cell of an edit. */
export const getCellId = ({ day, key }: WellnessEdit): string => `${day} ${key}`;

/** The edits to send: those that are ready, and those in conflict for which the athlete chose their own value over the current one. */
export const getEditsToSend = (checked: readonly CheckedEdit[], mine: ReadonlySet<string>): WellnessEdit[] =>
  checked
    .filter(edit => edit.status === 'ready' || (edit.status === 'conflict' && mine.has(getCellId(edit))))
    .map(({ day, key, now, to }) => ({ day, key, from: now, to }));

/** The edits that undo these. */
export const reverseEdits = (edits: readonly WellnessEdit[]): WellnessEdit[] =>
  edits.map(({ day, key, from, to }) => ({ day, key, from: to, to: from }));

/** The request body for edits: only the changed fields of the changed days, oldest first. */
export function toDayUpdates(edits: readonly WellnessEdit[]): WellnessDayUpdate[] {
  const changes = new Map<CalendarDate, WellnessDayUpdate>();
  for (const { day, key, to } of edits) {
    changes.set(day, { id: day, ...changes.get(day), [key]: to ?? getClearingValue(key) });
  }
  return [...changes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Intervals.icu clears a number that is set to -1, and a text that is set to "". Whether null clears the other fields is not
 * documented (https://intervals.icu/api-docs.html): a field that was not cleared shows when the days are read again.
 */
function getClearingValue(key: string): number | string | null {
  const kind = getWellnessField(key)?.kind;
  if (kind === 'int' || kind === 'number' || kind === 'scale') return -1;
  return kind === 'text' ? '' : null;
}

/** The days of edits as ranges of at most a year, so that no response is larger than the largest table. */
export function toDayRanges(edits: readonly { day: CalendarDate }[]): DateRange[] {
  const ranges: DateRange[] = [];
  for (const day of edits.map(edit => edit.day).toSorted()) {
    const last = ranges.at(-1);
    if (last && day < addDays(last.from, MAX_WELLNESS_DAYS)) last.to = day;
    else ranges.push({ from: day, to: day });
  }
  return ranges;
}

/** At most a year is shown, edited, read or written at once. */
export const MAX_WELLNESS_DAYS = 366;

import type { WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import { getWellnessValue, isSameValue, type WellnessEdit, type WellnessValue } from './wellness-edit.ts';

/** Values that were sent to Intervals.icu together: logged before they are sent, so that they can be undone. */
export interface WellnessWrite {
  id: string;
  athlete: string;
  atMs: number;
  kind: 'edit' | 'import' | 'undo';
  /** `sending` until the days were read again, which shows what was saved. */
  state: 'sending' | 'sent';
  /** The saved values; while `sending`, the requested ones. A lock is one of the values. */
  changes: WellnessEdit[];
  /** The values that were not saved. */
  unwritten: UnwrittenEdit[];
}

/** A value that was not saved, and why. */
export interface UnwrittenEdit extends WellnessEdit {
  /** The day is locked, the value was changed elsewhere meanwhile, or Intervals.icu ignored it. */
  reason: 'locked' | 'changed' | 'ignored';
  now?: WellnessValue | undefined;
}

/** Whether a write can be undone: an undo cannot, nor can a write that locked days, because the API cannot unlock them. */
export const canUndoWellnessWrite = ({ kind, changes }: WellnessWrite): boolean =>
  kind !== 'undo' && changes.length > 0 && !changes.some(({ key }) => key === 'locked');

/**
 * The values of a write that something else has changed since, each as an edit that writes Musette's value again. `days`: as they were
 * read after the write.
 */
export function getOverwrittenEdits(
  { kind, state, changes }: WellnessWrite,
  days: readonly WellnessDay[],
): WellnessEdit[] {
  if (kind === 'undo' || state !== 'sent') return [];
  const byDay = new Map(days.map(day => [day.day, day]));
  return changes.flatMap(({ day, key, to }) => {
    const now = getWellnessValue(byDay.get(day), key);
    return key === 'locked' || isSameValue(now, to) ? [] : [{ day, key, from: now, to }];
  });
}

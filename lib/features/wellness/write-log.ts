import type { WellnessEdit, WellnessValue } from './wellness-edit.ts';

/** Values that were sent to Intervals.icu in one go: written down before they leave, kept to be undone. */
export interface WellnessWrite {
  id: string;
  athlete: string;
  atMs: number;
  kind: 'edit' | 'import' | 'undo';
  /** `sending` until the days were read again: whether anything arrived is not known before. */
  state: 'sending' | 'sent';
  /** What Intervals.icu took; while it is `sending`, what it was asked to take. A lock is one of the values. */
  changes: WellnessEdit[];
  /** What it did not take. */
  unwritten: UnwrittenEdit[];
}

/** A value that is not on Intervals.icu, and why. */
export interface UnwrittenEdit extends WellnessEdit {
  /** The day is locked, somebody else changed the value meanwhile, or it was ignored. */
  reason: 'locked' | 'changed' | 'ignored';
  now?: WellnessValue | undefined;
}

/** Whether a write can be taken back: what is undone needs no undoing, and no program can unlock a day. */
export const canUndoWellnessWrite = ({ kind, changes }: WellnessWrite): boolean =>
  kind !== 'undo' && changes.length > 0 && !changes.some(({ key }) => key === 'locked');

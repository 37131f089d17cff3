import type { Edit, Value } from './edit.ts';

/** Values that were sent to Intervals.icu in one go: written down before they leave, kept to be undone. */
export interface WellnessWrite {
  id: string;
  athlete: string;
  atMs: number;
  kind: 'edit' | 'import' | 'undo';
  /** `sending` until the days were read again: whether anything arrived is not known before. */
  state: 'sending' | 'sent';
  /** What Intervals.icu took; while it is `sending`, what it was asked to take. A lock is one of the values. */
  changes: Edit[];
  /** What it did not take. */
  left: Left[];
}

/** A value that is not on Intervals.icu, and why. */
export interface Left extends Edit {
  /** The day is locked, somebody else changed the value meanwhile, or it was ignored. */
  why: 'locked' | 'changed' | 'not-taken';
  now?: Value | undefined;
}

/** Whether a write can be taken back: what is undone needs no undoing, and no program can unlock a day. */
export const canUndo = ({ kind, changes }: WellnessWrite): boolean =>
  kind !== 'undo' && changes.length > 0 && !changes.some(({ key }) => key === 'locked');

import type { WellnessField } from '../fields.ts';
import type { Reason } from './imported.ts';
import { readQuantity, type Writing } from './quantity.ts';

/** A value, why there is none, or undefined where the cell says that there is none. */
export type CellReading = { value: number | string } | { why: Reason } | undefined;

/** What a cell says about a field. */
export function readCell(text: string, field: WellnessField, writing: Writing): CellReading {
  const written = text.trim();
  if (isBlank(written)) return undefined;
  if (!field.isWritable) return { why: 'read-only' };
  switch (field.kind) {
    case 'text':
      return { value: written };
    case 'enum': {
      const option = written.toUpperCase();
      return field.options?.includes(option) ? { value: option } : { why: 'unknown-word' };
    }
    case 'scale':
      return readStep(written, field);
    case 'boolean':
      // The lock is the only one that is writable.
      return { why: 'never-locks' };
    default: {
      const value = readQuantity(written, field, writing);
      if (typeof value !== 'number') return { why: value };
      // Programs write -1 for "not measured"; Intervals.icu would take it for "clear this".
      if (value < 0) return { why: 'no-number' };
      // Nobody sleeps more than a day in one: minutes in a column of hours.
      if (field.unit === 's' && value > 86_400) return { why: 'unknown-unit' };
      // Nobody weighs nothing: that is how some programs write "not measured".
      return value === 0 && (field.usual?.[0] ?? 0) > 0 ? undefined : { value };
    }
  }
}

/** Whether a cell is some program's way to say that there is nothing. */
export function isBlank(text: string): boolean {
  // Python's; a menstrual phase is NONE.
  if (text.trim() === 'None') return true;
  return /^(?:[-–—.]*|n\/?a|nan|null|undefined)$/i.test(text.trim());
}

/** Garmin's words for a night, of which there are four as well. */
const NIGHTS: Readonly<Record<string, number>> = { excellent: 1, good: 2, fair: 3, poor: 4 };

function readStep(written: string, field: WellnessField): CellReading {
  const step = field.key === 'sleepQuality' ? NIGHTS[written.toLowerCase()] : undefined;
  if (step !== undefined) return { value: step };
  if (!/\d/.test(written)) return { why: 'unknown-word' };
  // A 7 of 10 is a step of somebody else's scale: where it would lie on ours is a guess.
  const isOurs = /^[0-4]$/.test(written) && Number(written) >= (field.from ?? 0);
  return isOurs ? { value: Number(written) } : { why: 'other-scale' };
}

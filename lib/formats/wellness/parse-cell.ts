import type { RejectionReason } from './import-result.ts';
import { type NumberFormat, parseQuantity } from './parse-quantity.ts';
import type { WellnessField } from './wellness-fields.ts';

/** A value, why there is none, or undefined where the cell says that there is none. */
type ParsedCell = { value: number | string } | { reason: RejectionReason } | undefined;

/** What a cell says about a field. */
export function parseCell(text: string, field: WellnessField, format: NumberFormat): ParsedCell {
  const written = text.trim();
  if (isBlankCell(written)) return undefined;
  if (!field.isWritable) return { reason: 'read-only' };
  switch (field.kind) {
    case 'text':
      return { value: written };
    case 'enum': {
      const option = written.toUpperCase();
      return field.options?.includes(option) ? { value: option } : { reason: 'unknown-word' };
    }
    case 'scale':
      return parseScaleStep(written, field);
    case 'boolean':
      // The lock is the only one that is writable.
      return { reason: 'lock-not-importable' };
    default: {
      const value = parseQuantity(written, field, format);
      if (typeof value !== 'number') return { reason: value };
      // Programs write -1 for "not measured"; Intervals.icu would take it for "clear this".
      if (value < 0) return { reason: 'no-number' };
      // Nobody sleeps more than a day in one: minutes in a column of hours.
      if (field.unit === 's' && value > 86_400) return { reason: 'unknown-unit' };
      // Nobody weighs nothing: that is how some programs write "not measured".
      return value === 0 && (field.usualRange?.[0] ?? 0) > 0 ? undefined : { value };
    }
  }
}

/** Whether a cell is some program's way to say that there is nothing. */
export function isBlankCell(text: string): boolean {
  // Python's; a menstrual phase is NONE.
  if (text.trim() === 'None') return true;
  return /^(?:[-–—.]*|n\/?a|nan|null|undefined)$/i.test(text.trim());
}

/** Garmin's words for a night, of which there are four as well. */
const SLEEP_QUALITY_WORDS: Readonly<Record<string, number>> = { excellent: 1, good: 2, fair: 3, poor: 4 };

function parseScaleStep(written: string, field: WellnessField): ParsedCell {
  const step = field.key === 'sleepQuality' ? SLEEP_QUALITY_WORDS[written.toLowerCase()] : undefined;
  if (step !== undefined) return { value: step };
  if (!/\d/.test(written)) return { reason: 'unknown-word' };
  // A 7 of 10 is a step of somebody else's scale: where it would lie on ours is a guess.
  const isIntervalsStep = /^[0-4]$/.test(written) && Number(written) >= (field.firstStep ?? 0);
  return isIntervalsStep ? { value: Number(written) } : { reason: 'different-scale' };
}

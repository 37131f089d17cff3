import type { RejectionReason } from './import-result.ts';
import { type NumberFormat, parseQuantity } from './parse-quantity.ts';
import type { WellnessField } from './wellness-fields.ts';

/** A value, or the reason why the cell is rejected; undefined for a blank cell. */
type ParsedCell = { value: number | string } | { reason: RejectionReason } | undefined;

/** Parses a cell as a value of a field. */
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
      // The lock is the only writable boolean field.
      return { reason: 'lock-not-importable' };
    default: {
      const value = parseQuantity(written, field, format);
      if (typeof value !== 'number') return { reason: value };
      // Some programs write -1 for "not measured", which would clear the field on Intervals.icu.
      if (value < 0) return { reason: 'no-number' };
      // No night lasts more than 24 hours: these are minutes in a column of hours.
      if (field.unit === 's' && value > 86_400) return { reason: 'unknown-unit' };
      // Some programs write 0 for "not measured", for a weight for instance.
      return value === 0 && (field.usualRange?.[0] ?? 0) > 0 ? undefined : { value };
    }
  }
}

/** Whether a cell is empty or a program's placeholder for no value. */
export function isBlankCell(text: string): boolean {
  // Python's None. NONE is a menstrual phase, so the case matters.
  if (text.trim() === 'None') return true;
  return /^(?:[-–—.]*|n\/?a|nan|null|undefined)$/i.test(text.trim());
}

/** Garmin's four words for sleep quality; Intervals.icu has four steps too. */
const SLEEP_QUALITY_WORDS: Readonly<Record<string, number>> = { excellent: 1, good: 2, fair: 3, poor: 4 };

function parseScaleStep(written: string, field: WellnessField): ParsedCell {
  const step = field.key === 'sleepQuality' ? SLEEP_QUALITY_WORDS[written.toLowerCase()] : undefined;
  if (step !== undefined) return { value: step };
  if (!/\d/.test(written)) return { reason: 'unknown-word' };
  // A 7 of 10 is a step of another scale: converting it would be a guess.
  const isIntervalsStep = /^[0-4]$/.test(written) && Number(written) >= (field.firstStep ?? 0);
  return isIntervalsStep ? { value: Number(written) } : { reason: 'different-scale' };
}

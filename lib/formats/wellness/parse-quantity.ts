import type { RejectionReason } from './import-result.ts';
import { type DecimalMark, NUMBER_PATTERN, parseNumber } from './parse-number.ts';
import { getUnitFactor } from './unit-factors.ts';
import type { WellnessField } from './wellness-fields.ts';

/** How the numbers of a column are written. */
export interface NumberFormat {
  decimalMark: DecimalMark;
  /** How many of the field's unit a number without a unit is. */
  unitFactor: number;
  /** The numbers are natural logarithms of the field's unit. */
  isLogarithm?: boolean;
  /** Not rounded, because it is added to others. */
  isExact?: boolean;
}

/**
 * Parses "71,4", "157.2 lbs", "11 st 3 lb", "7h 55min", "7:55" or "96 %" to an amount in the field's unit.
 */
export function parseQuantity(
  text: string,
  field: WellnessField,
  { decimalMark, unitFactor, isLogarithm, isExact }: NumberFormat,
): number | RejectionReason {
  if (isLogarithm) return parseLogarithm(text, field, decimalMark);
  const clock = field.unit === 's' ? parseClockTime(text) : undefined;
  if (clock !== undefined) return clock;
  const parts = [...text.trim().matchAll(QUANTITY_PART)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trim()) return 'no-number';
  let sum = 0;
  let isConverted = false;
  for (const [, written = '', unit = ''] of parts) {
    const value = parseNumber(written, decimalMark);
    if (value === undefined) return 'no-number';
    const hasUnit = unit.trim() !== '';
    // "11 st 3" and "7 h 5": the unit of the second number would be a guess.
    const factor = hasUnit ? getUnitFactor(field, unit) : parts.length === 1 ? unitFactor : undefined;
    if (factor === undefined) return 'unknown-unit';
    isConverted ||= factor !== 1;
    sum += value * factor;
  }
  return isExact ? sum : roundForField(field, sum, isConverted);
}

function parseLogarithm(text: string, field: WellnessField, decimalMark: DecimalMark): number | RejectionReason {
  const value = parseNumber(text, decimalMark);
  if (value === undefined) return 'no-number';
  return value > MAX_LOGARITHM ? 'different-scale' : roundForField(field, Math.exp(value), true);
}

/** Of 400 ms, more than any heart's variability: above are scores that programs make of it. */
const MAX_LOGARITHM = 6;

/** Rounds a number for the API: to an integer where the field is one, and a converted number to two decimals. */
export function roundForField(field: WellnessField, value: number, isConverted: boolean): number {
  if (field.kind === 'int') return Math.round(value);
  return isConverted ? Math.round(value * 100) / 100 : value;
}

const QUANTITY_PART = new RegExp(`(${NUMBER_PATTERN.source})([^\\d+\\-−]*)`, 'g');

/** Seconds of "7:55", "7h55" (French, Portuguese) or "07:55:30"; hours come first. */
function parseClockTime(text: string): number | undefined {
  const match =
    /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?\s?h?$/.exec(text.trim()) ?? /^(\d{1,2})\s?h\s?([0-5]\d)$/i.exec(text.trim());
  if (!match) return undefined;
  const [, hours, minutes, seconds = 0] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

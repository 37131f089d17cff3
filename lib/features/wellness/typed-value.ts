import { type DecimalMark, detectDecimalMark } from '../../formats/wellness/parse-number.ts';
import { parseQuantity } from '../../formats/wellness/parse-quantity.ts';
import {
  getWellnessField,
  isUsualValue,
  type WellnessField,
} from '../../formats/wellness/wellness-fields.ts';
import { isSameValue, type WellnessValue } from './wellness-edit.ts';

/** What a person typed: a value, no value, or nothing that this field could hold. */
type TypedValue = { to: WellnessValue | undefined } | { reason: 'no-number' | 'no-step' | 'no-option' };

/**
 * Reads what was typed into a field. Units may be written ("157 lb", "7:40"); a bare duration is in hours.
 * `mark` is the person's own decimal mark, where the number itself does not tell.
 */
export function parseTypedValue(text: string, field: WellnessField, decimalMark: DecimalMark): TypedValue {
  const typed = text.trim();
  if (typed === '') return { to: undefined };
  switch (field.kind) {
    case 'scale':
      return parseStep(typed, field);
    case 'enum':
      return parseOption(typed, field);
    case 'int':
    case 'number':
      return parseTypedNumber(typed, field, decimalMark);
    default:
      return { to: typed };
  }
}

/** What one types to have a value: "7:40" for seconds, a plain number, a text. */
export function toEditableText(
  value: WellnessValue | undefined,
  key: string,
  decimalMark: DecimalMark,
): string {
  if (value === undefined) return '';
  if (typeof value !== 'number') return String(value);
  if (getWellnessField(key)?.unit === 's') return formatClockTime(value);
  return String(Math.round(value * 100) / 100).replace('.', decimalMark);
}

/** Whether somebody should look twice before this is sent. */
export const isUnusualValue = (key: string, value: WellnessValue | undefined): boolean =>
  typeof value === 'number' && !isUsualValue(key, value);

/** What stays of an edit: a value that reads the same as the one that is there was not changed, whatever digits it has. */
export const isSameTypedValue = (
  one: WellnessValue | undefined,
  other: WellnessValue | undefined,
  key: string,
): boolean => isSameValue(one, other) || toEditableText(one, key, '.') === toEditableText(other, key, '.');

function parseStep(typed: string, { firstStep = 0 }: WellnessField): TypedValue {
  const isStep = /^[0-4]$/.test(typed) && Number(typed) >= firstStep;
  return isStep ? { to: Number(typed) } : { reason: 'no-step' };
}

/** As much of an option as tells it from the others: "l" is LUTEAL. */
function parseOption(typed: string, { options = [] }: WellnessField): TypedValue {
  const matches = options.filter(option => option.startsWith(typed.toUpperCase()));
  return matches.length === 1 ? { to: matches[0] } : { reason: 'no-option' };
}

const HOUR_SECS = 3600;

function parseTypedNumber(typed: string, field: WellnessField, decimalMark: DecimalMark): TypedValue {
  const unitFactor = field.unit === 's' ? HOUR_SECS : 1;
  const amount = parseQuantity(typed, field, {
    decimalMark: detectDecimalMark([typed]) ?? decimalMark,
    unitFactor,
  });
  // Intervals.icu would take a -1 for "clear this".
  return typeof amount === 'number' && amount >= 0 ? { to: amount } : { reason: 'no-number' };
}

/** Seconds as "7:40", with seconds only where there are some. */
function formatClockTime(secs: number): string {
  const parts = [Math.floor(secs / HOUR_SECS), Math.floor(secs / 60) % 60, Math.round(secs % 60)];
  const [hours = 0, ...rest] = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return [hours, ...rest.map(part => String(part).padStart(2, '0'))].join(':');
}

import { type DecimalMark, detectDecimalMark } from '../../formats/wellness/parse-number.ts';
import { parseQuantity } from '../../formats/wellness/parse-quantity.ts';
import { getWellnessField, isUsualValue, type WellnessField } from '../../formats/wellness/wellness-fields.ts';
import { getUnits } from '../../platform/units.ts';
import { isSameValue, type WellnessValue } from './wellness-edit.ts';

/** A typed value, undefined for an emptied field, or the reason why the text is not a value of the field. */
type TypedValue = { to: WellnessValue | undefined } | { reason: 'no-number' | 'no-step' | 'no-option' };

/**
 * Parses text that was typed into a field. It may have a unit ("157 lb", "7:40"); without one a duration is in hours, and a weight in
 * the athlete's unit.
 * `decimalMark` is the one of the browser's language; it applies where the number itself does not show which it uses.
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

/** The text that has to be typed for a value: "7:40" for seconds, a plain number, a text. */
export function toEditableText(value: WellnessValue | undefined, key: string, decimalMark: DecimalMark): string {
  if (value === undefined) return '';
  if (typeof value !== 'number') return String(value);
  if (getWellnessField(key)?.unit === 's') return formatClockTime(value);
  return String(Math.round(toShownNumber(value, key) * 100) / 100).replace('.', decimalMark);
}

/** Whether a value is marked as unusual before it is sent. */
export const isUnusualValue = (key: string, value: WellnessValue | undefined): boolean =>
  typeof value === 'number' && !isUsualValue(key, value);

/** Whether two values are the same as typed text, which has fewer digits: leaving a cell as it is must not change its value. */
export const isSameTypedValue = (
  one: WellnessValue | undefined,
  other: WellnessValue | undefined,
  key: string,
): boolean => isSameValue(one, other) || toEditableText(one, key, '.') === toEditableText(other, key, '.');

function parseStep(typed: string, { firstStep = 0 }: WellnessField): TypedValue {
  const isStep = /^[0-4]$/.test(typed) && Number(typed) >= firstStep;
  return isStep ? { to: Number(typed) } : { reason: 'no-step' };
}

/** The option that starts with the text, if there is only one: "l" is LUTEAL. */
function parseOption(typed: string, { options = [] }: WellnessField): TypedValue {
  const matches = options.filter(option => option.startsWith(typed.toUpperCase()));
  return matches.length === 1 ? { to: matches[0] } : { reason: 'no-option' };
}

const HOUR_SECS = 3600;

const KILOGRAMS_PER_POUND = 0.453_592_37;

/** How many of the field's unit one of the unit is in which it is shown. */
const getShownFactor = (field: WellnessField | undefined): number =>
  field?.unit === 'kg' && getUnits().weight === 'lb' ? KILOGRAMS_PER_POUND : 1;

/**
 * A number of a field in the unit in which it is shown: pounds for athletes who use them, to a tenth. Intervals.icu has hundredths of a
 * kilogram, so that a typed 157.2 lb would be 157.19 with more digits.
 */
export function toShownNumber(value: number, key: string): number {
  const factor = getShownFactor(getWellnessField(key));
  return factor === 1 ? value : Math.round((value / factor) * 10) / 10;
}

function parseTypedNumber(typed: string, field: WellnessField, decimalMark: DecimalMark): TypedValue {
  const unitFactor = field.unit === 's' ? HOUR_SECS : getShownFactor(field);
  const amount = parseQuantity(typed, field, {
    decimalMark: detectDecimalMark([typed]) ?? decimalMark,
    unitFactor,
  });
  // Intervals.icu clears a number that is set to -1.
  return typeof amount === 'number' && amount >= 0 ? { to: amount } : { reason: 'no-number' };
}

/** A duration in seconds as "7:40", or "7:40:30" where the seconds are not zero. */
function formatClockTime(secs: number): string {
  const parts = [Math.floor(secs / HOUR_SECS), Math.floor(secs / 60) % 60, Math.round(secs % 60)];
  const [hours = 0, ...rest] = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return [hours, ...rest.map(part => String(part).padStart(2, '0'))].join(':');
}

import { isSameValue, type Value } from './edit.ts';
import { isUsual, type WellnessField, wellnessField } from './fields.ts';
import { type DecimalMark, decimalMarkOf } from './import/number.ts';
import { readQuantity } from './import/quantity.ts';

/** What a person typed: a value, no value, or nothing that this field could hold. */
export type Entry = { to: Value | undefined } | { why: 'no-number' | 'no-step' | 'no-option' };

/**
 * Reads what was typed into a field. Units may be written ("157 lb", "7:40"); a bare duration is in hours.
 * `mark` is the person's own decimal mark, where the number itself does not tell.
 */
export function readEntry(text: string, field: WellnessField, mark: DecimalMark): Entry {
  const typed = text.trim();
  if (typed === '') return { to: undefined };
  switch (field.kind) {
    case 'scale':
      return readStep(typed, field);
    case 'enum':
      return readOption(typed, field);
    case 'int':
    case 'number':
      return readNumber(typed, field, mark);
    default:
      return { to: typed };
  }
}

/** What one types to have a value: "7:40" for seconds, a plain number, a text. */
export function entryText(value: Value | undefined, key: string, mark: DecimalMark): string {
  if (value === undefined) return '';
  if (typeof value !== 'number') return String(value);
  if (wellnessField(key)?.unit === 's') return clock(value);
  return String(Math.round(value * 100) / 100).replace('.', mark);
}

/** Whether somebody should look twice before this is sent. */
export const isOdd = (key: string, value: Value | undefined): boolean =>
  typeof value === 'number' && !isUsual(key, value);

/** What stays of an edit: a value that reads the same as the one that is there was not changed, whatever digits it has. */
export const isSameEntry = (one: Value | undefined, other: Value | undefined, key: string): boolean =>
  isSameValue(one, other) || entryText(one, key, '.') === entryText(other, key, '.');

function readStep(typed: string, { from = 0 }: WellnessField): Entry {
  const isStep = /^[0-4]$/.test(typed) && Number(typed) >= from;
  return isStep ? { to: Number(typed) } : { why: 'no-step' };
}

/** As much of an option as tells it from the others: "l" is LUTEAL. */
function readOption(typed: string, { options = [] }: WellnessField): Entry {
  const meant = options.filter(option => option.startsWith(typed.toUpperCase()));
  return meant.length === 1 ? { to: meant[0] } : { why: 'no-option' };
}

const AN_HOUR_SECS = 3600;

function readNumber(typed: string, field: WellnessField, mark: DecimalMark): Entry {
  const factor = field.unit === 's' ? AN_HOUR_SECS : 1;
  const amount = readQuantity(typed, field, { mark: decimalMarkOf([typed]) ?? mark, factor });
  // Intervals.icu would take a -1 for "clear this".
  return typeof amount === 'number' && amount >= 0 ? { to: amount } : { why: 'no-number' };
}

/** Seconds as "7:40", with seconds only where there are some. */
function clock(secs: number): string {
  const parts = [Math.floor(secs / AN_HOUR_SECS), Math.floor(secs / 60) % 60, Math.round(secs % 60)];
  const [hours = 0, ...rest] = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return [hours, ...rest.map(part => String(part).padStart(2, '0'))].join(':');
}

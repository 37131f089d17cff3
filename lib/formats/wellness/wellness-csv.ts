import { type WellnessDay, wellnessFields } from './wellness-fields.ts';

/**
 * Formats days as CSV (https://www.rfc-editor.org/rfc/rfc4180): the day under `date`, values by the API's keys in its units.
 * A missing value is an empty cell.
 */
export function formatWellnessCsv(days: readonly WellnessDay[], keys: readonly string[]): string {
  const rows = days.map(({ day, values, locked }) => {
    const all: Readonly<Record<string, unknown>> = { ...values, locked };
    return [day, ...keys.map(key => all[key])];
  });
  return [['date', ...keys], ...rows].map(cells => `${cells.map(formatCell).join(',')}\r\n`).join('');
}

/** Every key that has a value on some day: known fields in their order, then the others by name. */
export function getKeysWithValues(days: readonly WellnessDay[]): string[] {
  const used = new Set(
    days.flatMap(({ values, locked }) => [
      ...Object.keys(values).filter(key => hasValue(values[key])),
      ...(locked === undefined ? [] : ['locked']),
    ]),
  );
  const known = wellnessFields.map(({ key }): string => key).filter(key => used.has(key));
  return [...known, ...[...used].filter(key => !known.includes(key)).toSorted()];
}

const hasValue = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function formatCell(value: unknown): string {
  if (typeof value !== 'string') return quoteCell(hasValue(value) ? JSON.stringify(value) : '');
  return quoteCell(FORMULA.test(value) ? `'${value}` : value);
}

const quoteCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * What spreadsheets calculate (https://owasp.org/www-community/attacks/CSV_Injection), and it behind apostrophes, so that the
 * one that is added can be taken away again.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A text as it was before it was formatted for a cell. */
export const restoreExportedText = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;

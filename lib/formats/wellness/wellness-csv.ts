import { type WellnessDay, wellnessFields } from './wellness-fields.ts';

/**
 * Days as a table (RFC 4180), in Intervals.icu's own words: the day under `date`, values as the API counts them under its
 * keys. What has no value has an empty cell.
 */
export function formatWellnessCsv(days: readonly WellnessDay[], keys: readonly string[]): string {
  const rows = days.map(({ day, values, locked }) => {
    const all: Readonly<Record<string, unknown>> = { ...values, locked };
    return [day, ...keys.map(key => all[key])];
  });
  return [['date', ...keys], ...rows].map(cells => `${cells.map(formatCell).join(',')}\r\n`).join('');
}

/** Every key that some day has a value for: the known ones in their order, then those that came after them. */
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
  const text = typeof value === 'string' ? value : hasValue(value) ? JSON.stringify(value) : '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

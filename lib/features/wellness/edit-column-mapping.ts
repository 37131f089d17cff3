import { parseColumnHeading } from '../../formats/wellness/column-heading.ts';
import type { ColumnMapping } from '../../formats/wellness/column-mapping.ts';
import { mapColumn } from '../../formats/wellness/guess-mapping.ts';
import type { CsvTable } from '../../formats/wellness/import-result.ts';
import { getColumnFactor } from '../../formats/wellness/number-format.ts';
import { detectDecimalMark, parseNumber } from '../../formats/wellness/parse-number.ts';
import { getUnitFactor, LOG_MS_UNIT } from '../../formats/wellness/unit-factors.ts';
import { getWellnessField, type WellnessKey, type WellnessUnit } from '../../formats/wellness/wellness-fields.ts';

/** What a column of a table is imported as. */
export type ColumnUse = WellnessKey | 'day' | 'ignore';

export const getColumnUse = ({ dayColumn, columns }: ColumnMapping, column: number): ColumnUse =>
  dayColumn === column ? 'day' : (columns[column]?.key ?? 'ignore');

/** Changes the use of a column. A field or the date has one column, so another one with this use becomes ignored. */
export function setColumnUse(table: CsvTable, mapping: ColumnMapping, column: number, use: ColumnUse): ColumnMapping {
  const { dayColumn, ...rest } = mapping;
  const columns = mapping.columns.map((old, index) => {
    if (index !== column) return use === old?.key ? null : old;
    return use === 'day' || use === 'ignore' ? null : mapColumn(table, column, use);
  });
  const newDay = use === 'day' ? column : dayColumn === column ? undefined : dayColumn;
  return { ...rest, columns, ...(newDay !== undefined && { dayColumn: newDay }) };
}

/** Sets the unit of a column's numbers without a unit. */
export const setColumnUnit = (mapping: ColumnMapping, column: number, unit: string): ColumnMapping => ({
  ...mapping,
  columns: mapping.columns.map((old, index) => (index === column && old ? { ...old, unit } : old)),
});

/** Sets which number of a date comes first; undefined lets the cells decide. */
export function setDateOrder(
  { dateOrder: _, ...rest }: ColumnMapping,
  dateOrder: ColumnMapping['dateOrder'],
): ColumnMapping {
  return { ...rest, ...(dateOrder && { dateOrder }) };
}

/** Common units of these amounts, the API's own first. Units without alternatives are missing. */
const UNIT_CHOICES: Partial<Record<WellnessUnit, readonly string[]>> = {
  kg: ['kg', 'lb', 'st', 'g'],
  ms: ['ms', 's'],
  s: ['s', 'min', 'h', 'ms'],
  mmHg: ['mmHg', 'kPa'],
  cm: ['cm', 'in', 'm', 'mm'],
  kcal: ['kcal', 'kJ'],
  g: ['g', 'mg'],
  L: ['L', 'ml', 'fl oz'],
};

/** The units to choose from for a field; fewer than two offer no choice. `chosen` is one even if it is rare. */
export function getUnitChoices(key: WellnessKey, chosen?: string): readonly string[] {
  if (chosen === LOG_MS_UNIT) return [...(UNIT_CHOICES.ms ?? []), LOG_MS_UNIT];
  if (key === 'bloodGlucose') return ['mmol/L', 'mg/dL'];
  const unit = getWellnessField(key)?.unit;
  return unit === undefined ? [] : (UNIT_CHOICES[unit] ?? [unit]);
}

/** The choice that applies to a column: the chosen unit, the unit in its name, or the API's own. */
export function getColumnUnit({ header }: CsvTable, mapping: ColumnMapping, column: number): string | undefined {
  const meant = mapping.columns[column];
  const field = meant && getWellnessField(meant.key);
  if (!field) return undefined;
  if (meant.unit === LOG_MS_UNIT) return LOG_MS_UNIT;
  const factor = getColumnFactor(meant, header[column] ?? '');
  return getUnitChoices(meant.key).find(unit => getUnitFactor(field, unit) === factor);
}

/** Whether a date of the table could have the day or the month first. */
export function isDateOrderAmbiguous({ rows }: CsvTable, { dayColumn }: ColumnMapping): boolean {
  const dates = rows.flatMap(({ cells }) => {
    const [, first, second] = /^\s*(\d{1,2})[./-](\d{1,2})(?!\d)/.exec(cells[dayColumn ?? -1] ?? '') ?? [];
    return first && second ? [[Number(first), Number(second)] as const] : [];
  });
  const isDayFirst = dates.some(([first]) => first > 12);
  return dates.length > 0 && isDayFirst === dates.some(([, second]) => second > 12);
}

/** Whether the unit of a weight is nowhere stated and its amounts could be pounds. */
export function isUnitAssumed({ header, rows }: CsvTable, { columns }: ColumnMapping, column: number): boolean {
  const meant = columns[column];
  if (meant?.key !== 'weight' || meant.unit !== undefined || parseColumnHeading(header[column] ?? '').unit)
    return false;
  const cells = rows.slice(0, SAMPLE_ROWS).flatMap(({ cells }) => cells[column] ?? []);
  const decimalMark = detectDecimalMark(cells) ?? '.';
  return cells.some(cell => (parseNumber(cell, decimalMark) ?? 0) >= LIGHTEST_IN_POUNDS);
}

const SAMPLE_ROWS = 50;

/** Of 45 kg, which few athletes weigh less than; few weigh as many kilograms. */
const LIGHTEST_IN_POUNDS = 100;

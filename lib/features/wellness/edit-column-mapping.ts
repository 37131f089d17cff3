import type { ColumnMapping } from '../../formats/wellness/column-mapping.ts';
import { mapColumn } from '../../formats/wellness/guess-mapping.ts';
import type { CsvTable } from '../../formats/wellness/import-result.ts';
import { getColumnFactor } from '../../formats/wellness/number-format.ts';
import { getUnitFactor } from '../../formats/wellness/unit-factors.ts';
import {
  getWellnessField,
  type WellnessKey,
  type WellnessUnit,
} from '../../formats/wellness/wellness-fields.ts';

/** What a column of a table is for. */
export type ColumnUse = WellnessKey | 'day' | 'ignore';

export const getColumnUse = ({ dayColumn, columns }: ColumnMapping, column: number): ColumnUse =>
  dayColumn === column ? 'day' : (columns[column]?.key ?? 'ignore');

/** Gives a column another use. What is used once is taken from the column that had it. */
export function setColumnUse(
  table: CsvTable,
  mapping: ColumnMapping,
  column: number,
  use: ColumnUse,
): ColumnMapping {
  const { dayColumn, ...rest } = mapping;
  const columns = mapping.columns.map((old, index) => {
    if (index !== column) return use === old?.key ? null : old;
    return use === 'day' || use === 'ignore' ? null : mapColumn(table, column, use);
  });
  const newDay = use === 'day' ? column : dayColumn === column ? undefined : dayColumn;
  return { ...rest, columns, ...(newDay !== undefined && { dayColumn: newDay }) };
}

/** Says in which unit a column's bare numbers are. */
export const setColumnUnit = (mapping: ColumnMapping, column: number, unit: string): ColumnMapping => ({
  ...mapping,
  columns: mapping.columns.map((old, index) => (index === column && old ? { ...old, unit } : old)),
});

/** Says which number of a day comes first; undefined lets the cells decide. */
export function setDateOrder(
  { dateOrder: _, ...rest }: ColumnMapping,
  dateOrder: ColumnMapping['dateOrder'],
): ColumnMapping {
  return { ...rest, ...(dateOrder && { dateOrder }) };
}

/** Units that people write these amounts in, the API's own first. Where there is no choice, there is none here. */
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

/** The units that a field's numbers may be in; fewer than two leave no choice. */
export function getUnitChoices(key: WellnessKey): readonly string[] {
  if (key === 'bloodGlucose') return ['mmol/L', 'mg/dL'];
  const unit = getWellnessField(key)?.unit;
  return unit === undefined ? [] : (UNIT_CHOICES[unit] ?? [unit]);
}

/** The one of those that a column is read in: as said, as its name says, or the API's own. */
export function getColumnUnit(
  { header }: CsvTable,
  mapping: ColumnMapping,
  column: number,
): string | undefined {
  const meant = mapping.columns[column];
  const field = meant && getWellnessField(meant.key);
  if (!field) return undefined;
  const factor = getColumnFactor(meant, header[column] ?? '');
  return getUnitChoices(meant.key).find(unit => getUnitFactor(field, unit) === factor);
}

/** Whether some day of the table could be read with either number first. */
export function isDateOrderAmbiguous({ rows }: CsvTable, { dayColumn }: ColumnMapping): boolean {
  return rows.some(({ cells }) => /^\s*\d{1,2}([./-])\d{1,2}(?!\d)/.test(cells[dayColumn ?? -1] ?? ''));
}

import { type WellnessKey, type WellnessUnit, wellnessField } from '../../../lib/wellness/fields.ts';
import type { Table } from '../../../lib/wellness/import/imported.ts';
import { columnFor, type Mapping } from '../../../lib/wellness/import/mapping.ts';
import { factorOf } from '../../../lib/wellness/import/units.ts';
import { factorOfColumn } from '../../../lib/wellness/import/writing.ts';

/** What a column of a table is for. */
export type Use = WellnessKey | 'day' | 'nothing';

export const useOf = ({ day, columns }: Mapping, column: number): Use =>
  day === column ? 'day' : (columns[column]?.key ?? 'nothing');

/** Gives a column another use. What is used once is taken from the column that had it. */
export function withUse(table: Table, mapping: Mapping, column: number, use: Use): Mapping {
  const { day, ...rest } = mapping;
  const columns = mapping.columns.map((old, index) => {
    if (index !== column) return use === old?.key ? null : old;
    return use === 'day' || use === 'nothing' ? null : columnFor(table, column, use);
  });
  const newDay = use === 'day' ? column : day === column ? undefined : day;
  return { ...rest, columns, ...(newDay !== undefined && { day: newDay }) };
}

/** Says in which unit a column's bare numbers are. */
export const withUnit = (mapping: Mapping, column: number, unit: string): Mapping => ({
  ...mapping,
  columns: mapping.columns.map((old, index) => (index === column && old ? { ...old, unit } : old)),
});

/** Says which number of a day comes first; undefined lets the cells decide. */
export function withOrder({ order: _, ...rest }: Mapping, order: Mapping['order']): Mapping {
  return { ...rest, ...(order && { order }) };
}

/** Units that people write these amounts in, the API's own first. Where there is no choice, there is none here. */
const OFFERED: Partial<Record<WellnessUnit, readonly string[]>> = {
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
export function offeredUnits(key: WellnessKey): readonly string[] {
  if (key === 'bloodGlucose') return ['mmol/L', 'mg/dL'];
  const unit = wellnessField(key)?.unit;
  return unit === undefined ? [] : (OFFERED[unit] ?? [unit]);
}

/** The one of those that a column is read in: as said, as its name says, or the API's own. */
export function unitInUse({ header }: Table, mapping: Mapping, column: number): string | undefined {
  const meant = mapping.columns[column];
  const field = meant && wellnessField(meant.key);
  if (!field) return undefined;
  const factor = factorOfColumn(meant, header[column] ?? '');
  return offeredUnits(meant.key).find(unit => factorOf(field, unit) === factor);
}

/** Whether some day of the table could be read with either number first. */
export function canBeEitherOrder({ rows }: Table, { day }: Mapping): boolean {
  return rows.some(({ cells }) => /^\s*\d{1,2}([./-])\d{1,2}(?!\d)/.test(cells[day ?? -1] ?? ''));
}

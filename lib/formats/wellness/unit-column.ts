import { type ColumnHeading, parseColumnHeading } from './column-heading.ts';
import type { CsvTable } from './import-result.ts';

/** The column with the units of another one: "Weight unit" anywhere, or "Unit" to its right. -1 without one. */
export function findUnitColumn({ header }: CsvTable, column: number): number {
  const { name } = parseColumnHeading(header[column] ?? '');
  const named = header.findIndex(other => isUnitHeading(parseColumnHeading(other), name));
  if (named >= 0) return named;
  const next = parseColumnHeading(header[column + 1] ?? '');
  return UNIT_WORDS.test(next.name) ? column + 1 : -1;
}

const UNIT_WORDS = /^(units?|uom|unit of measure|einheit(en)?|unite|unidad(es)?|unita|eenheid|unidade)$/;

const isUnitHeading = (heading: ColumnHeading, name: string): boolean =>
  [heading.name, heading.words].some(other => other === `${name} unit` || other === `${name} units`);

import { parseColumnHeading } from './column-heading.ts';
import type { CsvTable } from './import-result.ts';
import { detectDecimalMark, parseNumber } from './parse-number.ts';

/**
 * The table with an additional first column, calculated from the columns that the patterns match; blank where one of them is
 * missing. It is the first, because rows may be shorter than the header.
 */
export function addDerivedColumn(
  table: CsvTable,
  title: string,
  patterns: readonly RegExp[],
  calculate: (...numbers: number[]) => number,
): CsvTable {
  const indexes = patterns.map(pattern => table.header.findIndex(name => pattern.test(parseColumnHeading(name).name)));
  const getCells = ({ cells }: CsvTable['rows'][number]) => indexes.map(index => cells[index] ?? '');
  const decimalMark = detectDecimalMark(table.rows.flatMap(getCells)) ?? '.';
  return addFirstColumn(table, title, row => {
    const numbers = getCells(row).map(cell => parseNumber(cell, decimalMark));
    const isComplete = numbers.every(number => number !== undefined);
    const result = isComplete ? calculate(...numbers) : Number.NaN;
    return Number.isFinite(result) ? String(result).replace('.', decimalMark) : '';
  });
}

/** The table with an additional first column. */
export const addFirstColumn = (
  table: CsvTable,
  title: string,
  getCell: (row: CsvTable['rows'][number]) => string,
): CsvTable => ({
  ...table,
  header: [title, ...table.header],
  rows: table.rows.map(row => ({ ...row, cells: [getCell(row), ...row.cells] })),
});

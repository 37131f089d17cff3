import { parseColumnHeading } from './column-heading.ts';
import type { CsvTable } from './import-result.ts';
import { detectDecimalMark, parseNumber } from './parse-number.ts';

/** A table with a column more, made of the numbers in those whose names match; blank where one is missing. */
export function addDerivedColumn(
  table: CsvTable,
  title: string,
  patterns: readonly RegExp[],
  calculate: (...numbers: number[]) => number,
): CsvTable {
  const indexes = patterns.map(pattern =>
    table.header.findIndex(name => pattern.test(parseColumnHeading(name).name)),
  );
  const getCells = ({ cells }: CsvTable['rows'][number]) => indexes.map(index => cells[index] ?? '');
  const mark = detectDecimalMark(table.rows.flatMap(getCells)) ?? '.';
  return {
    ...table,
    header: [...table.header, title],
    rows: table.rows.map(row => {
      const numbers = getCells(row).map(cell => parseNumber(cell, mark));
      const isComplete = numbers.every(number => number !== undefined);
      const result = isComplete ? calculate(...numbers) : Number.NaN;
      const text = Number.isFinite(result) ? String(result).replace('.', mark) : '';
      return { ...row, cells: [...table.header.map((_, index) => row.cells[index] ?? ''), text] };
    }),
  };
}

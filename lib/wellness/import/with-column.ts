import { readHeading } from './headers.ts';
import type { Table } from './imported.ts';
import { decimalMarkOf, parseNumber } from './number.ts';

/** A table with a column more, made of the numbers in those whose names match; blank where one is missing. */
export function withColumn(
  table: Table,
  title: string,
  patterns: readonly RegExp[],
  make: (...numbers: number[]) => number,
): Table {
  const indexes = patterns.map(pattern =>
    table.header.findIndex(name => pattern.test(readHeading(name).name)),
  );
  const cellsOf = ({ cells }: Table['rows'][number]) => indexes.map(index => cells[index] ?? '');
  const mark = decimalMarkOf(table.rows.flatMap(cellsOf)) ?? '.';
  return {
    ...table,
    header: [...table.header, title],
    rows: table.rows.map(row => {
      const numbers = cellsOf(row).map(cell => parseNumber(cell, mark));
      const isWhole = numbers.every(number => number !== undefined);
      const made = isWhole ? make(...numbers) : Number.NaN;
      const text = Number.isFinite(made) ? String(made).replace('.', mark) : '';
      return { ...row, cells: [...table.header.map((_, index) => row.cells[index] ?? ''), text] };
    }),
  };
}

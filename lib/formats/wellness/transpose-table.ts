import type { CsvRow } from '../parse-csv-rows.ts';
import { parseColumnHeading } from './column-heading.ts';
import { isDayHeading } from './heading-vocabulary.ts';
import type { CsvTable } from './import-result.ts';
import { parseDate } from './parse-date.ts';

/**
 * A table that lies on its side, put up: Garmin's report of one night has the names below one another, and beside them what
 * the day has. Undefined for any other; a day above a wider table is a title.
 */
export function transposeTable(rows: readonly CsvRow[]): Pick<CsvTable, 'header' | 'rows'> | undefined {
  // Nothing but names stands above it.
  const start = rows.findIndex(({ cells: [, beside = ''] }) => beside.trim() !== '');
  const days = rows[start];
  const [name = '', day = ''] = days?.cells ?? [];
  if (!days || !isDayHeading(parseColumnHeading(name)) || parseDate(day, 'UTC') === undefined)
    return undefined;
  if (rows.some(({ cells }) => cells.length > days.cells.length)) return undefined;
  const named = rows.slice(start).filter(({ cells: [name = ''] }) => name.trim() !== '');
  return {
    header: named.map(({ cells: [name = ''] }) => name.trim()),
    rows: days.cells.slice(1).map((_, index) => ({
      line: days.line,
      cells: named.map(({ cells }) => cells[index + 1] ?? ''),
    })),
  };
}

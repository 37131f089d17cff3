import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import { type CsvRow, parseCsvRows } from '../parse-csv-rows.ts';
import { isDayHeading, parseColumnHeading } from './column-heading.ts';
import { type CsvTable, excerpt, type RejectedItem } from './import-result.ts';
import { parseDate } from './parse-date.ts';

/**
 * The table in a CSV text with any common delimiter. Lines above the header, a title for instance, and blank rows are
 * skipped. Undefined for a text without a delimiter.
 */
export function* parseCsvTable(
  text: string,
): CooperativeTask<{ table: CsvTable; damaged: RejectedItem[] } | undefined> {
  const delimiter = detectDelimiter(text);
  if (delimiter === undefined) return undefined;
  const rows: CsvRow[] = [];
  for (const row of parseCsvRows(text, delimiter)) {
    rows.push(row);
    yield;
  }
  const start = rows.findIndex(({ cells: [first = '', ...others] }, index) => {
    const isTitle = (rows[index + 1]?.cells.length ?? 0) > 2 * (others.length + 1);
    return others.length > 0 && !isTitle && !SEPARATOR_LINE.test(first);
  });
  const header = rows[start];
  if (!header) return undefined;
  const damaged = rows
    .filter(({ isDamaged }) => isDamaged)
    .map(({ line, cells }) => {
      return { location: { line }, text: excerpt(cells.join(delimiter)), reason: 'damaged' as const };
    });
  return {
    table: {
      header: header.cells.map(cell => cell.trim()),
      rows: rows.filter(({ cells }, index) => index > start && cells.some(cell => cell.trim() !== '')),
      ...transposeTable(rows),
      delimiter,
    },
    damaged,
  };
}

/** Excel reads the delimiter from a first line "sep=;", so some programs write it. */
const SEPARATOR_LINE = /^sep=/i;

const DELIMITERS = [',', ';', '\t', '|'];

/**
 * The most frequent delimiter, outside of quotes, of the first line that has one. Later lines would mislead: cells with
 * decimal commas may have more commas than semicolons, while the names of columns have none.
 */
function detectDelimiter(text: string): string | undefined {
  const [, declared] = /^sep=(.)/i.exec(text) ?? [];
  if (declared !== undefined) return declared;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const unquoted = line.replace(/"[^"]*"/g, '');
    const counts = DELIMITERS.map(delimiter => ({ delimiter, count: unquoted.split(delimiter).length - 1 }));
    const most = counts.reduce((best, next) => (next.count > best.count ? next : best));
    if (most.count > 0) return most.delimiter;
  }
  return undefined;
}

/**
 * Turns a table with names in the first column, such as Garmin's report of one night, into one with a header. Undefined for
 * any other table; a date above a wider table is a title.
 */
function transposeTable(rows: readonly CsvRow[]): Pick<CsvTable, 'header' | 'rows'> | undefined {
  // Lines above the date have a name and no value.
  const start = rows.findIndex(({ cells: [, beside = ''] }) => beside.trim() !== '');
  const days = rows[start];
  const [name = '', day = ''] = days?.cells ?? [];
  if (!days || !isDayHeading(parseColumnHeading(name)) || parseDate(day, 'UTC') === undefined) return undefined;
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

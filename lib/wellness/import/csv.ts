import { type CsvRow, csvRows } from './csv-rows.ts';
import type { NotUnderstood, Table } from './imported.ts';
import { excerpt } from './imported.ts';
import type { Steps } from './in-turns.ts';
import { upright } from './upright.ts';

/**
 * The rows of a CSV text, whatever separates them. What stands above the header, a title for instance, is passed over;
 * blank rows are left out. Undefined where nothing is separated at all.
 */
export function* readTable(text: string): Steps<{ table: Table; damaged: NotUnderstood[] } | undefined> {
  const delimiter = delimiterOf(text);
  if (delimiter === undefined) return undefined;
  const rows: CsvRow[] = [];
  for (const row of csvRows(text, delimiter)) {
    rows.push(row);
    yield;
  }
  const start = rows.findIndex(({ cells: [first = '', ...others] }, index) => {
    const isTitle = (rows[index + 1]?.cells.length ?? 0) > 2 * (others.length + 1);
    return others.length > 0 && !isTitle && !TOLD.test(first);
  });
  const header = rows[start];
  if (!header) return undefined;
  const damaged = rows
    .filter(({ isDamaged }) => isDamaged)
    .map(({ line, cells }) => {
      return { place: { line }, text: excerpt(cells.join(delimiter)), why: 'damaged' as const };
    });
  return {
    table: {
      header: header.cells.map(cell => cell.trim()),
      rows: rows.filter(({ cells }, index) => index > start && cells.some(cell => cell.trim() !== '')),
      ...upright(rows),
      delimiter,
    },
    damaged,
  };
}

/** Spreadsheets write the separator into a first line. */
const TOLD = /^sep=/i;

const DELIMITERS = [',', ';', '\t', '|'];

/**
 * Of the first line that has any of them, outside of quotes: names of columns have no commas where cells have decimal
 * ones. Cells may have more commas than semicolons, so that counting those misleads.
 */
function delimiterOf(text: string): string | undefined {
  const [, told] = /^sep=(.)/i.exec(text) ?? [];
  if (told !== undefined) return told;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const bare = line.replace(/"[^"]*"/g, '');
    const counts = DELIMITERS.map(delimiter => ({ delimiter, count: bare.split(delimiter).length - 1 }));
    const most = counts.reduce((best, next) => (next.count > best.count ? next : best));
    if (most.count > 0) return most.delimiter;
  }
  return undefined;
}

import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import { type CsvRow, parseCsvRows } from '../parse-csv-rows.ts';
import { isDayHeading, parseColumnHeading } from './column-heading.ts';
import { type CsvTable, excerpt, type RejectedItem, type RejectionReason } from './import-result.ts';
import { parseDate } from './parse-date.ts';
import { isUnitName } from './unit-factors.ts';

/** The tables in a text, and what of it cannot be read. */
export interface CsvTables {
  /** At least one. */
  tables: readonly CsvTable[];
  rejected: readonly RejectedItem[];
}

/**
 * The tables in a CSV text with any common delimiter: usually one, but some programs write several below one another. Each
 * begins with the heading above the first day; what is above it, a title or the athlete's data, is its preamble. Undefined
 * for a text without a delimiter.
 */
export function* parseCsvTables(text: string): CooperativeTask<CsvTables | undefined> {
  const delimiter = detectDelimiter(text);
  if (delimiter === undefined) return undefined;
  const rows: CsvRow[] = [];
  const rejected: RejectedItem[] = [];
  for (const row of parseCsvRows(text, delimiter)) {
    yield;
    const report = (text: string, reason: RejectionReason) =>
      rejected.push({ location: { line: row.line }, text: excerpt(text), reason });
    if (row.isDamaged) report(row.cells.join(delimiter), 'damaged');
    const [beyond] = row.cells.splice(MAX_COLUMNS);
    // The first row stands for all others, which are as wide.
    if (beyond !== undefined && rows.length === 0) report(beyond, 'too-large');
    if (row.cells.some(hasText)) rows.push(row);
  }
  const dates = new DateFinder(rows);
  const tables: CsvTable[] = [];
  const starts = findTableStarts(rows, dates);
  for (const [index, start] of starts.entries()) {
    yield;
    const table = createTable(rows, start, starts[index + 1]?.top);
    const before = tables.at(-1);
    // Two exports in one file repeat the header.
    if (before?.header.join() === table.header.join()) for (const row of table.rows) before.rows.push(row);
    else tables.push({ ...table, delimiter, ...(starts.length === 1 && transposeTable(rows)) });
  }
  return tables.length > 0 ? { tables, rejected } : undefined;
}

/** No program exports as many fields. */
const MAX_COLUMNS = 1000;

const hasText = (cell: string): boolean => cell.trim() !== '';

/** In which columns of a row dates are; each row is searched once. */
class DateFinder {
  readonly #rows: readonly CsvRow[];
  readonly #found = new Map<number, number[]>();

  constructor(rows: readonly CsvRow[]) {
    this.#rows = rows;
  }

  getColumns(index: number): readonly number[] {
    const found = this.#found.get(index) ?? findDateColumns(this.#rows[index]?.cells ?? []);
    this.#found.set(index, found);
    return found;
  }

  /** How many rows from here on, up to a hundred, have a date in the column. */
  countDays(start: number, column: number): number {
    let end = start;
    while (end - start < SAMPLE_ROWS && this.getColumns(end).includes(column)) end++;
    return end - start;
  }
}

/** The table begins within these rows. Only further tables begin later. */
const SAMPLE_ROWS = 100;

const findDateColumns = (cells: readonly string[]): number[] =>
  cells.slice(0, MAX_DATE_COLUMNS).flatMap((cell, index) => (isDate(cell) ? index : []));

/** Dates of days are in one of the first columns. */
const MAX_DATE_COLUMNS = 100;

const isDate = (cell: string): boolean => /\d/.test(cell) && parseDate(cell, 'UTC') !== undefined;

/** Where a table is in the rows: its title or preamble, its header, its rows. Without a header, `header` equals `body`. */
interface TableStart {
  top: number;
  header: number;
  body: number;
}

function createTable(
  rows: readonly CsvRow[],
  { top, header, body }: TableStart,
  end: number | undefined,
): Pick<CsvTable, 'header' | 'rows' | 'preamble'> {
  const names = (header === body ? nameColumns(rows[body]) : (rows[header]?.cells ?? [])).map(name => name.trim());
  const below = rows.slice(body, end).map(({ line, cells }) => ({ line, cells }));
  const units = below[0]?.cells ?? [];
  const hasUnits = isUnitRow(units);
  return {
    header: hasUnits ? names.map((name, index) => addUnit(name, units[index] ?? '')) : names,
    rows: hasUnits ? below.slice(1) : below,
    preamble: rows.slice(top, header).map(({ cells }) => excerpt(cells.filter(hasText).join(' '))),
  };
}

/** Spreadsheets name columns without a header A, B, C. */
const nameColumns = (row: CsvRow | undefined): string[] =>
  (row?.cells ?? []).map((_, index) => {
    const [first, second] = [Math.floor(index / LETTERS) - 1, index % LETTERS];
    return `${first < 0 ? '' : String.fromCharCode(A + first)}${String.fromCharCode(A + second)}`;
  });

const LETTERS = 26;
const A = 0x41;

/** A row of units below the header: "kg" and "h", and perhaps "yyyy-mm-dd" below the date. */
function isUnitRow(cells: readonly string[]): boolean {
  const texts = cells.map(cell => cell.trim()).filter(cell => cell !== '');
  return (
    texts.some(isUnitName) &&
    texts.every(text => isUnitName(text) || /^[ymdhs]{1,4}([-./: ]+[ymdhs]{1,4})+$/i.test(text))
  );
}

const addUnit = (name: string, unit: string): string =>
  isUnitName(unit) && parseColumnHeading(name).unit === undefined ? `${name} (${unit.trim()})` : name;

/**
 * Every row that names the column of the days below it, or has a title above it. Else the one row that most days follow, even where it does not name
 * their column in a language that Musette knows. Without one, the table has no header, or it has no days: then its first row
 * with two cells is the header.
 */
function findTableStarts(rows: readonly CsvRow[], dates: DateFinder): TableStart[] {
  const named: TableStart[] = [];
  let best = { header: 0, count: 0 };
  for (const header of rows.keys()) {
    const cells = rows[header]?.cells ?? [];
    if (!isHeader(cells) || (header >= SAMPLE_ROWS && !/^\s*\p{L}/u.test(cells[0] ?? ''))) continue;
    const body = isUnitRow(rows[header + 1]?.cells ?? []) ? header + 2 : header + 1;
    const [column] = dates.getColumns(body);
    if (column === undefined || isMeasured(cells) || dates.getColumns(header).length > 0) continue;
    const count = dates.countDays(body, column);
    const isNamed = isDayHeading(parseColumnHeading(cells[column] ?? '')) || isBelowTitle(rows, header);
    if (isNamed) named.push(getTableStart(rows, header));
    else if (count > best.count && header < SAMPLE_ROWS) best = { header, count };
  }
  // One day is not enough: it may be a birthday in the preamble.
  if (best.count > 1 && best.header < (named[0]?.header ?? 0)) named.unshift(getTableStart(rows, best.header));
  const [first, ...others] = named;
  if (first) return [{ ...first, top: 0 }, ...others];
  const day = rows.findIndex(
    ({ cells }, index) => index < SAMPLE_ROWS && isHeader(cells) && dates.getColumns(index).length > 0,
  );
  const days = day < 0 ? 0 : dates.countDays(day, dates.getColumns(day)[0] ?? 0);
  if (best.count > 0 && (day < 0 || best.header < day || best.count > days))
    return [{ top: 0, header: best.header, body: best.header + 1 }];
  if (days > 0 && !isTitle(rows, day)) return [{ top: 0, header: day, body: day }];
  const header = rows.findIndex(({ cells }, index) => isHeader(cells) && !isTitle(rows, index));
  return header < 0 ? [] : [{ top: 0, header, body: header + 1 }];
}

function getTableStart(rows: readonly CsvRow[], header: number): TableStart {
  let top = header;
  while (top > 0 && !isHeader(rows[top - 1]?.cells ?? [])) top--;
  return { top, header, body: header + 1 };
}

const isHeader = (cells: readonly string[]): boolean =>
  cells.filter(hasText).length > 1 && !SEPARATOR_LINE.test(cells[0] ?? '');

/** Whether a row of texts has a line of one cell above it. */
const isBelowTitle = (rows: readonly CsvRow[], index: number): boolean =>
  rows[index - 1]?.cells.filter(hasText).length === 1 &&
  rows[index]?.cells.every(cell => !/^\s*\d/.test(cell)) === true;

/** Whether most cells begin with a digit, as values do. */
const isMeasured = (cells: readonly string[]): boolean =>
  2 * cells.filter(cell => /^\s*\d/.test(cell)).length > cells.filter(hasText).length;

/** A title or date above a table is far narrower than the table. */
const isTitle = (rows: readonly CsvRow[], index: number): boolean =>
  (rows[index + 1]?.cells.length ?? 0) > 2 * (rows[index]?.cells.length ?? 0);

/** Excel reads the delimiter from a first line "sep=;", so some programs write it. */
const SEPARATOR_LINE = /^sep=/i;

const DELIMITERS = [',', ';', '\t', '|'];

/** Enough lines to see which delimiter they have in common, and enough of each. */
const SAMPLE_LINES = 40;
const SAMPLE_LENGTH = 4000;

/**
 * The delimiter between which dates stand in most lines, and by which most lines have as many cells: decimal commas are in
 * all lines too, but a date never ends at one. Where this does not decide, the most frequent one of the first line that has
 * any: names of columns have no commas.
 */
function detectDelimiter(text: string): string | undefined {
  const [, declared] = /^sep=(.)/i.exec(text) ?? [];
  if (declared !== undefined) return declared;
  const lines: string[] = [];
  let first: string | undefined;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const unquoted = line.replace(/"[^"]*"/g, '');
    if (lines.length < SAMPLE_LINES) lines.push(unquoted.slice(0, SAMPLE_LENGTH));
    if (DELIMITERS.some(delimiter => unquoted.includes(delimiter))) first ??= unquoted;
    if (first !== undefined && lines.length === SAMPLE_LINES) break;
  }
  if (first === undefined) return undefined;
  const names = first;
  const ranked = DELIMITERS.map(delimiter => ({
    delimiter,
    ...measureDelimiter(lines, delimiter),
    inFirst: names.split(delimiter).length,
  }));
  return ranked.reduce((best, next) =>
    (next.dated - best.dated || next.equal - best.equal || next.inFirst - best.inFirst) > 0 ? next : best,
  ).delimiter;
}

/** How many lines have a date in a cell, and how many of these have as many cells as most of them. */
function measureDelimiter(lines: readonly string[], delimiter: string): { dated: number; equal: number } {
  const counts = new Map<number, number>();
  let dated = 0;
  for (const line of lines) {
    const cells = line.split(delimiter);
    // A time may follow a date after a blank, but not after another delimiter.
    if (cells.length < 2 || !cells.slice(0, MAX_DATE_COLUMNS).some(cell => isDate(cell) && !/[;\t|]/.test(cell)))
      continue;
    dated++;
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  return { dated, equal: Math.max(0, ...counts.values()) };
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
  if (!isMostlyFilled(named, days.cells.length)) return undefined;
  return {
    header: named.map(({ cells: [name = ''] }) => name.trim()),
    rows: days.cells.slice(1).map((_, index) => ({
      line: days.line,
      cells: named.map(({ cells }) => cells[index + 1] ?? ''),
    })),
  };
}

/** Whether the rows have at least half of the cells of a table of this width, so that turning them makes it no larger. */
const isMostlyFilled = (rows: readonly CsvRow[], width: number): boolean =>
  2 * rows.reduce((sum, { cells }) => sum + cells.length, 0) >= rows.length * width;

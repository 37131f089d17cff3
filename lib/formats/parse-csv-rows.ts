/** A row as written. */
export interface CsvRow {
  /** Where the row begins, counted from 1. */
  line: number;
  cells: string[];
  /** Has a quote that is not closed. */
  isDamaged: boolean;
}

/**
 * The rows of separated values (https://www.rfc-editor.org/rfc/rfc4180), with any of the three line ends. A quote inside an
 * unquoted cell is text; a quote that is not closed takes the rest of the text into its cell.
 */
export function* parseCsvRows(text: string, delimiter: string): Generator<CsvRow> {
  let position = 0;
  let line = 1;
  while (position < text.length) {
    const row: CsvRow = { line, cells: [], isDamaged: false };
    for (let hasMoreCells = true; hasMoreCells; ) {
      const cell = parseCellAt(text, position, delimiter);
      row.cells.push(cell.text);
      row.isDamaged ||= cell.isDamaged;
      line += cell.text.match(/\r\n|\r|\n/g)?.length ?? 0;
      hasMoreCells = text.charAt(cell.end) === delimiter;
      position = cell.end + 1;
    }
    if (text.charAt(position - 1) === '\r' && text.charAt(position) === '\n') position++;
    line++;
    yield row;
  }
}

interface Cell {
  text: string;
  /** Where the delimiter, the end of the line or the end of the text is. */
  end: number;
  isDamaged: boolean;
}

function parseCellAt(text: string, at: number, delimiter: string): Cell {
  const start = skipBlanks(text, at, delimiter);
  const isQuoted = text.charAt(start) === '"';
  const close = isQuoted ? findClosingQuote(text, start + 1) : -1;
  const end = close < 0 ? -1 : skipBlanks(text, close + 1, delimiter);
  if (end >= 0 && isCellEnd(text, end, delimiter)) {
    return { text: text.slice(start + 1, close).replaceAll('""', '"'), end, isDamaged: false };
  }
  if (isQuoted && close < 0) return { text: text.slice(start + 1), end: text.length, isDamaged: true };
  let plainEnd = at;
  while (!isCellEnd(text, plainEnd, delimiter)) plainEnd++;
  return { text: text.slice(at, plainEnd), end: plainEnd, isDamaged: isQuoted };
}

function isCellEnd(text: string, at: number, delimiter: string): boolean {
  const character = text.charAt(at);
  return character === delimiter || character === '\n' || character === '\r' || character === '';
}

function findClosingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charAt(at + 1) === '"') at = text.indexOf('"', at + 2);
  return at;
}

function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  while (text.charAt(at) === ' ' || (text.charAt(at) === '\t' && delimiter !== '\t')) at++;
  return at;
}

import type { Athlete } from '../athlete.ts';
import { Refusal } from '../refusal.ts';
import type { WellnessJson } from './days.ts';
import { isReadOnly, kindOf } from './fields.ts';

/** A table of these columns; `date` stands for the id. */
export function toCsv(columns: readonly string[], records: readonly WellnessJson[]): string {
  const names = columns.map(column => (column === 'id' ? 'date' : column));
  const rows = records.map(record => names.map(name => cellOf(name === 'date' ? record.id : record[name])).join(','));
  return [names.join(','), ...rows].map(line => `${line}\n`).join('');
}

/** The rows of a table, each value of the kind that its column holds. Cells in quotes have no line breaks here. */
export function readCsv(text: string, { customWellness }: Athlete, ignoresUnknown: boolean): Record<string, unknown>[] {
  const [header = [], ...rows] = text.trim().split(/\r?\n/).map(cellsOf);
  const isKnown = (name: string) =>
    name === 'date' || isReadOnly(name) || kindOf(name) !== undefined || customWellness.includes(name);
  const unknown = header.find(name => !isKnown(name));
  if (unknown !== undefined && !ignoresUnknown) throw new Refusal(422, `Unrecognized wellness field [${unknown}]`);
  return rows.map(row => {
    const cells = header.map((name, index) => [name === 'date' ? 'id' : name, row[index] ?? ''] as const);
    const said = cells.filter(([name, cell]) => cell !== '' && (name === 'id' || isKnown(name)));
    return Object.fromEntries(said.map(([name, cell]) => [name, typed(name, cell)]));
  });
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

function cellOf(value: unknown): string {
  const text = value === null || value === undefined ? '' : asText(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function typed(field: string, cell: string): unknown {
  const kind = kindOf(field);
  if (kind === 'flag') return cell === 'true';
  if (kind === 'integer' || kind === 'float') return Number(cell);
  return cell;
}

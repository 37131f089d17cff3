import * as z from 'zod/mini';
import { type WellnessKey, wellnessField, wellnessFields } from '../fields.ts';
import { isBlank } from './cell.ts';
import { Collector } from './collect.ts';
import { daysOfColumn } from './days-of-column.ts';
import { fingerprintOf, type Heading, readHeading } from './headers.ts';
import type { Circumstances, Imported, Table } from './imported.ts';
import type { Steps } from './in-turns.ts';
import { decimalMarkOf, parseNumber } from './number.ts';
import { type Meaning, readPlanned } from './plan.ts';
import { factorOf, isInDoubt } from './units.ts';
import { guessKey, namesDay, namesMorning, namesTime } from './vocabulary.ts';

const keys = wellnessFields.map(({ key }) => key);

/** What a person once said about the columns of a table, to be kept under `fingerprint`. */
export const mappingSchema = z.object({
  /** Of the header that it is for. */
  fingerprint: z.string(),
  /** The column that tells the day; undefined until somebody says which. */
  day: z.optional(z.int()),
  /** Which number of a day comes first; undefined lets the cells decide. */
  order: z.optional(z.enum(['dmy', 'mdy'])),
  /** One for each column; null is left out. Without `unit`, the name of the column or the API's own unit counts. */
  columns: z.array(z.nullable(z.object({ key: z.enum(keys), unit: z.optional(z.string()) }))),
});

export type Mapping = z.infer<typeof mappingSchema>;

/** The days of any table, as mapped; none while no column tells the day. */
export function* readMapped(
  table: Table,
  mapping: Mapping,
  circumstances: Circumstances,
): Steps<Pick<Imported, 'rows' | 'notUnderstood'>> {
  const collector = new Collector();
  if (mapping.day !== undefined) {
    const columns = table.header.map((_, index): Meaning => mapping.columns[index] ?? { why: 'not-mapped' });
    const time = table.header.findIndex(
      (name, index) => index !== mapping.day && namesTime(readHeading(name)),
    );
    const plan = { days: [mapping.day], time, order: mapping.order, columns };
    yield* readPlanned(table, plan, { circumstances, collector });
  }
  return yield* collector.finish();
}

/** What the names of the columns suggest, and the cells where names do not help. */
export function proposeMapping(table: Table, circumstances: Circumstances): Mapping {
  const headings = table.header.map(readHeading);
  const day = dayColumn(table, headings, circumstances);
  const taken = new Set<WellnessKey>();
  const columns = headings.map((heading, index) => {
    const key = index === day ? undefined : guessKey(heading);
    // Two columns for one field: the first is the day's, the others are something about it.
    const field = key && wellnessField(key);
    if (!field?.isWritable || taken.has(field.key) || isInDoubt(field, heading.unit ?? '')) return null;
    taken.add(field.key);
    return columnFor(table, index, field.key);
  });
  return { fingerprint: fingerprintOf(table.header), ...(day === undefined ? {} : { day }), columns };
}

/** A column that is about a field, in the unit that its name tells, or else its cells. */
export function columnFor(
  table: Table,
  column: number,
  key: WellnessKey,
): { key: WellnessKey; unit?: string } {
  const heading = readHeading(table.header[column] ?? '');
  const unit =
    unitOf(key, heading) ?? unitBeside(table, key, heading) ?? unitByAmount(key, cellsOf(table, column));
  return unit === undefined ? { key } : { key, unit };
}

/** The one that is called so and holds days, between totals and averages; else one that holds days, mornings first. */
function dayColumn(
  table: Table,
  headings: readonly Heading[],
  circumstances: Circumstances,
): number | undefined {
  const columns = headings.map((heading, index) => {
    const cells = cellsOf(table, index).filter(cell => !isBlank(cell));
    const days = daysOfColumn(cells, circumstances).filter(found => found !== 'no-day');
    return { heading, index, share: cells.length === 0 ? 0 : days.length / cells.length };
  });
  const mostlyDays = columns.filter(({ share }) => share > 0.5);
  const found =
    columns.find(({ heading, share }) => share > 0 && namesDay(heading)) ??
    mostlyDays.find(({ heading }) => namesMorning(heading)) ??
    mostlyDays[0];
  return found?.index;
}

/** Enough to see what a column holds. */
const SAMPLE_ROWS = 50;

/** "weight lb" and "Sleep hours" say their unit without brackets. */
function unitOf(key: WellnessKey, { name, unit }: Heading): string | undefined {
  const field = wellnessField(key);
  const last = unit ?? name.split(' ').at(-1) ?? '';
  if (!field?.unit || last === '' || factorOf(field, last) === undefined) return undefined;
  return last;
}

/** "Weight unit" is a column of its own; where it has two units, neither is the column's. */
function unitBeside(table: Table, key: WellnessKey, { name }: Heading): string | undefined {
  const beside = table.header.findIndex(other => readHeading(other).name === `${name} unit`);
  const [unit, ...others] = new Set(cellsOf(table, beside).filter(cell => !isBlank(cell)));
  const field = wellnessField(key);
  return field && unit && others.length === 0 && factorOf(field, unit) !== undefined ? unit : undefined;
}

/** Nobody sleeps eight seconds, and no sugar in the blood is at 90 mmol/L: bare numbers tell these units. */
function unitByAmount(key: WellnessKey, cells: readonly string[]): string | undefined {
  const mark = decimalMarkOf(cells) ?? '.';
  const numbers = cells.map(cell => parseNumber(cell, mark)).filter(number => number !== undefined);
  if (numbers.length === 0) return undefined;
  const most = Math.max(...numbers);
  if (key === 'bloodGlucose') return Math.min(...numbers) > MOST_MMOL ? 'mg/dL' : undefined;
  if (key !== 'sleepSecs' || most > MINUTES_A_DAY) return undefined;
  return most <= HOURS_A_DAY ? 'h' : 'min';
}

const HOURS_A_DAY = 24;
const MINUTES_A_DAY = 1440;
const MOST_MMOL = 35;

const cellsOf = ({ rows }: Table, column: number): string[] =>
  rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells[column] ?? '');

import { wellnessField } from '../fields.ts';
import type { Collector } from './collect.ts';
import { FORMATS } from './formats.ts';
import { flattened } from './garmin-weight.ts';
import { type Heading, readHeading } from './headers.ts';
import { type Circumstances, type Reason, reasons, type Table, type WellnessSource } from './imported.ts';
import type { Steps } from './in-turns.ts';
import { type Meaning, type Plan, readPlanned } from './plan.ts';
import type { TableFormat } from './table-format.ts';
import { guessKey } from './vocabulary.ts';

interface Around {
  circumstances: Circumstances;
  collector: Collector;
  /** Of the file that the table is in. */
  name: string;
  file?: string | undefined;
}

/** Reads a table of a program that is known; undefined where its columns are nobody's. */
export function* readKnownTable(table: Table, around: Around): Steps<WellnessSource | undefined> {
  const weighIns = flattened(table);
  if (weighIns) {
    yield* readPlanned(weighIns, weighInPlan(weighIns), around);
    return 'garmin-weight';
  }
  const headings = table.header.map(readHeading);
  const format = FORMATS.find(
    ({ marks, only, file }) =>
      marks.every(mark => headings.some(({ name }) => mark.test(name))) &&
      headings.every(({ name }) => only?.test(name) ?? true) &&
      (file?.test(around.name) ?? true),
  );
  if (!format) return undefined;
  const prepared = format.prepare?.(table) ?? table;
  yield* readPlanned(prepared, planOf(format, prepared), around);
  return format.source;
}

/** The header is in the language of the account, so it is guessed. */
function weighInPlan({ header }: Table): Plan {
  const columns = header.map((name, index): Meaning => {
    const key = index === 0 ? undefined : guessKey(readHeading(name));
    return key === 'weight' || key === 'bodyFat' ? { key } : { why: 'no-field' };
  });
  return { days: [0], columns };
}

function planOf(format: TableFormat, { header }: Table): Plan {
  const headings = header.map(readHeading);
  const columnOf = (pattern: RegExp) => headings.findIndex(({ name }) => pattern.test(name));
  const [refused, cell, why] = format.refuse ?? [];
  const refusing = refused ? columnOf(refused) : -1;
  return {
    days: format.days.map(columnOf).filter(index => index >= 0),
    columns: headings.map((heading, index) => (index === refusing ? 'used' : meaningOf(heading, format))),
    refuse: cells => (refusing >= 0 && cell?.test((cells[refusing] ?? '').trim()) ? why : undefined),
    isDaily: format.isDaily,
  };
}

function meaningOf({ name }: Heading, { columns }: TableFormat): Meaning {
  const [, use = 'no-field', unit] = columns.find(([pattern]) => pattern.test(name)) ?? [];
  if (use === 'used') return use;
  if (isReason(use)) return { why: use };
  const field = wellnessField(use);
  if (field?.kind === 'boolean') return { why: 'never-locks' };
  return field?.isWritable ? { key: use, unit } : { why: 'read-only' };
}

const isReason = (use: string): use is Reason => reasons.some(reason => reason === use);

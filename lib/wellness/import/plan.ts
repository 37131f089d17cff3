import { daysBetween } from '../../platform/calendar-date.ts';
import type { WellnessKey } from '../fields.ts';
import { isBlank, readCell } from './cell.ts';
import type { Collector } from './collect.ts';
import { type DayOrder, daysOfColumn, type Moment } from './days-of-column.ts';
import type { Circumstances, Place, Reason, Table } from './imported.ts';
import type { Steps } from './in-turns.ts';
import { readTime } from './moment.ts';
import type { Writing } from './quantity.ts';
import { fieldOf, writingsOf } from './writing.ts';

/** What the columns of a table mean. */
export interface Plan {
  /** Columns that tell the day; the first that has one in a row counts. */
  days: readonly number[];
  /** A column with the time of day, where those have none. */
  time?: number | undefined;
  /** Which number of a day comes first, where a person said so. */
  order?: DayOrder | undefined;
  /** One for each column of the table. */
  columns: readonly Meaning[];
  /** Why a row does not count, whatever it holds. */
  refuse?: ((cells: readonly string[]) => Reason | undefined) | undefined;
  /** A report of weeks looks like one of days, but for the days between. */
  isDaily?: boolean | undefined;
}

/** What a column means: a field, in a unit of its own where the name does not tell; read elsewhere; or nothing. */
export type Meaning = { key: WellnessKey; unit?: string | undefined } | { why: Reason } | 'used';

/** Reads a table as planned; whatever leads to no value is reported. */
export function* readPlanned(
  table: Table,
  plan: Plan,
  {
    circumstances,
    collector,
    file,
  }: { circumstances: Circumstances; collector: Collector; file?: string | undefined },
): Steps<void> {
  const moments = momentsOf(table, plan, circumstances);
  yield;
  const columns = plan.columns.map((meaning, index) => onOurScale(table, meaning, index));
  const writings = yield* writingsOf(table, columns);
  reportColumns(table, { ...plan, columns }, (column, text, why) =>
    collector.report({ file, column }, text, why),
  );
  for (const [index, { line, cells }] of table.rows.entries()) {
    yield;
    const place = { file, line };
    const moment = moments[index] ?? 'no-day';
    const why = plan.refuse?.(cells) ?? (typeof moment === 'string' ? moment : undefined);
    if (why || typeof moment === 'string')
      collector.report(place, cells.join(table.delimiter), why ?? 'no-day');
    else readRow(cells, { table, columns, writings, moment, place, collector });
  }
}

/** One step beyond ours tells that all the steps of a column are somebody else's. */
function onOurScale({ header, rows }: Table, meaning: Meaning, index: number): Meaning {
  const isOther =
    fieldOf(meaning)?.kind === 'scale' &&
    (goesBeyond(header[index] ?? '') || rows.some(({ cells }) => goesBeyond(cells[index] ?? '')));
  return isOther ? { why: 'other-scale' } : meaning;
}

const goesBeyond = (text: string): boolean =>
  text.includes('%') || (text.match(/\d+/g) ?? []).some(number => Number(number) > 4);

interface Row {
  table: Table;
  columns: readonly Meaning[];
  writings: readonly Writing[];
  moment: Moment;
  place: Place;
  collector: Collector;
}

function readRow(
  cells: readonly string[],
  { table, columns, writings, moment, place, collector }: Row,
): void {
  let isOfUse = false;
  for (const [index, meaning] of columns.entries()) {
    const field = fieldOf(meaning);
    const text = cells[index] ?? '';
    const writing = writings[index];
    const reading = field && writing && readCell(text, field, writing);
    if (!field || !reading) continue;
    isOfUse = true;
    const column = table.header[index];
    if ('why' in reading) collector.report({ ...place, column }, text, reading.why);
    else
      collector.add({ ...moment, key: field.key, value: reading.value, place: { ...place, column }, text });
  }
  if (!isOfUse) collector.report(place, cells.join(table.delimiter), 'nothing-of-use');
}

function momentsOf(
  { rows }: Table,
  { days, time, order, isDaily }: Plan,
  circumstances: Circumstances,
): (Moment | Reason)[] {
  const columns = days.map(column =>
    daysOfColumn(
      rows.map(({ cells }) => cells[column] ?? ''),
      circumstances,
      order,
    ),
  );
  const moments = rows.map(({ cells }, row) => {
    const found = columns.map(column => column[row] ?? 'no-day');
    const moment = found.find(moment => typeof moment === 'object');
    if (!moment) return found[0] ?? 'no-day';
    return { ...moment, minutes: moment.minutes ?? readTime(cells[time ?? -1] ?? '') };
  });
  return isDaily && isWeekly(moments) ? moments.map(() => 'several-days') : moments;
}

/** Three rows a week or more apart are no coincidence. */
function isWeekly(moments: readonly (Moment | Reason)[]): boolean {
  const days = moments.flatMap(moment => (typeof moment === 'object' ? moment.day : [])).toSorted();
  return (
    days.length > 2 &&
    days.every((day, index) => index === 0 || daysBetween(days[index - 1] ?? day, day) >= 7)
  );
}

/** Columns for which there is no use are told once, with the first that they hold. */
function reportColumns(
  { header, rows }: Table,
  { columns, days }: Plan,
  report: (column: string, text: string, why: Reason) => void,
): void {
  for (const [index, meaning] of columns.entries()) {
    if (typeof meaning !== 'object' || !('why' in meaning) || days.includes(index)) continue;
    const text = rows.map(({ cells }) => cells[index] ?? '').find(cell => !isBlank(cell));
    if (text !== undefined) report(header[index] ?? '', text, meaning.why);
  }
}

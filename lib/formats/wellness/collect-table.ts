import { daysBetween } from '../../platform/calendar-date.ts';
import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import { isDateOrderGuessed, type MeasurementTime, parseDateColumn } from './date-column.ts';
import type { DayCollector, ParserContext } from './day-collector.ts';
import type { CsvTable, DateContext, RejectionReason, SourceLocation } from './import-result.ts';
import type { Measurement } from './measurement.ts';
import { detectNumberFormats } from './number-format.ts';
import { isBlankCell, parseCell } from './parse-cell.ts';
import { parseTimeOfDay } from './parse-date.ts';
import type { NumberFormat } from './parse-quantity.ts';
import { addsUp, RowParts } from './row-parts.ts';
import { findUnitColumn } from './stated-units.ts';
import { type ColumnMeaning, getMeaningField, type TablePlan } from './table-plan.ts';
import { restoreExportedText } from './wellness-csv.ts';
import { getWellnessField, type WellnessField } from './wellness-fields.ts';

/** Collects the measurements of a table by its plan, and reports everything that is not imported. */
export function* collectTable(
  table: CsvTable,
  plan: TablePlan,
  { dateContext, collector, file }: ParserContext,
): CooperativeTask<void> {
  const times = getRowTimes(table, plan, dateContext);
  collector.hasGuessedDates ||= plan.dayColumns.some(column =>
    isDateOrderGuessed(getCells(table, column), dateContext),
  );
  yield;
  const columns = plan.columns.map((meaning, index) => rejectForeignScale(table, meaning, index));
  const formats = yield* detectNumberFormats(table, columns);
  const fieldColumns = columns.flatMap((meaning, index): FieldColumn[] => {
    const [field, format] = [getMeaningField(meaning), formats[index]];
    return field && format ? [{ index, field, format, unitColumn: findMixedUnits(table, index) }] : [];
  });
  rejectColumns(table, { ...plan, columns }, (column, text, reason) =>
    collector.reject({ file, column }, text, reason),
  );
  const parts = plan.rowsAddUp ? new RowParts(table, fieldColumns) : undefined;
  for (const [index, { line, cells }] of table.rows.entries()) {
    yield;
    const location = { file, line };
    const time = times[index] ?? 'no-date';
    const deleted = parts?.isDeleted(cells) ? 'no-usable-values' : undefined;
    const reason = plan.getRowRejection?.(cells) ?? deleted ?? (typeof time === 'string' ? time : undefined);
    if (reason || typeof time === 'string')
      collector.reject(location, cells.join(table.delimiter), reason ?? 'no-date');
    else if (parts?.isRepeated(cells, time)) {
      if (parts.haveSums) collector.reject(location, cells.join(table.delimiter), 'duplicate-day');
    } else collectRow(cells, { ...plan, table, columns: fieldColumns, parts, time, location, collector });
  }
}

/** One step beyond Intervals.icu's scale shows that the whole column is on another scale. */
function rejectForeignScale({ header, rows }: CsvTable, meaning: ColumnMeaning, index: number): ColumnMeaning {
  const isForeign =
    getMeaningField(meaning)?.kind === 'scale' &&
    (exceedsScale(header[index] ?? '') || rows.some(({ cells }) => exceedsScale(cells[index] ?? '')));
  return isForeign ? { reason: 'different-scale' } : meaning;
}

const exceedsScale = (text: string): boolean =>
  text.includes('%') || (text.match(/\d+/g) ?? []).some(number => Number(number) > 4);

/** The column with the units of another one, if they are not all the same; else -1. */
function findMixedUnits(table: CsvTable, index: number): number {
  const column = findUnitColumn(table, index);
  const units = new Set(column < 0 ? [] : table.rows.map(({ cells }) => (cells[column] ?? '').trim()));
  units.delete('');
  return units.size > 1 ? column : -1;
}

const addRowUnit = (text: string, unit: string): string =>
  isBlankCell(text) || unit === '' ? text : `${text.trim()} ${unit.trim()}`;

/** A column that holds a field. */
interface FieldColumn {
  index: number;
  field: WellnessField;
  format: NumberFormat;
  /** The column with the unit of each row, where rows have different ones. */
  unitColumn: number;
}

interface RowContext {
  table: CsvTable;
  columns: readonly FieldColumn[];
  /** Where rows add up over a day. */
  parts: RowParts | undefined;
  hasExportedTexts?: boolean | undefined;
  time: MeasurementTime;
  location: SourceLocation;
  collector: DayCollector;
}

/** A text that Musette exported may look like another program's blank. */
const parseExportedText = (text: string): { value: string } | undefined =>
  text === '' ? undefined : { value: restoreExportedText(text) };

function collectRow(
  cells: readonly string[],
  { table, columns, parts, hasExportedTexts, time, location, collector }: RowContext,
): void {
  const found: Measurement[] = [];
  const row = parts?.describe(cells);
  let hasText = false;
  for (const { index, field, format, unitColumn } of columns) {
    const text = cells[index] ?? '';
    const written = addRowUnit(text, cells[unitColumn] ?? '');
    const parsed =
      hasExportedTexts && field.kind === 'text' ? parseExportedText(text) : parseCell(written, field, format);
    if (!parsed) continue;
    hasText = true;
    const place = { ...location, column: table.header[index] };
    if ('reason' in parsed) {
      collector.reject(place, text, parsed.reason);
      continue;
    }
    const exact = row && parseCell(written, field, { ...format, isExact: true });
    const amount = exact && 'value' in exact ? exact.value : undefined;
    const part = row && typeof amount === 'number' && addsUp(field) ? { ...row, amount } : undefined;
    found.push({ ...time, key: field.key, value: parsed.value, location: place, text, part });
  }
  const amounts = found.filter(({ key }) => getWellnessField(key)?.kind !== 'scale');
  // A step 0 counts, but not beside amounts that are all 0 too.
  const isUnlogged = amounts.length > 0 && found.every(({ value }) => value === 0);
  for (const measurement of isUnlogged ? amounts : found) collector.add(measurement);
  if (!hasText) collector.reject(location, cells.join(table.delimiter), 'no-usable-values');
}

const getCells = ({ rows }: CsvTable, column: number): string[] => rows.map(({ cells }) => cells[column] ?? '');

function getRowTimes(
  table: CsvTable,
  { dayColumns, timeColumn, dateOrder, isDayOftenFirst, isDaily }: TablePlan,
  dateContext: DateContext,
): (MeasurementTime | RejectionReason)[] {
  const columns = dayColumns.map(column =>
    parseDateColumn(getCells(table, column), dateContext, dateOrder, isDayOftenFirst),
  );
  const moments = table.rows.map(({ cells }, row) => {
    const found = columns.map(column => column[row] ?? 'no-date');
    const moment = found.find(moment => typeof moment === 'object');
    if (!moment) return found[0] ?? 'no-date';
    return { ...moment, minutes: moment.minutes ?? parseTimeOfDay(cells[timeColumn ?? -1] ?? '') };
  });
  return isDaily && isWeekly(moments) ? moments.map(() => 'covers-several-days') : moments;
}

/** Three rows that are all a week or more apart make a weekly report. */
function isWeekly(moments: readonly (MeasurementTime | RejectionReason)[]): boolean {
  const days = moments.flatMap(moment => (typeof moment === 'object' ? moment.day : [])).toSorted();
  return days.length > 2 && days.every((day, index) => index === 0 || daysBetween(days[index - 1] ?? day, day) >= 7);
}

/** The first cell of each column that is not blank. Rows may be far shorter than the header. */
function getFirstTexts(rows: CsvTable['rows']): (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  for (const { cells } of rows)
    for (const [index, cell] of cells.entries())
      if (texts[index] === undefined && !isBlankCell(cell)) texts[index] = cell;
  return texts;
}

/** Reports each column that is not imported once, with its first cell. */
function rejectColumns(
  { header, rows }: CsvTable,
  { columns, dayColumns, timeColumn }: TablePlan,
  report: (column: string, text: string, reason: RejectionReason) => void,
): void {
  const texts = getFirstTexts(rows);
  for (const [index, meaning] of columns.entries()) {
    if (typeof meaning !== 'object' || !('reason' in meaning)) continue;
    if (dayColumns.includes(index) || index === timeColumn) continue;
    const text = texts[index];
    if (text !== undefined) report(header[index] ?? '', text, meaning.reason);
  }
}

import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import { collectTable } from './collect-table.ts';
import { type ColumnHeading, isTimeHeading, parseColumnHeading } from './column-heading.ts';
import type { ParserContext } from './day-collector.ts';
import { guessField } from './guess-field.ts';
import { type CsvTable, REJECTION_REASONS, type RejectionReason, type WellnessExportKind } from './import-result.ts';
import type { CsvTables } from './parse-csv-table.ts';
import { parseDate, parseTimeOfDay } from './parse-date.ts';
import { findUnitAbove } from './stated-units.ts';
import type { TableFormat } from './table-format.ts';
import { TABLE_FORMATS } from './table-formats.ts';
import { type ColumnMeaning, getMeaningField, type TablePlan } from './table-plan.ts';
import { getUnitFactor } from './unit-factors.ts';
import { getWellnessField } from './wellness-fields.ts';

/** Collects the known tables. The others are rejected where one is known; else the athlete may match their columns. */
export function* parseKnownTables(
  { tables, rejected }: CsvTables,
  fileName: string,
  context: ParserContext,
): CooperativeTask<WellnessExportKind | undefined> {
  const { collector, file } = context;
  const unknown: CsvTable[] = [];
  let kind: WellnessExportKind | undefined;
  for (const table of tables) {
    const known = yield* parseKnownTable(table, fileName, context);
    kind ??= known;
    if (!known) unknown.push(table);
  }
  if (!kind) return undefined;
  for (const { header, rows } of unknown) collector.reject({ file, line: rows[0]?.line }, header.join(' '), 'no-field');
  for (const row of rejected) collector.rejected.push(row);
  return kind;
}

/** Collects the days of a table whose columns belong to a known program; undefined for any other table. */
function* parseKnownTable(
  table: CsvTable,
  sourceFileName: string,
  context: ParserContext,
): CooperativeTask<WellnessExportKind | undefined> {
  const weighIns = flattenGarminWeightTable(table);
  if (weighIns) {
    yield* collectTable(weighIns, { ...createWeighInPlan(weighIns), dateOrder: context.dateOrder }, context);
    return 'garmin-weight';
  }
  const headings = table.header.map(parseColumnHeading);
  const format = TABLE_FORMATS.find(
    ({ requiredColumns, hasUnits, allowedColumns, fileName }) =>
      requiredColumns.every(pattern =>
        headings.some(({ name, unit }) => pattern.test(name) && (!hasUnits || unit !== undefined)),
      ) &&
      headings.every(({ name }) => allowedColumns?.test(name) ?? true) &&
      (fileName?.test(sourceFileName) ?? true),
  );
  if (!format) return undefined;
  const prepared = format.prepare?.(table) ?? table;
  yield* collectTable(prepared, { ...toTablePlan(format, prepared), dateOrder: context.dateOrder }, context);
  return format.kind;
}

/** The header is in the language of the account, so its fields are guessed. */
function createWeighInPlan({ header }: CsvTable): TablePlan {
  const columns = header.map((name, index): ColumnMeaning => {
    const key = index === 0 ? undefined : guessField(parseColumnHeading(name))?.key;
    return key === 'weight' || key === 'bodyFat' ? { key } : { reason: 'no-field' };
  });
  return { dayColumns: [0], columns };
}

function toTablePlan(format: TableFormat, table: CsvTable): TablePlan {
  const headings = table.header.map(parseColumnHeading);
  const findColumn = (pattern: RegExp) => headings.findIndex(({ name }) => pattern.test(name));
  const dayColumns = format.dayColumns.map(findColumn).filter(index => index >= 0);
  const [excludedColumn, cell, reason] = format.excludedRows ?? [];
  const excludedIndex = excludedColumn ? findColumn(excludedColumn) : -1;
  return {
    dayColumns,
    timeColumn: headings.findIndex((heading, index) => isTimeHeading(heading) && !dayColumns.includes(index)),
    columns: limitFields(
      headings.map((heading, index) => (index === excludedIndex ? 'handled' : toColumnMeaning(heading, format, table))),
    ),
    getRowRejection: cells =>
      excludedIndex >= 0 && cell?.test((cells[excludedIndex] ?? '').trim()) ? reason : undefined,
    isDaily: format.isDaily,
    rowsAddUp: format.rowsAddUp,
    isDayOftenFirst: format.isDayOftenFirst,
    hasExportedTexts: format.hasExportedTexts,
  };
}

/** More columns with fields than any program exports are not read, because each costs time in each row. */
const limitFields = (columns: readonly ColumnMeaning[]): ColumnMeaning[] => {
  let count = 0;
  return columns.map(meaning => (getMeaningField(meaning) && ++count > MAX_FIELDS ? { reason: 'too-large' } : meaning));
};

const MAX_FIELDS = 100;

function toColumnMeaning(
  { name, unit: ownUnit }: ColumnHeading,
  { columns }: TableFormat,
  table: CsvTable,
): ColumnMeaning {
  const [, use = 'no-field', unit] = columns.find(([pattern]) => pattern.test(name)) ?? [];
  if (use === 'handled') return use;
  if (isRejectionReason(use)) return { reason: use };
  const field = getWellnessField(use);
  if (field?.kind === 'boolean') return { reason: 'lock-not-importable' };
  if (!field?.isWritable) return { reason: 'read-only' };
  if (ownUnit !== undefined && getUnitFactor(field, ownUnit) !== undefined) return { key: use };
  return { key: use, unit: unit ?? (ownUnit === undefined ? findUnitAbove(table, use) : undefined) };
}

const isRejectionReason = (use: string): use is RejectionReason => REJECTION_REASONS.some(reason => reason === use);

/**
 * Garmin's Weight.csv as a plain table; undefined for any other table. A row with only the date is followed by the
 * weigh-ins of that day, which start with a time: the date is put in front of each time.
 */
function flattenGarminWeightTable(table: CsvTable): CsvTable | undefined {
  const rows: CsvTable['rows'] = [];
  let day = '';
  let weighIns = 0;
  for (const { line, cells } of table.rows) {
    const [first = '', ...others] = cells;
    const isAlone = others.every(cell => cell.trim() === '');
    if (isAlone && parseDate(first, 'UTC') !== undefined) {
      day = first.trim();
    } else if (parseTimeOfDay(first) !== undefined && day !== '' && parseDate(first, 'UTC') === undefined) {
      weighIns++;
      rows.push({ line, cells: [`${day} ${first}`, ...others] });
    } else {
      rows.push({ line, cells });
    }
  }
  // Other tables have rows with only a date too: days without values.
  return weighIns > 0 ? { ...table, rows } : undefined;
}

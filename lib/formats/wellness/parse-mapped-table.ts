import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import { collectTable } from './collect-table.ts';
import { isTimeHeading, parseColumnHeading } from './column-heading.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { DayCollector } from './day-collector.ts';
import { guessMapping } from './guess-mapping.ts';
import type { CsvTable, DateContext, WellnessImport } from './import-result.ts';
import { parseCsvTables } from './parse-csv-table.ts';
import type { ColumnMeaning } from './table-plan.ts';

/** The days of a table, by a mapping; none while no column is mapped to the date. */
export function* parseMappedTable(
  table: CsvTable,
  mapping: ColumnMapping,
  dateContext: DateContext,
): CooperativeTask<Pick<WellnessImport, 'days' | 'rejected'>> {
  const collector = new DayCollector();
  if (mapping.dayColumn !== undefined) {
    const columns = table.header.map((_, index): ColumnMeaning => mapping.columns[index] ?? { reason: 'not-mapped' });
    const timeColumn = table.header.findIndex(
      (name, index) => index !== mapping.dayColumn && isTimeHeading(parseColumnHeading(name)),
    );
    const plan = {
      dayColumns: [mapping.dayColumn],
      timeColumn,
      dateOrder: mapping.dateOrder,
      columns,
      rowsAddUp: true,
    };
    yield* collectTable(table, plan, { dateContext, collector });
  }
  return yield* collector.finish();
}

/** Whether the athlete could match the columns of a table of no known program, if it were chosen alone. */
export function* isTableToMatch(text: string, dateContext: DateContext): CooperativeTask<boolean> {
  const found = yield* parseCsvTables(text);
  for (const table of found?.tables ?? []) {
    yield;
    const { dayColumn, columns } = guessMapping(table, dateContext);
    if (dayColumn !== undefined && columns.some(column => column !== null)) return true;
  }
  return false;
}

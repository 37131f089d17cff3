import type { ColumnMapping } from '../../formats/wellness/column-mapping.ts';
import { DayCollector } from '../../formats/wellness/day-collector.ts';
import type { DateContext, WellnessImport } from '../../formats/wellness/import-result.ts';
import type { FileReadOptions } from '../../formats/wellness/observed-blob-reader.ts';
import type { DateOrder } from '../../formats/wellness/parse-date.ts';
import { parseKnownTables } from '../../formats/wellness/parse-known-table.ts';
import { parseMappedTable } from '../../formats/wellness/parse-mapped-table.ts';
import { parseWellnessFile } from '../../formats/wellness/parse-wellness-file.ts';
import { runToCompletion } from '../../platform/cooperative-task.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { findColumnMapping } from './column-mapping-store.ts';

/** A file with its import, or the problem that prevented it. */
export type WellnessImportFile = { id: string; name: string } & (
  | { result: WellnessImport }
  | { problem: PlainProblem }
);

/** Parses a file, with the saved mapping where it is a table with known columns. Undefined when it was aborted. */
export async function parseImportFile(
  file: File,
  dateContext: DateContext,
  options: FileReadOptions,
): Promise<WellnessImportFile | undefined> {
  const named = { id: crypto.randomUUID(), name: file.name };
  try {
    const imported = await parseWellnessFile(file, dateContext, options);
    const mapping = imported.unknownTable && (await findColumnMapping(imported.unknownTable.table.header));
    return { ...named, result: mapping ? applyColumnMapping(imported, mapping, dateContext) : imported };
  } catch (thrown) {
    if (options.signal.aborted) return undefined;
    return { ...named, problem: Problem.from(thrown).toPlain() };
  }
}

/** Parses the table of an import again with another mapping. */
export function applyColumnMapping(
  result: WellnessImport,
  mapping: ColumnMapping,
  dateContext: DateContext,
): WellnessImport {
  if (!result.unknownTable) return result;
  const { table } = result.unknownTable;
  const { days, rejected } = runToCompletion(parseMappedTable(table, mapping, dateContext));
  const damaged = result.rejected.filter(({ reason }) => reason === 'damaged');
  return {
    ...result,
    days,
    rejected: [...rejected, ...damaged],
    unknownTable: { table, mapping },
  };
}

/** Reads the tables of a known program again with another order of day and month. */
export function applyDateOrder(
  result: WellnessImport,
  dateOrder: DateOrder | undefined,
  dateContext: DateContext,
): WellnessImport {
  if (!result.openDates) return result;
  const { tables, fileName } = result.openDates;
  const collector = new DayCollector();
  const context = { dateContext, collector, dateOrder };
  const damaged = result.rejected.filter(({ reason }) => reason === 'damaged');
  runToCompletion(parseKnownTables({ tables, rejected: damaged }, fileName, context));
  return { ...result, ...runToCompletion(collector.finish()), openDates: { tables, fileName, dateOrder } };
}

/** Whether the order of day and month could not be seen in some dates. */
export const hasOpenDates = ({ rejected }: WellnessImport): boolean =>
  rejected.some(({ reason }) => reason === 'ambiguous-date');

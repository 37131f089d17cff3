import type { CsvTable, RejectionReason, WellnessExportKind } from './import-result.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** A table that a program exports, known by its columns. Names are matched without unit, case and accents. */
export interface TableFormat {
  kind: WellnessExportKind;
  /** Each is the name of some column. */
  requiredColumns: readonly RegExp[];
  /** What every column is called, where marks alone could be anybody's. */
  allowedColumns?: RegExp;
  /** Of the file, where its columns alone say nothing. */
  fileName?: RegExp;
  /** Columns with the day, best first. */
  dayColumns: readonly RegExp[];
  /** What columns mean; those that are not named have no field. A third entry is the unit of bare numbers. */
  columns: readonly (readonly [RegExp, WellnessKey | RejectionReason | 'handled', unit?: string])[];
  /** Rows that do not count: the cell of a column, and the reason for which it speaks. */
  excludedRows?: readonly [column: RegExp, cell: RegExp, reason: RejectionReason];
  prepare?: (table: CsvTable) => CsvTable;
  isDaily?: true;
}

import type { CsvTable, RejectionReason, WellnessExportKind } from './import-result.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** A table that a program exports, recognized by its columns. Patterns match `ColumnHeading.name`: without unit and accents, in lower case. */
export interface TableFormat {
  kind: WellnessExportKind;
  /** Each matches the name of a column. */
  requiredColumns: readonly RegExp[];
  /** The required columns have a unit, without which they mean something else in tables of other programs. */
  hasUnits?: true;
  /** Matches all columns, where the required ones also occur in tables of other programs. */
  allowedColumns?: RegExp;
  /** Matches the file's name, where the columns alone are not specific. */
  fileName?: RegExp;
  /** Columns with the date, best first. */
  dayColumns: readonly RegExp[];
  /** What columns hold; any other column has no field. A third entry is the unit of numbers without one. */
  columns: readonly (readonly [RegExp, WellnessKey | RejectionReason | 'handled', unit?: string])[];
  /** Rows that are rejected: where the cell of a column matches, with the reason. */
  excludedRows?: readonly [column: RegExp, cell: RegExp, reason: RejectionReason];
  /** Changes the table before it is read. */
  prepare?: (table: CsvTable) => CsvTable;
  /** Texts are as Musette exports them. */
  hasExportedTexts?: true;
  /** The program also writes the day between year and month. */
  isDayOftenFirst?: true;
  /** A day has several rows, whose amounts add up. Without it a row has the total of a day. */
  rowsAddUp?: true;
  /** The same columns also occur in a weekly report, whose rows are rejected. */
  isDaily?: true;
}

import type { MappedColumn } from './column-mapping.ts';
import type { RejectionReason } from './import-result.ts';
import type { DateOrder } from './parse-date.ts';
import { getWellnessField, type WellnessField } from './wellness-fields.ts';

/** How a table is read. */
export interface TablePlan {
  /** Columns with the date; in each row the first one that holds a date counts. */
  dayColumns: readonly number[];
  /** A column with the time of day, where the date has none. */
  timeColumn?: number | undefined;
  /** Which number of a date comes first, where the athlete chose it. */
  dateOrder?: DateOrder | undefined;
  /** Texts are as Musette exports them. */
  hasExportedTexts?: boolean | undefined;
  /** The program also writes the day between year and month. */
  isDayOftenFirst?: boolean | undefined;
  /** One for each column of the table. */
  columns: readonly ColumnMeaning[];
  /** The reason to reject a row regardless of its values. */
  getRowRejection?: ((cells: readonly string[]) => RejectionReason | undefined) | undefined;
  /** Amounts such as steps are added up over the rows of a day. */
  rowsAddUp?: boolean | undefined;
  /** Reject all rows of a weekly report, which has the same columns and differs only in the distance of its dates. */
  isDaily?: boolean | undefined;
}

/** What a column holds: a field, something that is handled elsewhere, or nothing that is imported. */
export type ColumnMeaning = MappedColumn | { reason: RejectionReason } | 'handled';

/** The field of a column; undefined where it holds none. */
export const getMeaningField = (meaning: ColumnMeaning): WellnessField | undefined =>
  typeof meaning === 'object' && 'key' in meaning ? getWellnessField(meaning.key) : undefined;

import type { MappedColumn } from './column-mapping.ts';
import type { RejectionReason } from './import-result.ts';
import type { DateOrder } from './parse-date.ts';
import { getWellnessField, type WellnessField } from './wellness-fields.ts';

/** What the columns of a table mean. */
export interface TablePlan {
  /** Columns that tell the day; the first that has one in a row counts. */
  dayColumns: readonly number[];
  /** A column with the time of day, where those have none. */
  timeColumn?: number | undefined;
  /** Which number of a day comes first, where a person said so. */
  dateOrder?: DateOrder | undefined;
  /** One for each column of the table. */
  columns: readonly ColumnMeaning[];
  /** Why a row does not count, whatever it holds. */
  getRowRejection?: ((cells: readonly string[]) => RejectionReason | undefined) | undefined;
  /** A report of weeks looks like one of days, but for the days between. */
  isDaily?: boolean | undefined;
}

/** What a column means: a field, in a unit of its own where the name does not tell; read elsewhere; or nothing. */
export type ColumnMeaning = MappedColumn | { reason: RejectionReason } | 'handled';

/** The field that a column holds, where it holds one. */
export const getMeaningField = (meaning: ColumnMeaning): WellnessField | undefined =>
  typeof meaning === 'object' && 'key' in meaning ? getWellnessField(meaning.key) : undefined;

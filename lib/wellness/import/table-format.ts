import type { WellnessKey } from '../fields.ts';
import type { Reason, Table, WellnessSource } from './imported.ts';

/** A table that a program exports, known by its columns. Names are matched without unit, case and accents. */
export interface TableFormat {
  source: WellnessSource;
  /** Each is the name of some column. */
  marks: readonly RegExp[];
  /** What every column is called, where marks alone could be anybody's. */
  only?: RegExp;
  /** Of the file, where its columns alone say nothing. */
  file?: RegExp;
  /** Columns with the day, best first. */
  days: readonly RegExp[];
  /** What columns mean; those that are not named have no field. A third entry is the unit of bare numbers. */
  columns: readonly (readonly [RegExp, WellnessKey | Reason | 'used', unit?: string])[];
  /** Rows that do not count: the cell of a column, and the reason for which it speaks. */
  refuse?: readonly [column: RegExp, cell: RegExp, why: Reason];
  prepare?: (table: Table) => Table;
  isDaily?: true;
}

import * as z from 'zod/mini';
import { DATE_ORDERS } from './parse-date.ts';
import { wellnessFields } from './wellness-fields.ts';

const fieldKeys = wellnessFields.map(({ key }) => key);

/** Which columns of a table hold which fields, as the athlete confirmed it. It is stored under `fingerprint`. */
export const columnMappingSchema = z.object({
  /** Of the header that it belongs to. */
  fingerprint: z.string(),
  /** The column that holds the date; undefined until the athlete chooses one. */
  dayColumn: z.optional(z.int()),
  /** Which number of a date comes first; undefined lets the cells decide. */
  dateOrder: z.optional(z.enum(DATE_ORDERS)),
  /** One for each column; null is not imported. Without `unit`, the name of the column or the API's own unit counts. */
  columns: z.array(z.nullable(z.object({ key: z.enum(fieldKeys), unit: z.optional(z.string()) }))),
});

export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** The field that a column holds, and its unit where it is not the API's own. */
export type MappedColumn = NonNullable<ColumnMapping['columns'][number]>;

import * as z from 'zod/mini';
import { Problem } from './problem.ts';

/** Reads the rows of one store. */
export interface StoredRows<Row> {
  /** Undefined if there is no row, and if it cannot be read. */
  parse(stored: unknown): Row | undefined;
  /** Those that can be read. */
  parseAll(stored: readonly unknown[]): Row[];
}

/**
 * Declares what a store contains. A row that is damaged, or that a newer version has written, is left out and reported to the console,
 * once a store: its feature does as if it had never been stored. Unknown fields of loose objects stay.
 */
export function defineRows<Row>(name: string, schema: z.ZodMiniType): StoredRows<Row> {
  let isReported = false;
  const parse = (stored: unknown): Row | undefined => {
    if (stored === undefined) return undefined;
    const read = schema.safeParse(stored);
    // The only cast of a row: the schema has checked it, and `Row` is what it describes.
    if (read.success) return read.data as Row;
    // biome-ignore lint/suspicious/noConsole: an uncaught error would say that something is broken; the feature goes on
    if (!isReported) console.warn(new Problem('unreadable-row', { detail: name }));
    isReported = true;
    return undefined;
  };
  return { parse, parseAll: stored => stored.flatMap(row => parse(row) ?? []) };
}

/** Milliseconds since the epoch, within what a `Date` can show. */
export const momentSchema = z.number().check(z.minimum(-8.64e15), z.maximum(8.64e15));

/** A fact that a row does not need: a damaged one is left out alone. */
export const optionalFact = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.optional(schema), undefined);

/** One of the names of a record, which has an entry for each. A name that is added does not compile without one. */
export const oneOf = <Name extends string>(names: Record<Name, true>) =>
  z.custom<Name>(value => typeof value === 'string' && Object.hasOwn(names, value));

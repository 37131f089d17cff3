import * as z from 'zod/mini';
import { Problem } from './problem.ts';

/**
 * A list of which invalid rows are left out and reported, so that one of them does not hide the others. If all rows are invalid, so is
 * the list: it must not look empty.
 */
export const lenientList = <Row>(rowSchema: z.ZodMiniType<Row>): z.ZodMiniType<Row[]> =>
  z.pipe(
    z.array(z.unknown()),
    z.transform((rows, context) => {
      const results = rows.map(row => rowSchema.safeParse(row));
      const valid = results.flatMap(result => (result.success ? [result.data] : []));
      const [firstError] = results.flatMap(result => (result.success ? [] : [result.error]));
      if (firstError === undefined) return valid;
      if (valid.length > 0) {
        reportInvalidRows(rows.length - valid.length, rows.length, firstError);
        return valid;
      }
      context.issues.push({ code: 'custom', message: `no valid row: ${firstError.message}`, input: rows });
      return z.NEVER;
    }),
  );

/** On the list of errors that the browser keeps of an extension. Node, where the unit tests run, has none. */
function reportInvalidRows(invalid: number, all: number, cause: unknown): void {
  if (typeof reportError !== 'function') return;
  reportError(new Problem('unreadable-reply', { detail: `${invalid} of ${all} rows` }, { cause }));
}

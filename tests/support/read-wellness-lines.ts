import type { Imported } from '../../lib/wellness/import/imported.ts';
import { readWellness } from '../../lib/wellness/import/read-wellness.ts';

export const BERLIN = { timezone: 'Europe/Berlin', today: '2026-11-22' };

/** What is read in a file with these lines or bytes. */
export function readLines(
  content: readonly string[] | Uint8Array<ArrayBuffer>,
  name = 'export.csv',
): Promise<Imported> {
  return readWellness(new File([content instanceof Uint8Array ? content : content.join('\n')], name), BERLIN);
}

/** The values by day. */
export const daysOf = ({ rows }: Pick<Imported, 'rows'>) =>
  Object.fromEntries(rows.map(({ day, values }) => [day, values]));

/** "line 3, Weight: same-day" for everything that led to no value. */
export const reportOf = ({ notUnderstood }: Pick<Imported, 'notUnderstood'>): string[] =>
  notUnderstood.map(({ place: { file, line, column }, why }) => {
    const place = [file, line === undefined ? undefined : `line ${line}`, column]
      .filter(part => part)
      .join(', ');
    return `${place || 'file'}: ${why}`;
  });

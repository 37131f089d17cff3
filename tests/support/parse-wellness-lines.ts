import type { WellnessImport } from '../../lib/formats/wellness/import-result.ts';
import { parseWellnessFile } from '../../lib/formats/wellness/parse-wellness-file.ts';

export const BERLIN = { timezone: 'Europe/Berlin', today: '2026-11-22' };

/** Imports a file with these lines or bytes. */
export function parseWellnessLines(
  content: readonly string[] | Uint8Array<ArrayBuffer>,
  name = 'export.csv',
): Promise<WellnessImport> {
  return parseWellnessFile(new File([content instanceof Uint8Array ? content : content.join('\n')], name), BERLIN);
}

/** The values by day. */
export const getValuesByDay = ({ days }: Pick<WellnessImport, 'days'>) =>
  Object.fromEntries(days.map(({ day, values }) => [day, values]));

/** The rejected items as "line 3, Weight: duplicate-day". */
export const listRejected = ({ rejected }: Pick<WellnessImport, 'rejected'>): string[] =>
  rejected.map(({ location: { file, line, column }, reason }) => {
    const location = [file, line === undefined ? undefined : `line ${line}`, column].filter(part => part).join(', ');
    return `${location || 'file'}: ${reason}`;
  });

import { type PlainProblem, Problem } from '../../../lib/platform/problem.ts';
import type { Circumstances, Imported } from '../../../lib/wellness/import/imported.ts';
import { atOnce } from '../../../lib/wellness/import/in-turns.ts';
import { type Mapping, readMapped } from '../../../lib/wellness/import/mapping.ts';
import { readWellness } from '../../../lib/wellness/import/read-wellness.ts';
import type { Watcher } from '../../../lib/wellness/import/watched-source.ts';
import { recallMapping } from '../../../lib/wellness/mapping-store.ts';

/** A file that was read, or why it was not. */
export type ImportedFile = { id: string; name: string } & (
  | { imported: Imported }
  | { problem: PlainProblem }
);

/** Reads a file; a table that a person explained before is read as they said. Undefined when it was stopped. */
export async function readFile(
  file: File,
  circumstances: Circumstances,
  watcher: Watcher,
): Promise<ImportedFile | undefined> {
  const named = { id: crypto.randomUUID(), name: file.name };
  try {
    const imported = await readWellness(file, circumstances, watcher);
    const mapping = imported.unknown && (await recallMapping(imported.unknown.table.header));
    return { ...named, imported: mapping ? remapped(imported, mapping, circumstances) : imported };
  } catch (thrown) {
    if (watcher.signal.aborted) return undefined;
    return { ...named, problem: Problem.from(thrown).toPlain() };
  }
}

/** The same table, read with another mapping. */
export function remapped(imported: Imported, mapping: Mapping, circumstances: Circumstances): Imported {
  if (!imported.unknown) return imported;
  const { table } = imported.unknown;
  const { rows, notUnderstood } = atOnce(readMapped(table, mapping, circumstances));
  const damaged = imported.notUnderstood.filter(({ why }) => why === 'damaged');
  return {
    ...imported,
    rows,
    notUnderstood: [...notUnderstood, ...damaged],
    unknown: { table, proposed: mapping },
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files of real devices and programs, which belong to their owners and are in no repository: MUSETTE_EXTRA_FILES names a
 * folder with them. The tests in this folder are about them, and do not exist if it is not set.
 */
export const extraFolder = process.env.MUSETTE_EXTRA_FILES || undefined;

/** The bytes of `zwo/ramps.zwo`. */
export function extraFixture(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(fixtures(), path)));
}

/** The names of the files in `zwo`. */
export function extraFixtures(kind: string): string[] {
  return readdirSync(join(fixtures(), kind));
}

function fixtures(): string {
  if (extraFolder === undefined) throw new Error('MUSETTE_EXTRA_FILES is not set');
  return join(extraFolder, 'fixtures');
}

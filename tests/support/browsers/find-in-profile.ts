import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files in a browser's profile that contain one of these texts, in the encodings in which browsers store texts. */
export function findInProfile(profile: string, texts: readonly string[]): string[] {
  const needles = texts.flatMap(text => [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')]);
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter(path => {
      const bytes = readFileSync(path);
      return needles.some(needle => bytes.includes(needle));
    });
}

import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { NotARecording } from './recording.ts';

/** The files inside a gzip or a zip, to any reasonable depth; any other file is returned itself. */
export function unpack(bytes: Uint8Array, depth = 0): Uint8Array[] {
  if (depth > 3) return [];
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return unpack(gunzipSync(bytes), depth + 1);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
      return Object.values(unzipSync(bytes)).flatMap(member => unpack(member, depth + 1));
    }
  } catch (cause) {
    throw new NotARecording('The archive cannot be read', { cause });
  }
  return [bytes];
}

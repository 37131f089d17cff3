import { type PlainProblem, Problem } from '../problem.ts';
import type { Allowance } from './allowance.ts';
import { isClutter, safeName } from './names.ts';
import type { Source } from './source.ts';
import { type Packed, Unpacking } from './unpack.ts';
import { type ZipEntry, zipEntries } from './zip-directory.ts';

/** A member of an archive: what was unpacked, or why it was not. */
export type Member =
  | { name: string; source: Source /** There is no other in the archive. */; isAlone: boolean }
  | { name: string; problem: PlainProblem };

/**
 * The members of a zip archive, unpacked one after the other as they are asked for. Folders and clutter are left out.
 * A broken member says so itself and stops none of its neighbours.
 * Throws `broken-file` without a directory, `empty-file` without members, `archive-limit` for a hostile archive.
 */
export async function* unzip(source: Source, allowance: Allowance): AsyncGenerator<Member> {
  const entries = await zipEntries(source);
  if (!entries)
    throw new Problem('broken-file', { detail: 'cut off: the archive has no directory at its end' });
  allowance.takeEntries(entries.length);
  refuseOverlaps(entries);
  const files = entries.filter(({ path }) => !path.endsWith('/') && !isClutter(path));
  if (files.length === 0) throw new Problem('empty-file');
  for (const entry of files) {
    const name = safeName(entry.path);
    try {
      yield { name, source: await unpacked(source, entry, name, allowance), isAlone: files.length === 1 };
    } catch (thrown) {
      yield { name, problem: Problem.from(thrown).toPlain() };
    }
    if (allowance.isSpent) return;
  }
}

/**
 * Entries that share their data are the trick by which 10 MB of zip hold 281 TB (Fifield, "A better zip bomb", 2019).
 * No honest archive has them.
 */
function refuseOverlaps(entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const { path, offset, packedSize } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end)
      throw new Problem('archive-limit', { detail: `"${safeName(path)}" overlaps another member` });
    end = offset + LOCAL_HEADER_BYTES + packedSize;
  }
}

async function unpacked(
  source: Source,
  entry: ZipEntry,
  name: string,
  allowance: Allowance,
): Promise<Source> {
  const unpacking = new Unpacking(allowance);
  await unpacking.add(await packedOf(source, entry));
  return unpacking.finish(name);
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

async function packedOf(source: Source, entry: ZipEntry): Promise<Packed> {
  if (entry.isEncrypted) throw new Problem('encrypted-archive');
  const method = METHODS[entry.method];
  if (!method) throw new Problem('broken-file', { detail: `compression method ${entry.method}` });
  const header = await source.read(entry.offset, entry.offset + LOCAL_HEADER_BYTES);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== LOCAL_HEADER) {
    throw new Problem('broken-file', { detail: `no member at byte ${entry.offset} of the archive` });
  }
  const start = entry.offset + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  return { source, start, end: start + entry.packedSize, method, crc: entry.crc, size: entry.size };
}

const METHODS: Readonly<Record<number, Packed['method']>> = { 0: 'stored', 8: 'deflate' };

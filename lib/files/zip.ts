import { type PlainProblem, Problem } from '../problem.ts';
import type { Allowance } from './allowance.ts';
import { viewOf } from './bytes.ts';
import { crc32 } from './crc.ts';
import { beyondLimit, brokenFile } from './faults.ts';
import { inflate } from './inflate.ts';
import { isClutter, safeName } from './names.ts';
import type { Source } from './source.ts';
import { type Packed, piecesOf, Unpacking } from './unpack.ts';
import { type ZipEntry, zipEntries } from './zip-directory.ts';

/** A member of an archive: what was unpacked, or why it was not. */
export type Member = {
  name: string;
  /** There is no other in the archive. */
  isAlone: boolean;
} & ({ source: Source } | { problem: PlainProblem });

/**
 * The members of a zip archive, unpacked one after the other as they are asked for. Folders and clutter are left out.
 * A broken member says so itself and stops none of its neighbours.
 * @throws {Problem} `broken-file` without a directory, `empty-file` without members, `archive-limit`, `file-unreadable`.
 */
export async function* unzip(source: Source, allowance: Allowance): AsyncGenerator<Member> {
  const entries = await zipEntries(source);
  if (!entries) throw brokenFile('cut off: the archive has no directory at its end');
  allowance.takeEntries(entries.length);
  refuseOverlaps(entries);
  const members = entries.filter(({ path }) => !path.endsWith('/') && !isClutter(path));
  if (members.length === 0) throw new Problem('empty-file');
  const isAlone = members.length === 1;
  for (const entry of members) {
    const name = safeName(entry.path);
    yield { name, isAlone, ...(await unpacked(source, entry, name, allowance)) };
    if (allowance.isSpent) return;
  }
}

/**
 * The unpacked bytes of one entry, whatever it is, as they are asked for: for what is too large to be held.
 * @throws {Problem} `broken-file` when data, size or checksum are not what was said, `encrypted-archive`.
 */
export async function* contentOf(source: Source, entry: ZipEntry): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packed = await packedOf(source, entry);
  const pieces = piecesOf(packed);
  let crc = 0;
  let size = 0;
  for await (const chunk of packed.method === 'stored' ? pieces : inflate(pieces)) {
    size += chunk.length;
    if (size > packed.size) throw brokenFile(`more than the ${packed.size} bytes it says`);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size < packed.size || crc !== packed.crc) throw brokenFile('CRC-32');
}

/**
 * Entries that share their data are the trick by which 10 MB of zip hold 281 TB (Fifield, "A better zip bomb", 2019).
 * No honest archive has them.
 */
function refuseOverlaps(entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const { path, offset, packedSize } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end) throw beyondLimit(`"${safeName(path)}" overlaps another member`);
    end = offset + LOCAL_HEADER_BYTES + packedSize;
  }
}

async function unpacked(source: Source, entry: ZipEntry, name: string, allowance: Allowance) {
  try {
    const unpacking = new Unpacking(allowance);
    await unpacking.add(await packedOf(source, entry));
    return { source: unpacking.finish(name) };
  } catch (thrown) {
    return { problem: Problem.from(thrown).toPlain() };
  }
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

/** Where the entry's data lies: behind a local header, whose name and extra field have lengths of their own. */
async function packedOf(source: Source, entry: ZipEntry): Promise<Packed> {
  if (entry.isEncrypted) throw new Problem('encrypted-archive');
  const method = METHODS[entry.method];
  if (!method) throw brokenFile(`compression method ${entry.method}`);
  const header = viewOf(await source.read(entry.offset, entry.offset + LOCAL_HEADER_BYTES));
  if (header.byteLength < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_HEADER) {
    throw brokenFile(`no member at byte ${entry.offset} of the archive`);
  }
  const nameLength = header.getUint16(26, true);
  const extraLength = header.getUint16(28, true);
  const start = entry.offset + LOCAL_HEADER_BYTES + nameLength + extraLength;
  const end = start + entry.packedSize;
  if (end > source.size) throw brokenFile(`cut off: the archive ends before byte ${end}`);
  return { source, start, end, method, crc: entry.crc, size: entry.size };
}

const METHODS: Readonly<Record<number, Packed['method']>> = { 0: 'stored', 8: 'deflate' };

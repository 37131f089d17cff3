import { toDataView } from '../../platform/bytes.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import type { BlobReader } from '../blob-reader.ts';
import { crc32 } from '../crc.ts';
import { isSystemFile, toSafeFileName } from '../file-names.ts';
import { brokenFile, limitExceeded } from '../file-problems.ts';
import type { SniffedKind } from '../sniff.ts';
import { inflate } from './inflate.ts';
import type { UnpackBudget } from './unpack-budget.ts';
import { checkRatio, type PackedData, readPieces, Unpacker } from './unpacker.ts';
import { readZipEntries, type ZipEntry } from './zip-directory.ts';

/** A member of an archive: its content, or why it could not be unpacked, and what it is as far as that was seen. */
export type ZipMember = {
  name: string;
  /** The archive has no other member. */
  isOnlyMember: boolean;
} & ({ reader: BlobReader } | { problem: PlainProblem; kind: SniffedKind | undefined });

/**
 * The members of a zip archive, each unpacked when the caller asks for it, without folders and system files. A broken
 * member has a `problem` and does not stop the others.
 * @throws {Problem} `broken-file` without a directory, `empty-file` without members, `archive-limit`, `file-unreadable`.
 */
export async function* unzip(reader: BlobReader, budget: UnpackBudget): AsyncGenerator<ZipMember> {
  const entries = await readZipEntries(reader);
  if (!entries) throw brokenFile('cut off: the archive has no directory at its end');
  budget.spendEntries(entries.length);
  rejectOverlaps(entries);
  const members = entries.filter(({ path }) => !path.endsWith('/') && !isSystemFile(path));
  if (members.length === 0) throw new Problem('empty-file');
  const isOnlyMember = members.length === 1;
  for (const entry of members) {
    const name = toSafeFileName(entry.path);
    yield { name, isOnlyMember, ...(await unpackEntry(reader, entry, name, budget)) };
    if (budget.isExceeded) return;
  }
}

/**
 * Streams the unpacked bytes of one entry of any kind, for content that is too large for memory.
 * @throws {Problem} `broken-file` when data, size or checksum differ from what the archive says, `encrypted-archive`, `archive-limit`.
 */
export async function* streamZipEntry(reader: BlobReader, entry: ZipEntry): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packed = await locateData(reader, entry);
  const pieces = readPieces(packed);
  let crc = 0;
  let size = 0;
  for await (const chunk of packed.method === 'stored' ? pieces : inflate(pieces)) {
    size += chunk.length;
    if (size > packed.size) throw brokenFile(`more than the ${packed.size} bytes it says`);
    checkRatio(size, packed.end - packed.start);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size < packed.size || crc !== packed.crc) throw brokenFile('CRC-32');
}

/**
 * Entries that share their data let 10 MB of zip hold 281 TB (https://www.bamsoftware.com/hacks/zipbomb/, 2019).
 * No ordinary archive has them.
 */
export function rejectOverlaps(entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const { path, offset, compressedSize } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end) throw limitExceeded(`"${toSafeFileName(path)}" overlaps another member`);
    end = offset + LOCAL_HEADER_BYTES + compressedSize;
  }
}

async function unpackEntry(source: BlobReader, entry: ZipEntry, name: string, allowance: UnpackBudget) {
  const unpacker = new Unpacker(allowance);
  try {
    await unpacker.add(await locateData(source, entry));
    return { reader: unpacker.finish(name) };
  } catch (thrown) {
    return { problem: Problem.from(thrown).toPlain(), kind: unpacker.kind };
  }
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;

/** Finds the entry's data behind its local header, whose name and extra field may differ in length from the directory's. */
async function locateData(reader: BlobReader, entry: ZipEntry): Promise<PackedData> {
  if (entry.isEncrypted) throw new Problem('encrypted-archive');
  const method = COMPRESSION_METHODS[entry.method];
  if (!method) throw brokenFile(`compression method ${entry.method}`);
  const header = toDataView(await reader.read(entry.offset, entry.offset + LOCAL_HEADER_BYTES));
  if (header.byteLength < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_HEADER) {
    throw brokenFile(`no member at byte ${entry.offset} of the archive`);
  }
  const nameLength = header.getUint16(26, true);
  const extraLength = header.getUint16(28, true);
  const start = entry.offset + LOCAL_HEADER_BYTES + nameLength + extraLength;
  const end = start + entry.compressedSize;
  if (end > reader.size) throw brokenFile(`cut off: the archive ends before byte ${end}`);
  return { reader, start, end, method, crc: entry.crc, size: entry.size };
}

const COMPRESSION_METHODS: Readonly<Record<number, PackedData['method']>> = { 0: 'stored', 8: 'deflate' };

import { toDataView } from '../../platform/bytes.ts';
import { Problem } from '../../platform/problem.ts';
import type { BlobReader } from '../blob-reader.ts';
import { MAX_ARCHIVE_ENTRIES, MAX_FALSE_GZIP_STARTS, MAX_RECORDING_BYTES } from '../file-limits.ts';
import { brokenFile, limitExceeded } from '../file-problems.ts';
import type { UnpackBudget } from './unpack-budget.ts';
import { type PackedData, Unpacker } from './unpacker.ts';

/**
 * The content of a gzip file, checksums verified, under the given name. A gzip file may have several members
 * (https://www.rfc-editor.org/rfc/rfc1952#section-2.2), but the browser's inflater rejects data behind the first and does
 * not say where that ended. So the whole file is tried as one member first; if that fails, each position that looks like
 * the start of a member is tried as the end of the one before. The checksum decides.
 * @throws {Problem} `file-too-large`, and as `Unpacker.add`
 */
export async function gunzip(reader: BlobReader, name: string, budget: UnpackBudget): Promise<BlobReader> {
  if (reader.size > MAX_RECORDING_BYTES) {
    throw new Problem('file-too-large', { detail: `${reader.size} bytes of gzip` });
  }
  const bytes = await reader.read(0, reader.size);
  const unpacker = new Unpacker(budget);
  const add = (start: number, end: number) => unpacker.add(readMember(reader, bytes, start, end));
  try {
    await add(0, bytes.length);
  } catch (thrown) {
    const nextStart = findNextStart(bytes, 0);
    if (!isBrokenFile(thrown) || nextStart === bytes.length) throw thrown;
    await addMembers(add, bytes, nextStart);
  }
  return unpacker.finish(name);
}

type AddMember = (start: number, end: number) => Promise<void>;

async function addMembers(add: AddMember, bytes: Uint8Array, firstEnd: number): Promise<void> {
  let members = 0;
  let falseStarts = 0;
  for (let start = 0, end = firstEnd; start < bytes.length; end = findNextStart(bytes, end)) {
    try {
      await add(start, end);
      start = end;
      if (++members > MAX_ARCHIVE_ENTRIES) throw limitExceeded(`more than ${MAX_ARCHIVE_ENTRIES} gzip members`);
    } catch (thrown) {
      if (!isBrokenFile(thrown) || end === bytes.length || ++falseStarts > MAX_FALSE_GZIP_STARTS) throw thrown;
    }
  }
}

/** The next position behind `at` that looks like the start of a member, or the end of the file. */
function findNextStart(bytes: Uint8Array, at: number): number {
  for (let next = bytes.indexOf(0x1f, at + 1); next >= 0; next = bytes.indexOf(0x1f, next + 1)) {
    if (
      bytes[next + 1] === 0x8b &&
      bytes[next + 2] === 8 &&
      ((bytes[next + 3] ?? RESERVED_FLAGS) & RESERVED_FLAGS) === 0
    ) {
      return next;
    }
  }
  return bytes.length;
}

/**
 * A member: header of variable length, deflate data, CRC-32, size modulo 2³² (https://www.rfc-
 * editor.org/rfc/rfc1952#section-2.3).
 */
function readMember(reader: BlobReader, bytes: Uint8Array, start: number, end: number): PackedData {
  const dataEnd = end - 8;
  const dataStart = findHeaderEnd(bytes, start);
  if (dataStart > dataEnd) throw brokenFile(`gzip cut off at byte ${end}`);
  const trailer = toDataView(bytes.subarray(dataEnd, end));
  const crc = trailer.getUint32(0, true);
  const size = trailer.getUint32(4, true);
  return { reader, start: dataStart, end: dataEnd, method: 'deflate', crc, size };
}

const HEADER_CRC_FLAG = 2;
const EXTRA_FLAG = 4;
const NAME_FLAG = 8;
const COMMENT_FLAG = 16;
const RESERVED_FLAGS = 0xe0;

function findHeaderEnd(bytes: Uint8Array, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & EXTRA_FLAG) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  if (flags & NAME_FLAG) at = indexAfterZero(bytes, at);
  if (flags & COMMENT_FLAG) at = indexAfterZero(bytes, at);
  return flags & HEADER_CRC_FLAG ? at + 2 : at;
}

function indexAfterZero(bytes: Uint8Array, at: number): number {
  const zero = bytes.indexOf(0, at);
  return zero < 0 ? bytes.length : zero + 1;
}

function isBrokenFile(thrown: unknown): boolean {
  return thrown instanceof Problem && thrown.kind === 'broken-file';
}

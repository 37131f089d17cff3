import { toDataView } from '../../platform/bytes.ts';
import { Problem } from '../../platform/problem.ts';
import type { BlobReader } from '../blob-reader.ts';
import { MAX_ARCHIVE_ENTRIES, MAX_RECORDING_BYTES } from '../file-limits.ts';
import { brokenFile, limitExceeded } from '../file-problems.ts';
import { findDeflateEnd } from './deflate-end.ts';
import type { UnpackBudget } from './unpack-budget.ts';
import { type PackedData, Unpacker } from './unpacker.ts';

/**
 * The content of a gzip file, checksums verified, under the given name. A gzip file may have several members
 * (https://www.rfc-editor.org/rfc/rfc1952#section-2.2), and some programs leave zeros or a line end behind them, which
 * gunzip ignores. The browser's inflater rejects both. So the whole file is tried as one member first; if that fails, the
 * end of each member is looked for.
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
    const end = findMemberEnd(bytes, 0);
    if (!isBrokenFile(thrown) || end === undefined || end === bytes.length) throw thrown;
    await addMembers(add, bytes);
  }
  return unpacker.finish(name);
}

async function addMembers(add: (start: number, end: number) => Promise<void>, bytes: Uint8Array): Promise<void> {
  let members = 0;
  for (let start = 0; start === 0 || isMemberStart(bytes, start); ) {
    const end = findMemberEnd(bytes, start) ?? bytes.length;
    await add(start, end);
    start = end;
    if (++members > MAX_ARCHIVE_ENTRIES) throw limitExceeded(`more than ${MAX_ARCHIVE_ENTRIES} gzip members`);
  }
}

function isMemberStart(bytes: Uint8Array, at: number): boolean {
  const isMagic = bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
  return isMagic && ((bytes[at + 3] ?? RESERVED_FLAGS) & RESERVED_FLAGS) === 0;
}

/** Undefined where the member is damaged or cut off. */
function findMemberEnd(bytes: Uint8Array, start: number): number | undefined {
  const dataEnd = findDeflateEnd(bytes, findHeaderEnd(bytes, start));
  return dataEnd === undefined || dataEnd + TRAILER_BYTES > bytes.length ? undefined : dataEnd + TRAILER_BYTES;
}

/** Checksum and size. */
const TRAILER_BYTES = 8;

/**
 * A member: header of variable length, deflate data, CRC-32, size modulo 2³² (https://www.rfc-
 * editor.org/rfc/rfc1952#section-2.3).
 */
function readMember(reader: BlobReader, bytes: Uint8Array, start: number, end: number): PackedData {
  const dataEnd = end - TRAILER_BYTES;
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

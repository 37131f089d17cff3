import { viewOf } from './bytes.ts';
import { decodeCp437 } from './cp437.ts';
import { beyondLimit, brokenFile } from './faults.ts';
import { MAX_DIRECTORY_BYTES } from './limits.ts';
import type { Source } from './source.ts';

/** An entry of a zip's central directory. Local headers are not believed: Garmin's have zeros for sizes. */
export interface ZipEntry {
  /** As written, folders included. */
  path: string;
  method: number;
  isEncrypted: boolean;
  crc: number;
  packedSize: number;
  size: number;
  /** Of the local header, counted from the first byte of the file. */
  offset: number;
}

/**
 * The entries of a zip archive, zip64 included, from the directory at its end. Undefined where there is no directory.
 * @throws {Problem} `broken-file` for a directory that makes no sense, `archive-limit` for a huge one.
 */
export async function zipEntries(source: Source): Promise<ZipEntry[] | undefined> {
  const end = await directoryEnd(source);
  if (!end) return undefined;
  if (end.size > MAX_DIRECTORY_BYTES) throw beyondLimit(`a directory of ${end.size} bytes`);
  const start = end.at - end.size;
  // Bytes in front of the archive, a self-extractor for instance, are not counted in its offsets.
  const shift = start - end.offset;
  if (start < 0 || shift < 0) throw brokenFile('the directory of the archive lies outside of it');
  const view = viewOf(await source.read(start, end.at));
  const entries: ZipEntry[] = [];
  for (let at = 0; at < view.byteLength; at += entrySize(view, at)) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY) {
      throw brokenFile(`directory entry ${entries.length + 1}`);
    }
    entries.push(entryAt(view, at, shift));
  }
  return entries;
}

/** Whether the file ends as a zip archive does, whatever it begins with. */
export async function hasZipDirectory(source: Source): Promise<boolean> {
  return zipEntries(source).then(
    entries => entries !== undefined && entries.length > 0,
    () => false,
  );
}

const END = 0x06054b50;
const END_BYTES = 22;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const MAX_COMMENT_BYTES = 0xffff;
/** In a 32-bit field: see the zip64 field. */
const SEE_ZIP64 = 0xffffffff;
const ZIP64 = 1;

interface DirectoryEnd {
  /** First byte behind the directory. */
  at: number;
  size: number;
  /** Of the directory as written: without what stands in front of the archive. */
  offset: number;
}

async function directoryEnd(source: Source): Promise<DirectoryEnd | undefined> {
  const tailStart = Math.max(0, source.size - END_BYTES - MAX_COMMENT_BYTES - LOCATOR_BYTES - END64_BYTES);
  const tail = await source.read(tailStart, source.size);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    const commentLength = view.getUint16(at + 20, true);
    if (view.getUint32(at, true) !== END || at + END_BYTES + commentLength > tail.length) continue;
    const locator = at - LOCATOR_BYTES;
    const isZip64 = locator >= 0 && view.getUint32(locator, true) === LOCATOR;
    if (isZip64) return directoryEnd64(source, tailStart + locator);
    return { at: tailStart + at, size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
  }
  return undefined;
}

/** The zip64 record stands right before its locator, wherever the locator says it is: a prefix moves both. */
async function directoryEnd64(source: Source, locator: number): Promise<DirectoryEnd> {
  const at = locator - END64_BYTES;
  const bytes = await source.read(at, locator);
  const view = viewOf(bytes);
  if (at < 0 || view.getUint32(0, true) !== END64) throw brokenFile('no zip64 record before its locator');
  return { at, size: uint64(view, 40), offset: uint64(view, 48) };
}

function entrySize(view: DataView, at: number): number {
  return (
    ENTRY_BYTES +
    view.getUint16(at + 28, true) +
    view.getUint16(at + 30, true) +
    view.getUint16(at + 32, true)
  );
}

function entryAt(view: DataView, at: number, shift: number): ZipEntry {
  if (at + entrySize(view, at) > view.byteLength) throw brokenFile('a directory entry is cut off');
  const flags = view.getUint16(at + 8, true);
  const nameLength = view.getUint16(at + 28, true);
  const name = new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameLength);
  const extra = extraField(view, at + ENTRY_BYTES + nameLength, view.getUint16(at + 30, true));
  const size = view.getUint32(at + 24, true);
  const packedSize = view.getUint32(at + 20, true);
  const offset = view.getUint32(at + 42, true);
  // Only those that did not fit stand in the zip64 field, in this order.
  const large = extra && large64(extra, [size, packedSize, offset]);
  return {
    path: nameOf(name, (flags & UTF8) !== 0),
    method: view.getUint16(at + 10, true),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    crc: view.getUint32(at + 16, true),
    size: large?.[0] ?? size,
    packedSize: large?.[1] ?? packedSize,
    offset: (large?.[2] ?? offset) + shift,
  };
}

const ENCRYPTED = 1;
const UTF8 = 0x800;

function extraField(view: DataView, start: number, length: number): DataView | undefined {
  for (let at = start; at + 4 <= start + length; ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === ZIP64 && at + 4 + size <= start + length) {
      return new DataView(view.buffer, view.byteOffset + at + 4, size);
    }
    at += 4 + size;
  }
  return undefined;
}

function large64(extra: DataView, values: readonly number[]): number[] {
  let at = 0;
  return values.map(value => {
    if (value !== SEE_ZIP64 || at + 8 > extra.byteLength) return value;
    at += 8;
    return uint64(extra, at - 8);
  });
}

function uint64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** macOS writes UTF-8 without saying so; what is no UTF-8 is the character set of the first IBM PC. */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return decodeCp437(bytes);
  }
}

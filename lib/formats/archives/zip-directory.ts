import { toDataView } from '../../platform/bytes.ts';
import type { BlobReader } from '../blob-reader.ts';
import { MAX_ZIP_DIRECTORY_BYTES } from '../file-limits.ts';
import { brokenFile, limitExceeded } from '../file-problems.ts';

/** An entry of a zip's central directory. Local headers are not used: Garmin's have zeros for sizes. */
export interface ZipEntry {
  /** As written, folders included. */
  path: string;
  method: number;
  isEncrypted: boolean;
  crc: number;
  compressedSize: number;
  size: number;
  /** Of the local header, counted from the first byte of the file. */
  offset: number;
}

/**
 * The entries of a zip archive, zip64 included, from the directory at its end; undefined where there is no directory.
 * Layout: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.12 to 4.3.16).
 * @throws {Problem} `broken-file` for a directory that makes no sense, `archive-limit` for a huge one.
 */
export async function readZipEntries(reader: BlobReader): Promise<ZipEntry[] | undefined> {
  const end = await findDirectoryEnd(reader);
  if (!end) return undefined;
  if (end.size > MAX_ZIP_DIRECTORY_BYTES) throw limitExceeded(`a directory of ${end.size} bytes`);
  const start = end.end - end.size;
  // Offsets do not count bytes in front of the archive, such as a self-extractor.
  const prefixBytes = start - end.offset;
  if (start < 0 || prefixBytes < 0) throw brokenFile('the directory of the archive lies outside of it');
  const view = toDataView(await reader.read(start, end.end));
  const entries: ZipEntry[] = [];
  for (let at = 0; at < view.byteLength; at += getEntrySize(view, at)) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw brokenFile(`directory entry ${entries.length + 1}`);
    }
    entries.push(readEntry(view, at, prefixBytes));
  }
  return entries;
}

/** Whether the file ends with a zip directory; its beginning does not matter. */
export async function hasZipDirectory(reader: BlobReader): Promise<boolean> {
  return readZipEntries(reader).then(
    entries => entries !== undefined && entries.length > 0,
    () => false,
  );
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_END_BYTES = 56;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const MAX_COMMENT_BYTES = 0xffff;
/** In a 32-bit field: the value is in the zip64 field. */
const ZIP64_MARKER = 0xffffffff;
const ZIP64_FIELD_ID = 1;

interface DirectoryEnd {
  /** First byte behind the directory. */
  end: number;
  size: number;
  /** Of the directory, as written: bytes in front of the archive are not counted. */
  offset: number;
}

async function findDirectoryEnd(reader: BlobReader): Promise<DirectoryEnd | undefined> {
  const tailStart = Math.max(0, reader.size - END_BYTES - MAX_COMMENT_BYTES - ZIP64_LOCATOR_BYTES - ZIP64_END_BYTES);
  const tail = await reader.read(tailStart, reader.size);
  const view = toDataView(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    const commentLength = view.getUint16(at + 20, true);
    if (view.getUint32(at, true) !== END_SIGNATURE || at + END_BYTES + commentLength > tail.length) continue;
    const locator = at - ZIP64_LOCATOR_BYTES;
    const isZip64 = locator >= 0 && view.getUint32(locator, true) === ZIP64_LOCATOR_SIGNATURE;
    if (isZip64) return readZip64End(reader, tailStart + locator);
    return {
      end: tailStart + at,
      size: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
  }
  return undefined;
}

/** The zip64 record is right before its locator. The offset in the locator is wrong where bytes precede the archive. */
async function readZip64End(reader: BlobReader, locator: number): Promise<DirectoryEnd> {
  const end = locator - ZIP64_END_BYTES;
  const bytes = await reader.read(end, locator);
  const view = toDataView(bytes);
  if (end < 0 || view.getUint32(0, true) !== ZIP64_END_SIGNATURE)
    throw brokenFile('no zip64 record before its locator');
  return { end, size: getUint64(view, 40), offset: getUint64(view, 48) };
}

function getEntrySize(view: DataView, at: number): number {
  return ENTRY_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
}

function readEntry(view: DataView, at: number, prefixBytes: number): ZipEntry {
  if (at + getEntrySize(view, at) > view.byteLength) throw brokenFile('a directory entry is cut off');
  const flags = view.getUint16(at + 8, true);
  const nameLength = view.getUint16(at + 28, true);
  const name = new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameLength);
  const extra = findZip64Field(view, at + ENTRY_BYTES + nameLength, view.getUint16(at + 30, true));
  const size = view.getUint32(at + 24, true);
  const packedSize = view.getUint32(at + 20, true);
  const offset = view.getUint32(at + 42, true);
  // The zip64 field has only the values that did not fit, in this order.
  const large = extra && readZip64Values(extra, [size, packedSize, offset]);
  return {
    path: decodeName(name, (flags & UTF8_FLAG) !== 0),
    method: view.getUint16(at + 10, true),
    isEncrypted: (flags & ENCRYPTED_FLAG) !== 0,
    crc: view.getUint32(at + 16, true),
    size: large?.[0] ?? size,
    compressedSize: large?.[1] ?? packedSize,
    offset: (large?.[2] ?? offset) + prefixBytes,
  };
}

const ENCRYPTED_FLAG = 1;
const UTF8_FLAG = 0x800;

function findZip64Field(view: DataView, start: number, length: number): DataView | undefined {
  for (let at = start; at + 4 <= start + length; ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === ZIP64_FIELD_ID && at + 4 + size <= start + length) {
      return new DataView(view.buffer, view.byteOffset + at + 4, size);
    }
    at += 4 + size;
  }
  return undefined;
}

function readZip64Values(extra: DataView, values: readonly number[]): number[] {
  let at = 0;
  return values.map(value => {
    if (value !== ZIP64_MARKER || at + 8 > extra.byteLength) return value;
    at += 8;
    return getUint64(extra, at - 8);
  });
}

function getUint64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** macOS writes UTF-8 without its flag; names that are not UTF-8 are in code page 437. */
function decodeName(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return decodeCp437(bytes);
  }
}

/** Decodes code page 437, the default of zip archives for names. TextDecoder does not know it. */
function decodeCp437(bytes: Uint8Array): string {
  return Array.from(bytes, byte => (byte < 0x80 ? String.fromCharCode(byte) : UPPER_HALF[byte - 0x80])).join('');
}

const UPPER_HALF = Array.from(
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
);

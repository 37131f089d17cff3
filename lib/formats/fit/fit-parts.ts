import { toDataView } from '../../platform/bytes.ts';
import { crc16 } from '../crc.ts';
import { brokenFile } from '../file-problems.ts';

/** One FIT file within the bytes: devices chain several. Offsets count from the first byte. */
export interface FitPart {
  /** End of an error text: "", or " of part 2 of 3" where there are several. */
  location: string;
  dataStart: number;
  dataEnd: number;
  /** The device stopped before it wrote the size into the header: the data may end within a message. */
  isUnfinished: boolean;
}

/**
 * The chained parts of a FIT file, each with its checksums verified. What follows a sound part and is no further one,
 * such as the zeros of a watch's memory, does not damage it.
 * @throws {Problem} `broken-file` with what and where in `detail`.
 */
export function readFitParts(bytes: Uint8Array): FitPart[] {
  const view = toDataView(bytes);
  const headers: Header[] = [];
  for (let at = 0; at === 0 || hasSignature(view, at); at = headers.at(-1)?.end ?? bytes.length) {
    headers.push(readHeader(view, at));
  }
  return headers.map((header, index) => {
    const location = headers.length === 1 ? '' : ` of part ${index + 1} of ${headers.length}`;
    const { start, size, end, isUnfinished } = header;
    if (!isUnfinished) verifyChecksums(bytes, view, header, location);
    return { location, dataStart: start + size, dataEnd: isUnfinished ? end : end - CRC_BYTES, isUnfinished };
  });
}

/** All that follows the first header, whatever its checksums and its size say; undefined without a header. */
export function findDamagedPart(bytes: Uint8Array): FitPart | undefined {
  const view = toDataView(bytes);
  if (!hasSignature(view, 0)) return undefined;
  const size = readHeaderSize(view, 0);
  return { location: '', dataStart: size, dataEnd: bytes.length, isUnfinished: true };
}

const CRC_BYTES = 2;
const SIGNATURE = 0x5449462e; // ".FIT", little endian
const MIN_HEADER_BYTES = 12;
const HEADER_BYTES = 14;

interface Header {
  start: number;
  size: number;
  end: number;
  isUnfinished: boolean;
}

const hasSignature = (view: DataView, at: number): boolean =>
  view.byteLength - at >= MIN_HEADER_BYTES && view.getUint32(at + 8, true) === SIGNATURE;

function readHeader(view: DataView, start: number): Header {
  const available = view.byteLength - start;
  if (!hasSignature(view, start)) throw brokenFile('no FIT header');
  const size = readHeaderSize(view, start);
  const dataSize = view.getUint32(start + 4, true);
  // Seen from an Edge 1000, and from Zwift after a crash: size and checksums are written when the ride is saved. A
  // header with a checksum means what it says.
  const isEmpty = available <= size + CRC_BYTES || hasSignature(view, start + size + CRC_BYTES);
  const isUnfinished = dataSize === 0 && readHeaderCrc(view, start, size) === 0 && !isEmpty;
  if (isUnfinished) return { start, size, end: view.byteLength, isUnfinished };
  const needed = size + dataSize + CRC_BYTES;
  if (needed > available) {
    throw brokenFile(`cut off: the header at byte ${start} wants ${needed} bytes, ${available} are there`);
  }
  return { start, size, end: start + needed, isUnfinished };
}

/** Where the header does not state its own size, the first definition message follows it. */
function readHeaderSize(view: DataView, start: number): number {
  const size = view.getUint8(start);
  if (size >= MIN_HEADER_BYTES) return size;
  const isDefinition = (at: number) => at + 1 < view.byteLength && (view.getUint8(at) & 0xc0) === 0x40;
  return isDefinition(start + HEADER_BYTES) ? HEADER_BYTES : MIN_HEADER_BYTES;
}

/** Zero where there is none. */
const readHeaderCrc = (view: DataView, start: number, size: number): number =>
  size >= HEADER_BYTES && view.byteLength >= start + HEADER_BYTES ? view.getUint16(start + 12, true) : 0;

function verifyChecksums(bytes: Uint8Array, view: DataView, { start, size, end }: Header, location: string): void {
  const headerCrc = readHeaderCrc(view, start, size);
  // Zero means that the device did not compute it.
  if (headerCrc !== 0 && headerCrc !== crc16(bytes.subarray(start, start + 12))) {
    throw brokenFile(`header CRC${location}`);
  }
  // The checksum of data followed by its own checksum is zero.
  const isComputed = view.getUint16(end - CRC_BYTES, true) !== 0;
  if (isComputed && crc16(bytes.subarray(start, end)) !== 0) throw brokenFile(`file CRC${location}`);
}

import { toDataView } from '../../platform/bytes.ts';
import { crc16 } from '../crc.ts';
import { brokenFile } from '../file-problems.ts';

/** One FIT file within the bytes: devices chain several. Offsets count from the first byte. */
export interface FitPart {
  /** End of an error text: "", or " of part 2 of 3" where there are several. */
  location: string;
  dataStart: number;
  dataEnd: number;
}

/**
 * The chained parts of a FIT file, each with its checksums verified.
 * @throws {Problem} `broken-file` with what and where in `detail`.
 */
export function readFitParts(bytes: Uint8Array): FitPart[] {
  const view = toDataView(bytes);
  const headers: Header[] = [];
  for (let at = 0; at < bytes.length; at = headers.at(-1)?.end ?? bytes.length) {
    headers.push(readHeader(view, at));
  }
  return headers.map((header, index) => {
    const location = headers.length === 1 ? '' : ` of part ${index + 1} of ${headers.length}`;
    verifyChecksums(bytes, view, header, location);
    return { location, dataStart: header.start + header.size, dataEnd: header.end - CRC_BYTES };
  });
}

const CRC_BYTES = 2;
const SIGNATURE = 0x5449462e; // ".FIT", little endian

interface Header {
  start: number;
  size: number;
  end: number;
}

function readHeader(view: DataView, start: number): Header {
  const available = view.byteLength - start;
  const size = view.getUint8(start);
  if (available < 12 || size < 12 || view.getUint32(start + 8, true) !== SIGNATURE) {
    throw brokenFile(start === 0 ? 'no FIT header' : `${available} bytes after the end, from byte ${start}`);
  }
  const needed = size + view.getUint32(start + 4, true) + CRC_BYTES;
  if (needed > available) {
    throw brokenFile(`cut off: the header at byte ${start} wants ${needed} bytes, ${available} are there`);
  }
  return { start, size, end: start + needed };
}

function verifyChecksums(bytes: Uint8Array, view: DataView, { start, size, end }: Header, location: string): void {
  const headerCrc = size >= 14 ? view.getUint16(start + 12, true) : 0;
  // Zero means that the device did not compute it.
  if (headerCrc !== 0 && headerCrc !== crc16(bytes.subarray(start, start + 12))) {
    throw brokenFile(`header CRC${location}`);
  }
  // The checksum of data followed by its own checksum is zero.
  if (crc16(bytes.subarray(start, end)) !== 0) throw brokenFile(`file CRC${location}`);
}

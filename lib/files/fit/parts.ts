import { viewOf } from '../bytes.ts';
import { crc16 } from '../crc.ts';
import { brokenFile } from '../faults.ts';

/** One FIT file within the bytes: devices chain several, one behind the other. Offsets count from the first byte. */
export interface FitPart {
  /** "", or " of part 2 of 3" where there are several: the end of a sentence about a fault. */
  where: string;
  dataStart: number;
  dataEnd: number;
}

/**
 * The chained parts of a FIT file, each with its checksums verified.
 * @throws {Problem} `broken-file` with what and where in `detail`.
 */
export function partsOf(bytes: Uint8Array): FitPart[] {
  const view = viewOf(bytes);
  const headers: Header[] = [];
  for (let at = 0; at < bytes.length; at = headers.at(-1)?.end ?? bytes.length) {
    headers.push(headerAt(view, at));
  }
  return headers.map((header, index) => {
    const where = headers.length === 1 ? '' : ` of part ${index + 1} of ${headers.length}`;
    checkSums(bytes, view, header, where);
    return { where, dataStart: header.start + header.size, dataEnd: header.end - CRC_BYTES };
  });
}

const CRC_BYTES = 2;
const SIGNATURE = 0x5449462e; // ".FIT", little endian

interface Header {
  start: number;
  size: number;
  end: number;
}

function headerAt(view: DataView, start: number): Header {
  const left = view.byteLength - start;
  const size = view.getUint8(start);
  if (left < 12 || size < 12 || view.getUint32(start + 8, true) !== SIGNATURE) {
    throw brokenFile(start === 0 ? 'no FIT header' : `${left} bytes after the end, from byte ${start}`);
  }
  const wanted = size + view.getUint32(start + 4, true) + CRC_BYTES;
  if (wanted > left) {
    throw brokenFile(`cut off: the header at byte ${start} wants ${wanted} bytes, ${left} are there`);
  }
  return { start, size, end: start + wanted };
}

function checkSums(bytes: Uint8Array, view: DataView, { start, size, end }: Header, where: string): void {
  const headerCrc = size >= 14 ? view.getUint16(start + 12, true) : 0;
  // Zero means that the device did not compute one.
  if (headerCrc !== 0 && headerCrc !== crc16(bytes.subarray(start, start + 12))) {
    throw brokenFile(`header CRC${where}`);
  }
  // A checksum that follows its own data makes zero.
  if (crc16(bytes.subarray(start, end)) !== 0) throw brokenFile(`file CRC${where}`);
}

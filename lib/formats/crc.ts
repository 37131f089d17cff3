import { toDataView } from '../platform/bytes.ts';

/** FIT's checksum (CRC-16/ARC). `crc` is the checksum of the bytes before these. */
export function crc16(bytes: Uint8Array, crc = 0): number {
  return updateCrc(CRC16_TABLES, bytes, crc);
}

/** Zip's and gzip's checksum (CRC-32). `crc` is the checksum of the bytes before these. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  return ~updateCrc(CRC32_TABLES, bytes, ~crc) >>> 0;
}

const CRC16_TABLES = makeTables(0xa001);
const CRC32_TABLES = makeTables(0xedb88320);

/**
 * Eight bytes a step ("slicing by 8", https://create.stephan-brumme.com/crc32/). Both checksums are reflected, so one
 * loop serves them; tables and bytes are read through DataViews, which V8 and SpiderMonkey compile to plain loads.
 */
function updateCrc(tables: DataView, bytes: Uint8Array, seed: number): number {
  const view = toDataView(bytes);
  const stepsEnd = bytes.length - (bytes.length % 8);
  let crc = seed;
  for (let at = 0; at < stepsEnd; at += 8) {
    const low = crc ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    crc =
      tables.getInt32(0x1c00 + ((low & 0xff) << 2), true) ^
      tables.getInt32(0x1800 + ((low >>> 6) & 0x3fc), true) ^
      tables.getInt32(0x1400 + ((low >>> 14) & 0x3fc), true) ^
      tables.getInt32(0x1000 + ((low >>> 22) & 0x3fc), true) ^
      tables.getInt32(0x0c00 + ((high & 0xff) << 2), true) ^
      tables.getInt32(0x0800 + ((high >>> 6) & 0x3fc), true) ^
      tables.getInt32(0x0400 + ((high >>> 14) & 0x3fc), true) ^
      tables.getInt32((high >>> 22) & 0x3fc, true);
  }
  for (let at = stepsEnd; at < bytes.length; at++) {
    crc = (crc >>> 8) ^ tables.getInt32(((crc ^ view.getUint8(at)) & 0xff) << 2, true);
  }
  return crc;
}

/** Table n holds, for each byte, the checksum of that byte with n zero bytes behind it. */
function makeTables(polynomial: number): DataView {
  const tables = new DataView(new ArrayBuffer(8 * 256 * 4));
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    tables.setInt32(byte << 2, crc, true);
  }
  for (let at = 1024; at < tables.byteLength; at += 4) {
    const crc = tables.getInt32(at - 1024, true);
    tables.setInt32(at, (crc >>> 8) ^ tables.getInt32((crc & 0xff) << 2, true), true);
  }
  return tables;
}

import { Problem } from '../problem.ts';
import type { Allowance } from './allowance.ts';
import { viewOf } from './bytes.ts';
import { beyondLimit, brokenFile } from './faults.ts';
import { MAX_ENTRIES, MAX_FALSE_GZIP_STARTS, MAX_RECORDING_BYTES } from './limits.ts';
import type { Source } from './source.ts';
import { type Packed, Unpacking } from './unpack.ts';

/**
 * What a gzip file holds, checksums verified, under the given name. A gzip file is a row of members, and browsers'
 * inflaters refuse whatever follows the first without telling where it ended. So: all of it is tried as one member; if
 * that is no whole one, each place that looks like the start of a member is tried as the end of the one before it. The
 * checksum decides.
 * @throws {Problem} `file-too-large`, and what `Unpacking.add` throws.
 */
export async function gunzip(source: Source, name: string, allowance: Allowance): Promise<Source> {
  if (source.size > MAX_RECORDING_BYTES) {
    throw new Problem('file-too-large', { detail: `${source.size} bytes of gzip` });
  }
  const bytes = await source.read(0, source.size);
  const unpacking = new Unpacking(allowance);
  const add = (start: number, end: number) => unpacking.add(memberOf(source, bytes, start, end));
  try {
    await add(0, bytes.length);
  } catch (thrown) {
    const next = startAfter(bytes, 0);
    if (!isBroken(thrown) || next === bytes.length) throw thrown;
    await addMembers(add, bytes, next);
  }
  return unpacking.finish(name);
}

type Add = (start: number, end: number) => Promise<void>;

async function addMembers(add: Add, bytes: Uint8Array, firstEnd: number): Promise<void> {
  let members = 0;
  let falseStarts = 0;
  for (let start = 0, end = firstEnd; start < bytes.length; end = startAfter(bytes, end)) {
    try {
      await add(start, end);
      start = end;
      if (++members > MAX_ENTRIES) throw beyondLimit(`more than ${MAX_ENTRIES} gzip members`);
    } catch (thrown) {
      if (!isBroken(thrown) || end === bytes.length || ++falseStarts > MAX_FALSE_GZIP_STARTS) throw thrown;
    }
  }
}

/** The next place behind `at` that looks like the start of a member, or the end of all. */
function startAfter(bytes: Uint8Array, at: number): number {
  for (let next = bytes.indexOf(0x1f, at + 1); next >= 0; next = bytes.indexOf(0x1f, next + 1)) {
    if (
      bytes[next + 1] === 0x8b &&
      bytes[next + 2] === 8 &&
      ((bytes[next + 3] ?? RESERVED) & RESERVED) === 0
    ) {
      return next;
    }
  }
  return bytes.length;
}

/** RFC 1952: header of variable length, deflate data, CRC-32, size modulo 2³². */
function memberOf(source: Source, bytes: Uint8Array, start: number, end: number): Packed {
  const dataEnd = end - 8;
  const dataStart = headerEnd(bytes, start);
  if (dataStart > dataEnd) throw brokenFile(`gzip cut off at byte ${end}`);
  const trailer = viewOf(bytes.subarray(dataEnd, end));
  const crc = trailer.getUint32(0, true);
  const size = trailer.getUint32(4, true);
  return { source, start: dataStart, end: dataEnd, method: 'deflate', crc, size };
}

const HEADER_CRC = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const RESERVED = 0xe0;

function headerEnd(bytes: Uint8Array, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & EXTRA) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  if (flags & NAME) at = afterZero(bytes, at);
  if (flags & COMMENT) at = afterZero(bytes, at);
  return flags & HEADER_CRC ? at + 2 : at;
}

function afterZero(bytes: Uint8Array, at: number): number {
  const zero = bytes.indexOf(0, at);
  return zero < 0 ? bytes.length : zero + 1;
}

function isBroken(thrown: unknown): boolean {
  return thrown instanceof Problem && thrown.kind === 'broken-file';
}

import { Problem } from '../problem.ts';
import type { Allowance } from './allowance.ts';
import { joined } from './bytes.ts';
import { crc32 } from './crc.ts';
import { beyondLimit, brokenFile } from './faults.ts';
import { inflate } from './inflate.ts';
import {
  HEAP_BYTES,
  INFLATE_STEP_BYTES,
  MAX_NESTED_ARCHIVE_BYTES,
  MAX_RATIO,
  MAX_RECORDING_BYTES,
  RATIO_FREE_BYTES,
} from './limits.ts';
import { type Kind, sniff } from './sniff.ts';
import { Source } from './source.ts';

/** Packed data within a source, and what is known about it before it is unpacked. */
export interface Packed {
  source: Source;
  start: number;
  end: number;
  /** Stored data is not compressed at all. */
  method: 'stored' | 'deflate';
  crc: number;
  size: number;
}

/**
 * Unpacked content under way. It is bounded while it grows, and looked at as soon as it begins: of what is no format
 * that we know, a photograph in an account export, not more than its beginning is unpacked.
 */
export class Unpacking {
  readonly #allowance: Allowance;
  readonly #parts: Part[] = [];
  #size = 0;
  #packedSize = 0;
  #kind: Kind | undefined;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /**
   * Unpacks one stretch of data, behind what was added before; when it throws, nothing was added.
   * @throws {Problem} `archive-limit` as soon as a bound is passed, `unknown-format` as soon as that is clear, and
   * `broken-file` when data, size or checksum are not what was said.
   */
  async add(packed: Packed): Promise<void> {
    const pieces = piecesOf(packed);
    const parts: Part[] = [];
    const packedSize = this.#packedSize + packed.end - packed.start;
    let crc = 0;
    let size = 0;
    let onHeap = 0;
    for await (const chunk of packed.method === 'stored' ? pieces : inflate(pieces)) {
      size += chunk.length;
      if (size > packed.size) throw brokenFile(`more than the ${packed.size} bytes it says`);
      this.#check(chunk, this.#size + size, packedSize);
      crc = crc32(chunk, crc);
      parts.push(chunk);
      onHeap += chunk.length;
      if (onHeap > HEAP_BYTES) {
        parts.splice(0, parts.length, new Blob(parts));
        onHeap = 0;
      }
    }
    if (size < packed.size) throw brokenFile(`${size} bytes instead of ${packed.size}`);
    if (crc !== packed.crc) throw brokenFile('CRC-32');
    this.#parts.push(...parts);
    this.#packedSize = packedSize;
    this.#size += size;
  }

  /** What was unpacked, as a file. */
  finish(name: string): Source {
    if (this.#parts.some(part => part instanceof Blob)) return new Source(new File(this.#parts, name));
    const bytes = joined(this.#parts.filter(part => part instanceof Uint8Array));
    return new Source(new File([bytes], name), bytes);
  }

  #check(chunk: Uint8Array, size: number, packedSize: number): void {
    this.#kind ??= sniff(chunk);
    if (!this.#kind) throw new Problem('unknown-format');
    this.#allowance.takeBytes(chunk.length);
    const isArchive = this.#kind === 'zip' || this.#kind === 'gzip';
    const limit = isArchive ? MAX_NESTED_ARCHIVE_BYTES : MAX_RECORDING_BYTES;
    if (size > limit) throw beyondLimit(`a member of more than ${limit} bytes`);
    if (size > RATIO_FREE_BYTES && size > MAX_RATIO * packedSize) {
      throw beyondLimit(`unpacks to more than ${MAX_RATIO} times its size`);
    }
  }
}

type Part = Uint8Array<ArrayBuffer> | Blob;

/** The packed data, in pieces that are safe to inflate. */
export async function* piecesOf({ source, start, end }: Packed): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = start; at < end; at += INFLATE_STEP_BYTES) {
    yield source.read(at, Math.min(at + INFLATE_STEP_BYTES, end));
  }
}

import { concatBytes } from '../../platform/bytes.ts';
import { Problem } from '../../platform/problem.ts';
import { BlobReader } from '../blob-reader.ts';
import { crc32 } from '../crc.ts';
import {
  INFLATE_CHUNK_BYTES,
  MAX_COMPRESSION_RATIO,
  MAX_HEAP_BYTES,
  MAX_NESTED_ARCHIVE_BYTES,
  MAX_RECORDING_BYTES,
  RATIO_CHECK_MIN_BYTES,
} from '../file-limits.ts';
import { brokenFile, limitExceeded } from '../file-problems.ts';
import { type SniffedKind, sniff } from '../sniff.ts';
import { inflate } from './inflate.ts';
import type { UnpackBudget } from './unpack-budget.ts';

/** Packed data within a file, and what the archive says about its content. */
export interface PackedData {
  reader: BlobReader;
  start: number;
  end: number;
  /** Stored data is not compressed. */
  method: 'stored' | 'deflate';
  crc: number;
  size: number;
}

/**
 * Collects the unpacked content of one file. Limits apply while it grows. Its kind is checked with its first bytes: of an
 * unknown format, such as a photograph in an account export, only the first piece is unpacked.
 */
export class Unpacker {
  readonly #budget: UnpackBudget;
  readonly #chunks: UnpackedChunk[] = [];
  #size = 0;
  #packedSize = 0;
  #kind: SniffedKind | undefined;

  constructor(budget: UnpackBudget) {
    this.#budget = budget;
  }

  /**
   * Unpacks data and appends it; when it throws, nothing was added.
   * @throws {Problem} `archive-limit` as soon as a limit is passed, `unknown-format` as soon as that is known, and
   * `broken-file` when data, size or checksum differ from what the archive says.
   */
  async add(packed: PackedData): Promise<void> {
    const pieces = readPieces(packed);
    const chunks: UnpackedChunk[] = [];
    const packedSize = this.#packedSize + packed.end - packed.start;
    let crc = 0;
    let size = 0;
    let heapBytes = 0;
    for await (const chunk of packed.method === 'stored' ? pieces : inflate(pieces)) {
      size += chunk.length;
      if (size > packed.size) throw brokenFile(`more than the ${packed.size} bytes it says`);
      this.#check(chunk, this.#size + size, packedSize);
      crc = crc32(chunk, crc);
      chunks.push(chunk);
      heapBytes += chunk.length;
      if (heapBytes > MAX_HEAP_BYTES) {
        chunks.splice(0, chunks.length, new Blob(chunks));
        heapBytes = 0;
      }
    }
    if (size < packed.size) throw brokenFile(`${size} bytes instead of ${packed.size}`);
    if (crc !== packed.crc) throw brokenFile('CRC-32');
    this.#chunks.push(...chunks);
    this.#packedSize = packedSize;
    this.#size += size;
  }

  /** What the content is by its first bytes; undefined while nothing was unpacked, and for unknown content. */
  get kind(): SniffedKind | undefined {
    return this.#kind;
  }

  /** The unpacked content as a file. */
  finish(name: string): BlobReader {
    if (this.#chunks.some(part => part instanceof Blob)) return new BlobReader(new File(this.#chunks, name));
    const bytes = concatBytes(this.#chunks.filter(part => part instanceof Uint8Array));
    return new BlobReader(new File([bytes], name), bytes);
  }

  #check(chunk: Uint8Array, size: number, packedSize: number): void {
    this.#kind ??= sniff(chunk);
    if (!this.#kind) throw new Problem('unknown-format');
    this.#budget.spendBytes(chunk.length);
    const isArchive = this.#kind === 'zip' || this.#kind === 'gzip';
    const limit = isArchive ? MAX_NESTED_ARCHIVE_BYTES : MAX_RECORDING_BYTES;
    if (size > limit) throw limitExceeded(`a member of more than ${limit} bytes`);
    checkRatio(size, packedSize);
  }
}

/** @throws {Problem} `archive-limit` for what can only be a bomb. */
export function checkRatio(size: number, packedSize: number): void {
  if (size > RATIO_CHECK_MIN_BYTES && size > MAX_COMPRESSION_RATIO * packedSize)
    throw limitExceeded(`unpacks to more than ${MAX_COMPRESSION_RATIO} times its size`);
}

type UnpackedChunk = Uint8Array<ArrayBuffer> | Blob;

/** The packed data in pieces that are small enough to inflate at once. */
export async function* readPieces({ reader, start, end }: PackedData): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = start; at < end; at += INFLATE_CHUNK_BYTES) {
    yield reader.read(at, Math.min(at + INFLATE_CHUNK_BYTES, end));
  }
}

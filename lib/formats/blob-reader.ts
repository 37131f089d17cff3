import { readBlobBytes } from '../platform/bytes.ts';
import { READ_AHEAD_BYTES } from './file-limits.ts';

/** Reads a file's bytes in parts; small neighbouring reads share one read of the disk. */
export class BlobReader {
  readonly file: File;
  #window: Uint8Array<ArrayBuffer>;
  #windowStart = 0;

  /** @param bytes The file's bytes where they are in memory already. */
  constructor(file: File, bytes: Uint8Array<ArrayBuffer> = new Uint8Array()) {
    this.file = file;
    this.#window = bytes;
  }

  get size(): number {
    return this.file.size;
  }

  /**
   * The bytes from `start` to `end`, fewer where the file ends sooner. A view: callers never write to it.
   * @throws {Problem} `file-unreadable`
   */
  async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const from = Math.min(Math.max(start, 0), this.size);
    const to = Math.min(Math.max(end, from), this.size);
    if (from < this.#windowStart || to > this.#windowStart + this.#window.length) {
      this.#window = await readBlobBytes(this.file.slice(from, Math.max(to, from + READ_AHEAD_BYTES)));
      this.#windowStart = from;
    }
    return this.#window.subarray(from - this.#windowStart, to - this.#windowStart);
  }
}

import { BlobReader } from '../blob-reader.ts';

/** How to stop reading a file, and to follow its progress. */
export interface FileReadOptions {
  /** Stops reading, which then throws the signal's reason. */
  signal: AbortSignal;
  /** Called with the share of the file that was read, from 0 to 1. */
  onProgress: (share: number) => void;
}

/** A BlobReader that reports its progress and can be stopped. */
export class ObservedBlobReader extends BlobReader {
  readonly #options: FileReadOptions | undefined;
  #bytesRead = 0;

  constructor(file: File, options?: FileReadOptions) {
    super(file);
    this.#options = options;
  }

  override async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    this.#options?.signal.throwIfAborted();
    const bytes = await super.read(start, end);
    this.#bytesRead += bytes.length;
    // Bytes that are read twice count twice, an archive's directory for instance.
    this.#options?.onProgress(Math.min(1, this.#bytesRead / this.size));
    return bytes;
  }
}

import { BlobReader } from '../blob-reader.ts';

/** Somebody who looks on while a file is read. */
export interface FileReadOptions {
  /** Ends the reading: it then throws the signal's reason. */
  signal: AbortSignal;
  /** How much of the file was read, from 0 to 1. */
  onProgress: (share: number) => void;
}

/** A file that is read while somebody looks on. */
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
    // What is read twice, an archive's directory for instance, counts twice.
    this.#options?.onProgress(Math.min(1, this.#bytesRead / this.size));
    return bytes;
  }
}

import { BlobReader } from '../../formats/blob-reader.ts';

/** Somebody who looks on while a file is read. */
export interface Watcher {
  /** Ends the reading: it then throws the signal's reason. */
  signal: AbortSignal;
  /** How much of the file was read, from 0 to 1. */
  onRead: (share: number) => void;
}

/** A file that is read while somebody looks on. */
export class WatchedSource extends BlobReader {
  readonly #watcher: Watcher | undefined;
  #read = 0;

  constructor(file: File, watcher?: Watcher) {
    super(file);
    this.#watcher = watcher;
  }

  override async read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    this.#watcher?.signal.throwIfAborted();
    const bytes = await super.read(start, end);
    this.#read += bytes.length;
    // What is read twice, an archive's directory for instance, counts twice.
    this.#watcher?.onRead(Math.min(1, this.#read / this.size));
    return bytes;
  }
}

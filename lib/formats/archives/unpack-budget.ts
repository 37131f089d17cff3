import { MAX_ARCHIVE_ENTRIES, MAX_UNPACKED_BYTES } from '../file-limits.ts';
import { limitExceeded } from '../file-problems.ts';

/** What one chosen file may still unpack. Shared by all archives in it. */
export class UnpackBudget {
  #entries = MAX_ARCHIVE_ENTRIES;
  #bytes = MAX_UNPACKED_BYTES;

  /** @throws {Problem} `archive-limit` when there are more members than allowed. */
  spendEntries(count: number): void {
    this.#entries -= count;
    if (this.#entries < 0) throw limitExceeded(`more than ${MAX_ARCHIVE_ENTRIES} members`);
  }

  /** @throws {Problem} `archive-limit` when that is more than allowed in all. */
  spendBytes(count: number): void {
    this.#bytes -= count;
    if (this.#bytes < 0) throw limitExceeded(`more than ${MAX_UNPACKED_BYTES} bytes in all`);
  }

  /** Whether a bound was passed: there is no use in going on with the next member. */
  get isExceeded(): boolean {
    return this.#bytes < 0 || this.#entries < 0;
  }
}

import { MAX_ARCHIVE_ENTRIES, MAX_UNPACKED_BYTES } from '../file-limits.ts';
import { limitExceeded } from '../file-problems.ts';

/** What may still be unpacked of one chosen file; shared by all archives in it. */
export class UnpackBudget {
  #entries = MAX_ARCHIVE_ENTRIES;
  #bytes = MAX_UNPACKED_BYTES;

  /** @throws {Problem} `archive-limit` when there are more members than allowed. */
  spendEntries(count: number): void {
    this.#entries -= count;
    if (this.#entries < 0) throw limitExceeded(`more than ${MAX_ARCHIVE_ENTRIES} members`);
  }

  /** @throws {Problem} `archive-limit` when there are more bytes than allowed in all. */
  spendBytes(count: number): void {
    this.#bytes -= count;
    if (this.#bytes < 0) throw limitExceeded(`more than ${MAX_UNPACKED_BYTES} bytes in all`);
  }

  /** Whether a limit was passed, so that further members are not tried. */
  get isExceeded(): boolean {
    return this.#bytes < 0 || this.#entries < 0;
  }
}

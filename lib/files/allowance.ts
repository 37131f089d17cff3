import { beyondLimit } from './faults.ts';
import { MAX_ENTRIES, MAX_TOTAL_BYTES } from './limits.ts';

/** What one chosen file may still unpack. Shared by all archives in it. */
export class Allowance {
  #entries = MAX_ENTRIES;
  #bytes = MAX_TOTAL_BYTES;

  /** @throws {Problem} `archive-limit` when there are more members than allowed. */
  takeEntries(count: number): void {
    this.#entries -= count;
    if (this.#entries < 0) throw beyondLimit(`more than ${MAX_ENTRIES} members`);
  }

  /** @throws {Problem} `archive-limit` when that is more than allowed in all. */
  takeBytes(count: number): void {
    this.#bytes -= count;
    if (this.#bytes < 0) throw beyondLimit(`more than ${MAX_TOTAL_BYTES} bytes in all`);
  }

  /** Whether a bound was passed: there is no use in going on with the next member. */
  get isSpent(): boolean {
    return this.#bytes < 0 || this.#entries < 0;
  }
}

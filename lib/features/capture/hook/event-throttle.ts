import { REPORT_WINDOW_MS } from '../capture-limits.ts';

/** So many things in `TALK_WINDOW_MS`, and no more: a page may call a hook ten thousand times. */
export class EventThrottle {
  readonly #most: number;
  #taken: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  tryAcquire(now: number): boolean {
    this.#taken = this.#taken.filter(at => now - at < REPORT_WINDOW_MS);
    if (this.#taken.length >= this.#most) return false;
    this.#taken.push(now);
    return true;
  }
}

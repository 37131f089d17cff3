import { MAX_TALK, TALK_WINDOW_MS } from '../limits.ts';

/** So many things in so much time, and no more: a page may call a hook ten thousand times. */
export class Allowance {
  #taken: number[] = [];

  take(now: number): boolean {
    this.#taken = this.#taken.filter(at => now - at < TALK_WINDOW_MS);
    if (this.#taken.length >= MAX_TALK) return false;
    this.#taken.push(now);
    return true;
  }
}

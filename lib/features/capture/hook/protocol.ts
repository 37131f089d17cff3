import { REPORT_WINDOW_MS } from '../capture-limits.ts';

/** The event with which the hook, in the page's own world, reports to the relay. The page can read it and forge it. */
export const REPORT_EVENT = 'musette-report';

/** What the hook reports, as JSON: a string crosses between worlds in every browser, an ArrayBuffer does not in Firefox. */
export interface HookReport {
  /** `click`: the page gave the bytes to the person to save. `fetch`: it only fetched them. */
  how: 'click' | 'fetch';
  url: string;
  name: string;
  base64: string;
}

/** Lets a limited number of events through in `REPORT_WINDOW_MS`: a page may call a hook ten thousand times. */
export class EventThrottle {
  readonly #limit: number;
  #acquiredAt: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  tryAcquire(now: number): boolean {
    this.#acquiredAt = this.#acquiredAt.filter(at => now - at < REPORT_WINDOW_MS);
    if (this.#acquiredAt.length >= this.#limit) return false;
    this.#acquiredAt.push(now);
    return true;
  }
}

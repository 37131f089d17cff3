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

/** Lets events through up to a limit of their costs in `REPORT_WINDOW_MS`: a page may call a hook ten thousand times. */
export class EventThrottle {
  readonly #limit: number;
  #acquired: { at: number; cost: number }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  tryAcquire(now: number, cost = 1): boolean {
    const spent = this.#getRecent(now).reduce((sum, one) => sum + one.cost, 0);
    if (spent + cost > this.#limit) return false;
    this.#acquired.push({ at: now, cost });
    return true;
  }

  /** Whether everything that was let through is long ago. */
  isIdle = (now: number): boolean => this.#getRecent(now).length === 0;

  #getRecent(now: number) {
    this.#acquired = this.#acquired.filter(({ at }) => Math.abs(now - at) < REPORT_WINDOW_MS);
    return this.#acquired;
  }
}

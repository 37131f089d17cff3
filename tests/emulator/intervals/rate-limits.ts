import { every, now } from '../clock.ts';

/** How many requests a personal key has, see https://forum.intervals.icu/t/609. What is left out is not limited. */
export interface RateLimits {
  readonly perSecond?: number;
  readonly perQuarterHour?: number;
  readonly perDay?: number;
}

/** The limits that the author of Intervals.icu has announced. */
export const announcedLimits = { perSecond: 10, perQuarterHour: 2500, perDay: 5000 } as const;

/** Counts requests against the limits. A request that is refused is not counted. */
export class RateLimiter {
  limits: RateLimits = {};
  #times: number[] = [];
  #awakeAt = Number.POSITIVE_INFINITY;

  constructor() {
    every(TICK_MS, () => {
      this.#awakeAt = now();
    });
  }

  /** Counts one request that arrives now, or says which limit it passes, and in how many seconds to come back. */
  admit(): { retryAfterSeconds: number; violation: 'too many in a second' | 'too many' } | undefined {
    const { perSecond = Infinity, perQuarterHour = Infinity, perDay = Infinity } = this.limits;
    const time = now();
    if (this.#since(time - SECOND) >= perSecond) return { retryAfterSeconds: 1, violation: 'too many in a second' };
    if (this.#since(time - QUARTER_HOUR) >= perQuarterHour) {
      const oldest = this.#times.at(-perQuarterHour) ?? time;
      return { retryAfterSeconds: Math.ceil((oldest + QUARTER_HOUR - time) / SECOND), violation: 'too many' };
    }
    // The day ends at midnight UTC, as the milliseconds since 1970 do.
    if (this.#since(time - (time % DAY)) >= perDay) {
      return { retryAfterSeconds: Math.ceil((DAY - (time % DAY)) / SECOND), violation: 'too many' };
    }
    // What is seen after this process slept may have arrived at any time since it was last awake: it counts from then.
    this.#times.push(Math.min(this.#awakeAt, time));
    return undefined;
  }

  /** The two headers; a developer found on 2026-09-24 that they were not sent yet. */
  headers(): Record<string, string> {
    const { perQuarterHour = announcedLimits.perQuarterHour, perDay = announcedLimits.perDay } = this.limits;
    const time = now();
    const left = [perQuarterHour - this.#since(time - QUARTER_HOUR), perDay - this.#since(time - (time % DAY))];
    return { 'X-RateLimit-Limit': `${perQuarterHour},${perDay}`, 'X-RateLimit-Remaining': left.join(',') };
  }

  reset(limits: RateLimits = {}): void {
    this.limits = limits;
    this.#times = [];
  }

  #since(start: number): number {
    return this.#times.filter(time => time > start).length;
  }
}

/** How often the process shows that it is awake. */
const TICK_MS = 20;

const SECOND = 1000;
const QUARTER_HOUR = 15 * 60 * SECOND;
const DAY = 24 * 60 * 60 * SECOND;

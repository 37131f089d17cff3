import { DAY, MINUTE, SECOND, utcDate } from '../time.ts';
import type { Access } from './access.ts';

/**
 * What a personal key may ask of Intervals.icu: 10 requests a second, 2500 in 15 minutes, 5000 a day
 * (forum.intervals.icu/t/609, "API limits"). We stay a little below, for the athlete's other programs use the same key.
 */
export interface Limits {
  perSecond: number;
  per15Minutes: number;
  perDay: number;
}

export const LIMITS: Limits = { perSecond: 9, per15Minutes: 2400, perDay: 4800 };

/** What an app may ask for one athlete who let it in: 100 a day. Some are left for what is not counted: connecting, taking back. */
const LIMITS_OF_TOKEN: Limits = { ...LIMITS, perDay: 95 };

export const limitsOf = (kind: Access['kind']): Limits => (kind === 'token' ? LIMITS_OF_TOKEN : LIMITS);

/** What many requests in a row may take of that: the rest is for what a person does meanwhile. */
export const sparing = ({ perSecond, per15Minutes, perDay }: Limits): Limits => ({
  perSecond,
  per15Minutes: Math.floor(0.9 * per15Minutes),
  perDay: Math.floor(0.9 * perDay),
});

/** Requests made so far. Small enough to be stored after every one: minutes are counted, not moments. */
export interface Spent {
  /** Moments of the last requests, at most a second old. */
  lately: number[];
  /** Requests by minute of the epoch, the last 15 of them. */
  minutes: Record<number, number>;
  /** Requests of a UTC day; the API's day begins at 00:00 UTC. */
  day: { date: string; requests: number };
}

export const NOTHING_SPENT: Spent = { lately: [], minutes: {}, day: { date: '', requests: 0 } };

/** A place for one request: taken, or how long to wait before asking again, in milliseconds. */
export type Place = { taken: Spent } | { waitMs: number };

export function takePlace(spent: Spent, limits: Limits, now: number): Place {
  const { lately, minutes, day } = current(spent, now);
  const nextDay = DAY - (now % DAY);
  if (day.requests >= limits.perDay) return { waitMs: nextDay };

  const minute = Math.floor(now / MINUTE);
  const oldest = Math.min(...Object.keys(minutes).map(Number));
  const inWindow = Object.values(minutes).reduce((sum, requests) => sum + requests, 0);
  if (inWindow >= limits.per15Minutes) return { waitMs: (oldest + 16) * MINUTE - now };

  const first = lately[lately.length - limits.perSecond];
  if (first !== undefined) return { waitMs: first + SECOND - now };

  return {
    taken: {
      lately: [...lately, now],
      minutes: { ...minutes, [minute]: (minutes[minute] ?? 0) + 1 },
      day: { ...day, requests: day.requests + 1 },
    },
  };
}

/** What still counts. Moments in the future are of a clock that was set back, and are dropped. */
function current({ lately, minutes, day }: Spent, now: number): Spent {
  const minute = Math.floor(now / MINUTE);
  return {
    lately: lately.filter(at => at > now - SECOND && at <= now),
    minutes: Object.fromEntries(
      Object.entries(minutes).filter(([at]) => Number(at) >= minute - 15 && Number(at) <= minute),
    ),
    day: day.date === utcDate(now) ? day : { date: utcDate(now), requests: 0 },
  };
}

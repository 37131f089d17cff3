import { DAY, MINUTE, SECOND, toUtcDate } from '../../platform/time.ts';
import type { ApiAccess } from './access.ts';

/**
 * Limits of requests. Intervals.icu allows a personal key 10 requests a second, 2500 in 15 minutes and 5000 a day
 * (https://forum.intervals.icu/t/609, "API limits"). Ours are a little lower, for other programs of the athlete use the same key.
 */
export interface RateLimits {
  /** Requests leave at even distances, see `getDepartureMs`. */
  perSecond: number;
  per15Minutes: number;
  perDay: number;
}

export const API_KEY_LIMITS: RateLimits = { perSecond: 8, per15Minutes: 2400, perDay: 4800 };

/** An app has 100 requests a day for each athlete. Five are left for connecting and revoking, which are not counted. */
const TOKEN_LIMITS: RateLimits = { ...API_KEY_LIMITS, perDay: 95 };

export const getDefaultLimits = (kind: ApiAccess['kind']): RateLimits =>
  kind === 'token' ? TOKEN_LIMITS : API_KEY_LIMITS;

/** The part for bulk requests: the rest is for what a person does meanwhile. */
export const toLowPriorityLimits = ({ perSecond, per15Minutes, perDay }: RateLimits): RateLimits => ({
  perSecond,
  per15Minutes: Math.floor(0.9 * per15Minutes),
  perDay: Math.floor(0.9 * perDay),
});

/** Requests so far, by minute, and so small enough to be stored after each one. */
export interface RequestUsage {
  /** Requests by minute of the epoch, the last 15 of them. */
  minutes: Record<number, number>;
  /** Requests of a UTC day; the API's day begins at 00:00 UTC. */
  day: { date: string; requests: number };
}

export const NO_USAGE: RequestUsage = { minutes: {}, day: { date: '', requests: 0 } };

/**
 * When the next request may leave. Ten that were allowed within one second could leave together at its end and arrive together with
 * the first ones of the next second. At eight a second they leave 125 ms apart: eleven take 1250 ms, so a busy machine and the network
 * may delay one by 250 ms more than another, and still no second sees more than ten arrive. At nine, eleven arrived on a busy machine.
 */
export function getDepartureMs(lastMs: number, { perSecond }: RateLimits, now: number): number {
  const distanceMs = Math.ceil(SECOND / perSecond);
  // A last request in the future was sent before the clock was set back.
  return lastMs > now + distanceMs ? now + distanceMs : Math.max(now, lastMs + distanceMs);
}

/** Either the usage with one more request, or how long to wait for a slot, in milliseconds. */
export type RequestSlot = { taken: RequestUsage } | { waitMs: number };

export function takeSlot(usage: RequestUsage, limits: RateLimits, now: number): RequestSlot {
  const { minutes, day } = dropExpired(usage, now);
  const untilNextDayMs = DAY - (now % DAY);
  if (day.requests >= limits.perDay) return { waitMs: untilNextDayMs };

  const minute = Math.floor(now / MINUTE);
  const oldest = Math.min(...Object.keys(minutes).map(Number));
  const inWindow = Object.values(minutes).reduce((sum, requests) => sum + requests, 0);
  if (inWindow >= limits.per15Minutes) return { waitMs: (oldest + 16) * MINUTE - now };

  return {
    taken: {
      minutes: { ...minutes, [minute]: (minutes[minute] ?? 0) + 1 },
      day: { ...day, requests: day.requests + 1 },
    },
  };
}

/** The usage that still counts. Minutes in the future come from a clock that was set back, and are dropped. */
function dropExpired({ minutes, day }: RequestUsage, now: number): RequestUsage {
  const minute = Math.floor(now / MINUTE);
  return {
    minutes: Object.fromEntries(
      Object.entries(minutes).filter(([at]) => Number(at) >= minute - 15 && Number(at) <= minute),
    ),
    day: day.date === toUtcDate(now) ? day : { date: toUtcDate(now), requests: 0 },
  };
}

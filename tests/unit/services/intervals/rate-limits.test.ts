import { describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../../../lib/platform/time.ts';
import {
  API_KEY_LIMITS,
  getDepartureMs,
  NO_USAGE,
  type RateLimits,
  type RequestUsage,
  takeSlot,
} from '../../../../lib/services/intervals/rate-limits.ts';

const MIDNIGHT = Date.UTC(2026, 10, 22);

/** Asks for places as fast as they are given, until `untilMs`; returns when each was taken. */
function takeAll(limits: RateLimits, fromMs: number, untilMs: number): number[] {
  const taken: number[] = [];
  let spent: RequestUsage = NO_USAGE;
  for (let now = fromMs; now < untilMs; ) {
    const place = takeSlot(spent, limits, now);
    if ('waitMs' in place) {
      expect(place.waitMs).toBeGreaterThan(0);
      now += place.waitMs;
    } else {
      // A worker restart lies between any two requests.
      spent = JSON.parse(JSON.stringify(place.taken));
      taken.push(now);
      now = getDepartureMs(now, limits, now);
    }
  }
  return taken;
}

const mostWithin = (taken: number[], windowMs: number): number =>
  Math.max(...taken.map(start => taken.filter(at => at >= start && at < start + windowMs).length));

describe('the request budget', () => {
  test('never allows more requests than the API does in a second and in any 15 minutes', () => {
    const taken = takeAll(API_KEY_LIMITS, MIDNIGHT, MIDNIGHT + 40 * MINUTE);

    expect(mostWithin(taken, SECOND)).toBe(API_KEY_LIMITS.perSecond);
    expect(mostWithin(taken, 15 * MINUTE)).toBeLessThanOrEqual(2500);
    expect(taken.length).toBeGreaterThan(API_KEY_LIMITS.per15Minutes);
  });

  test('is used up at the daily limit and renewed at 00:00 UTC', () => {
    const limits = { perSecond: 10, per15Minutes: 1000, perDay: 30 };
    const taken = takeAll(limits, MIDNIGHT + 23 * 3600 * SECOND, MIDNIGHT + DAY + SECOND);

    expect(taken.filter(at => at < MIDNIGHT + DAY)).toHaveLength(30);
    expect(taken.find(at => at >= MIDNIGHT + DAY)).toBe(MIDNIGHT + DAY);
  });

  test('stays correct after the clock was set back', () => {
    expect(getDepartureMs(MIDNIGHT + DAY, API_KEY_LIMITS, MIDNIGHT) - MIDNIGHT).toBeLessThanOrEqual(SECOND / 8);
    const place = takeSlot(
      {
        minutes: { 99999999: 9999 },
        day: { date: '2027-01-01', requests: 9999 },
      },
      API_KEY_LIMITS,
      MIDNIGHT,
    );

    expect(place).toHaveProperty('taken');
  });
});

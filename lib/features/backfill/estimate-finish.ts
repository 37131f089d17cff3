import { DAY } from '../../platform/time.ts';

/** The remaining work, and the limits on it. */
export interface RemainingWork {
  remaining: number;
  /** Time for each activity, ms. */
  paceMs: number;
  /** Requests to Intervals.icu that remain for this UTC day, and the limit of a whole day. */
  remainingToday: number;
  perDay: number;
}

/** When the last activity will be uploaded, ms since the epoch: at this pace, and within the API's limit of a day. Pure. */
export function estimateFinish({ remaining, paceMs, remainingToday, perDay }: RemainingWork, now: number): number {
  if (remaining <= remainingToday) return now + remaining * paceMs;
  const afterToday = remaining - remainingToday;
  const wholeDays = Math.floor((afterToday - 1) / perDay);
  const tomorrow = now - (now % DAY) + DAY;
  return tomorrow + wholeDays * DAY + (afterToday - wholeDays * perDay) * paceMs;
}

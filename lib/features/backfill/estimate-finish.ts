import { DAY } from '../../platform/time.ts';

/** What is left to send, and what there is room for. */
export interface RemainingWork {
  remaining: number;
  /** Time that one takes, ms. */
  paceMs: number;
  /** Requests to Intervals.icu that this UTC day still has room for, and those of a whole day. */
  remainingToday: number;
  perDay: number;
}

/** When the last one will be there, ms since the epoch: at this pace, and no more of them in a day than the API takes. Pure. */
export function estimateFinish(
  { remaining, paceMs, remainingToday, perDay }: RemainingWork,
  now: number,
): number {
  if (remaining <= remainingToday) return now + remaining * paceMs;
  const afterToday = remaining - remainingToday;
  const wholeDays = Math.floor((afterToday - 1) / perDay);
  const tomorrow = now - (now % DAY) + DAY;
  return tomorrow + wholeDays * DAY + (afterToday - wholeDays * perDay) * paceMs;
}

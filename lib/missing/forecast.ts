import { DAY } from '../time.ts';

/** What is left to send, and what there is room for. */
export interface Load {
  left: number;
  /** Time that one takes, ms. */
  paceMs: number;
  /** Requests to Intervals.icu that this UTC day still has room for, and those of a whole day. */
  leftToday: number;
  perDay: number;
}

/** When the last one will be there, ms since the epoch: at this pace, and no more of them in a day than the API takes. Pure. */
export function finishAt({ left, paceMs, leftToday, perDay }: Load, now: number): number {
  if (left <= leftToday) return now + left * paceMs;
  const later = left - leftToday;
  const wholeDays = Math.floor((later - 1) / perDay);
  const tomorrow = now - (now % DAY) + DAY;
  return tomorrow + wholeDays * DAY + (later - wholeDays * perDay) * paceMs;
}

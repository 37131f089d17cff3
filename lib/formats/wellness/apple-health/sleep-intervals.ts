import type { CalendarDate } from '../../../platform/calendar-date.ts';

/** A stretch asleep, in milliseconds. */
export interface SleepInterval {
  /** On which the night ends. */
  day: CalendarDate;
  source: string;
  start: number;
  end: number;
}

/** The same time without any of it twice, oldest first: where two overlap, the later one loses what the other has. */
export function removeOverlaps(intervals: readonly SleepInterval[]): SleepInterval[] {
  let until = Number.NEGATIVE_INFINITY;
  return intervals
    .toSorted((a, b) => a.start - b.start)
    .flatMap(stretch => {
      const start = Math.max(stretch.start, until);
      if (stretch.end <= start) return [];
      until = stretch.end;
      return { ...stretch, start };
    });
}

/** The day of the night that a moment lies in; the stretches are apart. */
export function findNightDay(ms: number, asleep: readonly SleepInterval[]): CalendarDate | undefined {
  let low = 0;
  let high = asleep.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((asleep[middle]?.start ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  const last = asleep[low - 1];
  return last && ms <= last.end ? last.day : undefined;
}

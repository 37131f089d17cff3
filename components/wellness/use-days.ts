import { useEffect, useState } from 'preact/hooks';
import type { Day, DayRange } from '../../lib/day.ts';
import { send } from '../../lib/messages.ts';
import { type PlainProblem, Problem } from '../../lib/problem.ts';
import type { WellnessDay } from '../../lib/wellness/fields.ts';
import { daysBetween, readAt } from '../../lib/wellness/store.ts';
import { keepReading } from '../keep-reading.ts';
import { type Refreshing, useRefreshing } from '../use-refreshing.ts';

/** What is kept of a range. */
export interface DaysView {
  days: ReadonlyMap<Day, WellnessDay>;
  /** When they were read; absent where one of them never was. */
  readAtMs: number | undefined;
}

export interface DaysReading {
  view?: DaysView;
  problem?: PlainProblem;
}

/** What is kept of these days, live: shown at once, whatever the network does. */
export function useDays(athlete: string, { from, to }: DayRange): DaysReading {
  const [reading, setReading] = useState<DaysReading & { of?: string }>({});
  const of = [athlete, from, to].join();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const range = { from, to };
      const [days, readAtMs] = await Promise.all([daysBetween(athlete, range), readAt(athlete, range)]);
      const view = { days: new Map(days.map(day => [day.day, day])), readAtMs };
      if (isCurrent()) setReading({ view, of });
    };
    const failed = (thrown: unknown) => setReading({ problem: Problem.from(thrown).toPlain(), of });
    return keepReading(read, failed, ['wellness']);
  }, [of]);
  // Those of other days, or of somebody else, are never shown in place of these.
  return reading.of === of ? reading : {};
}

/** Reads these days from Intervals.icu anew. */
export const useRefresh = (athlete: string, { from, to }: DayRange): Refreshing =>
  useRefreshing(() => send('refreshWellness', { from, to }), [athlete, from, to].join());

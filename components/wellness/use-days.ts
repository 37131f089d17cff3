import { useEffect, useState } from 'preact/hooks';
import type { CalendarDate, DateRange } from '../../lib/platform/calendar-date.ts';
import { sendMessage } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import type { WellnessDay } from '../../lib/wellness/fields.ts';
import { daysBetween, readAt } from '../../lib/wellness/store.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { type AutoRefresh, useAutoRefresh } from '../hooks/use-auto-refresh.ts';

/** What is kept of a range. */
export interface DaysView {
  days: ReadonlyMap<CalendarDate, WellnessDay>;
  /** When they were read; absent where one of them never was. */
  readAtMs: number | undefined;
}

export interface DaysReading {
  view?: DaysView;
  problem?: PlainProblem;
}

/** What is kept of these days, live: shown at once, whatever the network does. */
export function useDays(athlete: string, { from, to }: DateRange): DaysReading {
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
    return liveQuery(read, failed, ['wellness']);
  }, [of]);
  // Those of other days, or of somebody else, are never shown in place of these.
  return reading.of === of ? reading : {};
}

/** Reads these days from Intervals.icu anew. */
export const useRefresh = (athlete: string, { from, to }: DateRange): AutoRefresh =>
  useAutoRefresh(() => sendMessage('refreshWellness', { from, to }), [athlete, from, to].join());

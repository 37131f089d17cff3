import { useEffect, useState } from 'preact/hooks';
import { wellnessRequests } from '../../lib/features/wellness/requests.ts';
import { getWellnessDays, getWellnessReadMs } from '../../lib/features/wellness/wellness-store.ts';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import type { CalendarDate, DateRange } from '../../lib/platform/calendar-date.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { type AutoRefresh, useAutoRefresh } from '../hooks/use-auto-refresh.ts';

/** What is kept of a range. */
export interface WellnessDaysView {
  days: ReadonlyMap<CalendarDate, WellnessDay>;
  /** When they were read; absent where one of them never was. */
  readAtMs: number | undefined;
}

export interface WellnessDaysResult {
  view?: WellnessDaysView;
  problem?: PlainProblem;
}

/** What is kept of these days, live: shown at once, whatever the network does. */
export function useWellnessDays(athlete: string, { from, to }: DateRange): WellnessDaysResult {
  const [reading, setReading] = useState<WellnessDaysResult & { of?: string }>({});
  const queryKey = [athlete, from, to].join();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const range = { from, to };
      const [days, readAtMs] = await Promise.all([
        getWellnessDays(athlete, range),
        getWellnessReadMs(athlete, range),
      ]);
      const view = { days: new Map(days.map(day => [day.day, day])), readAtMs };
      if (isCurrent()) setReading({ view, of: queryKey });
    };
    const failed = (thrown: unknown) => setReading({ problem: Problem.from(thrown).toPlain(), of: queryKey });
    return liveQuery(read, failed, ['wellness']);
  }, [queryKey]);
  // Those of other days, or of somebody else, are never shown in place of these.
  return reading.of === queryKey ? reading : {};
}

/** Reads these days from Intervals.icu anew. */
export const useWellnessRefresh = (athlete: string, { from, to }: DateRange): AutoRefresh =>
  useAutoRefresh(() => sendRequest(wellnessRequests, 'refresh', { from, to }), [athlete, from, to].join());

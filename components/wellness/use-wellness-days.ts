import { useEffect, useState } from 'preact/hooks';
import { wellnessRequests } from '../../lib/features/wellness/requests.ts';
import { getWellnessDays, getWellnessReadMs } from '../../lib/features/wellness/wellness-store.ts';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import type { CalendarDate, DateRange } from '../../lib/platform/calendar-date.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { type AutoRefresh, useAutoRefresh } from '../hooks/use-auto-refresh.ts';

/** The stored days of a range. */
interface WellnessDaysView {
  days: ReadonlyMap<CalendarDate, WellnessDay>;
  /** When they were read, in milliseconds since 1970; undefined where one of them never was. */
  readAtMs: number | undefined;
}

interface WellnessDaysResult {
  view?: WellnessDaysView;
  problem?: PlainProblem;
}

/** The stored days of a range, live: shown at once, without waiting for the network. */
export function useWellnessDays(athlete: string, { from, to }: DateRange): WellnessDaysResult {
  const [reading, setReading] = useState<WellnessDaysResult & { queryKey?: string }>({});
  const queryKey = [athlete, from, to].join();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const range = { from, to };
      const [days, readAtMs] = await Promise.all([getWellnessDays(athlete, range), getWellnessReadMs(athlete, range)]);
      const view = { days: new Map(days.map(day => [day.day, day])), readAtMs };
      if (isCurrent()) setReading({ view, queryKey });
    };
    const failed = (thrown: unknown) => setReading({ problem: Problem.from(thrown).toPlain(), queryKey });
    return liveQuery(read, failed, ['wellness']);
  }, [queryKey]);
  // The days of another range or athlete are never shown in place of these.
  return reading.queryKey === queryKey ? reading : {};
}

/** Reads the days of a range from Intervals.icu into the store. */
export const useWellnessRefresh = (athlete: string, { from, to }: DateRange): AutoRefresh =>
  useAutoRefresh(() => sendRequest(wellnessRequests, 'refresh', { from, to }), [athlete, from, to].join());

import { useEffect, useState } from 'preact/hooks';
import {
  type DateRange,
  getEvents,
  getLastReadAt,
  getSavedWorkoutFiles,
  getStoredWorkoutFiles,
  toRangesKey,
} from '../../lib/features/calendar/calendar-store.ts';
import { calendarRequests } from '../../lib/features/calendar/requests.ts';
import type { WorkoutFormat } from '../../lib/formats/workouts/workout-format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import type { CalendarEvent } from '../../lib/services/intervals/calendar-event.ts';
import type { TargetRanges } from '../../lib/services/intervals/calendar-events.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { type AutoRefresh, useAutoRefresh } from '../hooks/use-auto-refresh.ts';

/** Some days of the stored calendar. */
export interface CalendarView {
  events: CalendarEvent[];
  /** When the oldest of them was read, ms since the epoch; undefined where one never was. */
  readAtMs: number | undefined;
  /** Whether the file that was saved last is still current, by event. */
  savedStates: ReadonlyMap<number, 'saved' | 'changed'>;
}

/** How workout files are made. */
export interface WorkoutFileOptions {
  format: WorkoutFormat;
  ranges: TargetRanges;
}

export interface CalendarState {
  view?: CalendarView;
  problem?: PlainProblem;
}

/** These days as they are stored, live: shown at once, even without a network. */
export function useCalendar(athlete: string, { from, to }: DateRange, format: WorkoutFormat): CalendarState {
  const [reading, setReading] = useState<CalendarState & { key?: string }>({});
  const key = [athlete, from, to].join();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const view = await readCalendarView(athlete, { from, to }, format);
      if (isCurrent()) setReading({ view, key });
    };
    const handleError = (thrown: unknown) => setReading({ problem: Problem.from(thrown).toPlain(), key });
    return liveQuery(read, handleError, ['calendar']);
  }, [key, format]);
  // Days of another range or athlete are never shown in place of these.
  return reading.key === key ? reading : {};
}

async function readCalendarView(athlete: string, range: DateRange, format: WorkoutFormat): Promise<CalendarView> {
  const [events, readAtMs] = await Promise.all([getEvents(athlete, range), getLastReadAt(athlete, range)]);
  const ids = events.map(({ id }) => id);
  const saved = (await getSavedWorkoutFiles(athlete, ids)).filter(file => file.format === format);
  // Of a season's files only those are read that were saved before.
  const files = await getStoredWorkoutFiles(
    athlete,
    saved.map(({ event }) => event),
    format,
  );
  const savedStates = new Map<number, 'saved' | 'changed'>();
  for (const { event, digest } of saved) {
    const made = files.get(event)?.result;
    if (made && 'digest' in made) savedStates.set(event, made.digest === digest ? 'saved' : 'changed');
  }
  return { events, readAtMs, savedStates };
}

/** Refreshes these days from Intervals.icu: see `useAutoRefresh`. */
export function useCalendarRefresh(
  athlete: string,
  { from, to }: DateRange,
  { format, ranges }: WorkoutFileOptions,
): AutoRefresh {
  // Everything the request depends on.
  const key = [athlete, from, to, format, toRangesKey(ranges)].join();
  return useAutoRefresh(() => sendRequest(calendarRequests, 'refresh', { from, to }), key);
}

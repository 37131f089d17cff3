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
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import type { CalendarEvent, WorkoutFormat } from '../../lib/services/intervals/calendar-event.ts';
import type { TargetRanges } from '../../lib/services/intervals/calendar-events.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { type AutoRefresh, useAutoRefresh } from '../hooks/use-auto-refresh.ts';

/** What is kept of some days of the calendar. */
export interface CalendarView {
  events: CalendarEvent[];
  /** When they were read; absent where one of them never was. */
  readAtMs: number | undefined;
  /** How the newest file stands to the one that was saved last. */
  savedStates: ReadonlyMap<number, 'saved' | 'changed'>;
}

/** How files are made. */
export interface WorkoutFileOptions {
  format: WorkoutFormat;
  ranges: TargetRanges;
}

export interface CalendarState {
  view?: CalendarView;
  problem?: PlainProblem;
}

/** What is kept of these days, live: shown at once, whatever the network does. */
export function useCalendar(athlete: string, { from, to }: DateRange, format: WorkoutFormat): CalendarState {
  const [reading, setReading] = useState<CalendarState & { of?: string }>({});
  const key = [athlete, from, to].join();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const view = await readCalendarView(athlete, { from, to }, format);
      if (isCurrent()) setReading({ view, of: key });
    };
    const handleError = (thrown: unknown) => setReading({ problem: Problem.from(thrown).toPlain(), of: key });
    return liveQuery(read, handleError, ['calendar']);
  }, [key, format]);
  // Those of other days, or of somebody else, are never shown in place of these.
  return reading.of === key ? reading : {};
}

async function readCalendarView(
  athlete: string,
  range: DateRange,
  format: WorkoutFormat,
): Promise<CalendarView> {
  const [events, readAtMs] = await Promise.all([getEvents(athlete, range), getLastReadAt(athlete, range)]);
  const ids = events.map(({ id }) => id);
  const saved = (await getSavedWorkoutFiles(athlete, ids)).filter(file => file.format === format);
  // Of a season of files only those are read that were ever saved.
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

/** Reads these days from Intervals.icu anew: when they are first shown, when the network is back, when something changed there, and when asked. */
export function useCalendarRefresh(
  athlete: string,
  { from, to }: DateRange,
  { format, ranges }: WorkoutFileOptions,
): AutoRefresh {
  // What the request will be made with: another one must be made when any of it changes.
  const key = [athlete, from, to, format, toRangesKey(ranges)].join();
  return useAutoRefresh(() => sendRequest(calendarRequests, 'refresh', { from, to }), key);
}

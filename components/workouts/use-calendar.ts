import { useEffect, useState } from 'preact/hooks';
import type { CalendarEvent, WorkoutFormat } from '../../lib/intervals/event.ts';
import type { RangeOptions } from '../../lib/intervals/events.ts';
import { send } from '../../lib/messages.ts';
import { type PlainProblem, Problem } from '../../lib/problem.ts';
import {
  type DayRange,
  eventsBetween,
  filesOf,
  rangesKey,
  readAt,
  savedOf,
} from '../../lib/workouts/store.ts';
import { keepReading } from '../keep-reading.ts';
import { type Refreshing, useRefreshing } from '../use-refreshing.ts';

/** What is kept of some days of the calendar. */
export interface CalendarView {
  events: CalendarEvent[];
  /** When they were read; absent where one of them never was. */
  readAtMs: number | undefined;
  /** How the newest file stands to the one that was saved last. */
  onDisk: ReadonlyMap<number, 'saved' | 'changed'>;
}

/** How files are made. */
export interface FileOptions {
  format: WorkoutFormat;
  ranges: RangeOptions;
}

export interface CalendarReading {
  view?: CalendarView;
  problem?: PlainProblem;
}

/** What is kept of these days, live: shown at once, whatever the network does. */
export function useCalendar(athlete: string, { from, to }: DayRange, format: WorkoutFormat): CalendarReading {
  const [reading, setReading] = useState<CalendarReading & { of?: string }>({});
  const of = [athlete, from, to].join();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const view = await readView(athlete, { from, to }, format);
      if (isCurrent()) setReading({ view, of });
    };
    const failed = (thrown: unknown) => setReading({ problem: Problem.from(thrown).toPlain(), of });
    return keepReading(read, failed, ['calendar']);
  }, [of, format]);
  // Those of other days, or of somebody else, are never shown in place of these.
  return reading.of === of ? reading : {};
}

async function readView(athlete: string, range: DayRange, format: WorkoutFormat): Promise<CalendarView> {
  const [events, readAtMs] = await Promise.all([eventsBetween(athlete, range), readAt(athlete, range)]);
  const ids = events.map(({ id }) => id);
  const saved = (await savedOf(athlete, ids)).filter(file => file.format === format);
  // Of a season of files only those are read that were ever saved.
  const files = await filesOf(
    athlete,
    saved.map(({ event }) => event),
    format,
  );
  const onDisk = new Map<number, 'saved' | 'changed'>();
  for (const { event, digest } of saved) {
    const made = files.get(event)?.made;
    if (made && 'digest' in made) onDisk.set(event, made.digest === digest ? 'saved' : 'changed');
  }
  return { events, readAtMs, onDisk };
}

/** Reads these days from Intervals.icu anew: when they are first shown, when the network is back, when something changed there, and when asked. */
export function useRefresh(
  athlete: string,
  { from, to }: DayRange,
  { format, ranges }: FileOptions,
): Refreshing {
  // What the request will be made with: another one must be made when any of it changes.
  const made = [athlete, from, to, format, rangesKey(ranges)].join();
  return useRefreshing(() => send('refreshCalendar', { from, to }), made);
}

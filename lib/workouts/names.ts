import { distinctStems, safeTitle } from '../files/disk-names.ts';
import type { CalendarEvent, WorkoutFormat } from '../intervals/event.ts';

/**
 * File names for planned workouts, by event id: "2026-11-22 Threshold 3x10.zwo". Safe on every system, unique whatever a
 * file system thinks of upper case, and stable: a name depends on nothing but the events of its own day.
 */
export function namesFor(events: readonly CalendarEvent[], format: WorkoutFormat): Map<number, string> {
  // By id, so that a workout that is planned later takes no name from one that may be on disk.
  const wished = events
    .toSorted((a, b) => a.id - b.id)
    .map(event => ({ id: event.id, stem: `${event.day} ${titleOf(event)}` }));
  return new Map([...distinctStems(wished)].map(([id, stem]) => [id, `${stem}.${format}`]));
}

const titleOf = ({ name, type = '' }: CalendarEvent): string =>
  safeTitle(name) || safeTitle(type) || 'Workout';

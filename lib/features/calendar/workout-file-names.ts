import { makeUniqueStems, toPortableName } from '../../formats/portable-names.ts';
import type { WorkoutFormat } from '../../formats/workouts/workout-format.ts';
import type { CalendarEvent } from '../../services/intervals/calendar-event.ts';

/**
 * File names for planned workouts, by event id: "2026-11-22 Threshold 3x10.zwo". Safe on every system, unique whatever a
 * file system thinks of upper case, and stable: a name depends on nothing but the events of its own day.
 */
export function makeWorkoutFileNames(events: readonly CalendarEvent[], format: WorkoutFormat): Map<number, string> {
  // By id, so that a workout that is planned later takes no name from one that may be on disk.
  const wanted = events
    .toSorted((a, b) => a.id - b.id)
    .map(event => ({ id: event.id, stem: `${event.day} ${getTitle(event)}` }));
  return new Map([...makeUniqueStems(wanted)].map(([id, stem]) => [id, `${stem}.${format}`]));
}

const getTitle = ({ name, type = '' }: CalendarEvent): string =>
  toPortableName(name) || toPortableName(type) || 'Workout';

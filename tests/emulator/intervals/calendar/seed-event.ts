import { readText } from '../workouts/text-reader.ts';
import type { WorkoutDocJson } from '../workouts/workout-doc.ts';
import type { World } from '../world.ts';
import type { EventFile, KeptEvent } from './calendar.ts';
import type { EventJson } from './event.ts';
import { eventsOn } from './list-events.ts';

/**
 * An event that exists already: by default a ride on the athlete's today. Its structure is
 * given as `workout_doc` with steps, or in the native text of its description; totals that are not given
 * are computed.
 */
export interface EventSeed extends Partial<EventJson> {
  /** Returned as the event's file, in every format, instead of one made of its steps. */
  readonly file?: EventFile;
  /** Its athlete; the first one when left out. */
  readonly athleteId?: string;
}

/** Adds an event without any request. */
export function seedEvent(world: World, { athleteId, file, workout_doc, ...known }: EventSeed): EventJson {
  const athlete = world.athlete(athleteId);
  const isWorkout = (known.category ?? 'WORKOUT') === 'WORKOUT';
  const described = isWorkout && workout_doc === undefined ? readText(known.description ?? '') : undefined;
  const steps = workout_doc?.steps ?? described;
  const kept = world.calendar.add(athlete, { ...(isWorkout && { type: 'Ride' }), ...known }, steps, file);
  if (workout_doc && kept.json.workout_doc) Object.assign(kept.json.workout_doc, withoutSteps(workout_doc));
  return kept.json;
}

/** Adds rows that are returned as they are, for any athlete. */
export function seedRows(world: World, rows: readonly object[]): EventJson[] {
  return rows.map(row => world.calendar.addRaw(world.athlete(), row).json);
}

/** The entries on an athlete's calendar, in its order. */
export function eventsInOrder(world: World, athleteId: string): EventJson[] {
  return eventsOn(world.calendar.of(athleteId), '0000-01-01', '9999-12-31').map(({ json }) => json);
}

/** What is changed; also the file that is returned for it. */
export interface EventChange extends Partial<EventJson> {
  readonly file?: EventFile;
}

/** Changes only the given keys, as on the site. */
export function changeEvent(world: World, id: number, { workout_doc, file, ...change }: EventChange): EventJson {
  const kept = expectEvent(world, id);
  if (file) kept.file = file;
  world.calendar.change(world.athlete(kept.athleteId), kept, change, workout_doc?.steps);
  if (workout_doc === null) kept.json.workout_doc = null;
  return kept.json;
}

export function removeEvent(world: World, id: number): void {
  world.calendar.remove(expectEvent(world, id));
}

function expectEvent(world: World, id: number): KeptEvent {
  const kept = world.calendar.find(id);
  if (!kept) throw new Error(`No event ${id} in the emulator`);
  return kept;
}

function withoutSteps({ steps: _, ...rest }: WorkoutDocJson): Partial<WorkoutDocJson> {
  return rest;
}

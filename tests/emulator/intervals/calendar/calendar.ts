import type { Athlete } from '../athlete.ts';
import type { StepJson } from '../workouts/step.ts';
import { makeWorkoutDoc, sumsOf } from '../workouts/workout-doc.ts';
import { athleticsOf, type EventJson, makeEvent, timestamp, withTime } from './event.ts';

/** An event with the emulator's own data about it. */
export interface KeptEvent {
  json: EventJson;
  readonly athleteId: string;
  /** Returned as it is: a row of the samples, or one that is meant to be invalid. */
  raw: boolean;
  /** The file that is returned instead of the one that the server would make. */
  file: EventFile | undefined;
}

/** A file as the API returns it with an event. */
export interface EventFile {
  readonly name: string;
  readonly base64: string;
}

/** The calendars of all athletes, in the order in which the events came. */
export class Calendar {
  events: KeptEvent[] = [];
  /** What becomes of the next events that are created by a request: the server misreads them. */
  misreading: Partial<EventJson> | undefined;
  #nextId = 50_000_301;

  reset(): void {
    this.events = [];
    this.misreading = undefined;
  }

  of(athleteId: string): KeptEvent[] {
    return this.events.filter(event => event.athleteId === athleteId);
  }

  find(id: number): KeptEvent | undefined {
    return this.events.find(({ json }) => json.id === id);
  }

  /** Stores a new event, and computes the totals of its workout. */
  add(athlete: Athlete, known: Partial<EventJson>, steps?: readonly StepJson[], file?: EventFile): KeptEvent {
    const kept = {
      json: makeEvent(athlete, known.id ?? this.#nextId++, known),
      raw: false,
      file,
      athleteId: athlete.id,
    };
    if (steps) workOut(athlete, kept.json, steps, known);
    this.events.push(kept);
    return kept;
  }

  /** Stores a row as it is; any key of an event may be missing. */
  addRaw(athlete: Athlete, row: object): KeptEvent {
    const json = structuredClone(row) as EventJson;
    const kept = { json, athleteId: athlete.id, raw: true, file: undefined };
    this.events.push(kept);
    return kept;
  }

  /** Changes only the given keys; with steps, the totals follow. */
  change(athlete: Athlete, kept: KeptEvent, change: Partial<EventJson>, steps?: readonly StepJson[]): void {
    const { start_date_local: before, end_date_local: end } = kept.json;
    Object.assign(kept.json, change, { updated: timestamp() });
    const { start_date_local: start, end_date_local: newEnd } = change;
    if (start) kept.json.start_date_local = withTime(start);
    if (newEnd) kept.json.end_date_local = withTime(newEnd);
    else if (start && end) kept.json.end_date_local = moved(end, before, start);
    const otherSport = !kept.raw && ('type' in change || 'indoor' in change);
    const planned = steps ?? (otherSport ? kept.json.workout_doc?.steps : undefined);
    if (!planned) return;
    workOut(athlete, kept.json, planned, change);
    kept.raw = false;
  }

  remove(kept: KeptEvent): void {
    this.events = this.events.filter(other => other !== kept);
  }
}

/** The end of an event that now starts on another day: as many days later as before. */
function moved(end: string, from: string, to: string): string {
  const days = (local: string) => Date.parse(`${local.slice(0, 10)}T00:00:00Z`);
  const shifted = new Date(days(end) + days(to) - days(from));
  return `${shifted.toISOString().slice(0, 10)}${end.slice(10)}`;
}

/** What was set by hand stays; the rest follows from the steps. */
function workOut(
  athlete: Athlete,
  event: EventJson,
  steps: readonly StepJson[],
  { moving_time, distance, icu_training_load }: Partial<EventJson>,
): void {
  const athletics = athleticsOf(athlete, event);
  const doc = makeWorkoutDoc(steps, athletics, event.workout_doc?.description);
  event.workout_doc = doc;
  // A workout without structure has the duration and the load that were entered.
  if (steps.length === 0) return;
  Object.assign(event, sumsOf(doc, athletics, icu_training_load));
  if (moving_time != null) event.moving_time = moving_time;
  if (distance != null) event.distance = distance;
}

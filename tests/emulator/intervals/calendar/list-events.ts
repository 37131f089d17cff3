import { now } from '../../clock.ts';
import type { Reply } from '../../site.ts';
import type { Athlete } from '../athlete.ts';
import type { Call } from '../call.ts';
import { localTime } from '../local-time.ts';
import { booleanIn, numberIn } from '../query.ts';
import { json, Refusal } from '../refusal.ts';
import { resolveSteps, unresolved } from '../workouts/resolve.ts';
import type { Ranges } from '../workouts/targets.ts';
import { expectFormat, type Format } from '../workouts/workout-file.ts';
import type { KeptEvent } from './calendar.ts';
import { athleticsOf, categories } from './event.ts';
import { fileOf } from './event-file.ts';

/** `GET /athlete/{id}/events`: the entries on the days of a range, both ends included. https://intervals.icu/api/v1/docs */
export function listEvents({ request, world, athlete }: Call): Reply {
  const query = request.url.searchParams;
  const today = localTime(new Date(now()), athlete.timezone).slice(0, 10);
  const oldest = dayIn(query.get('oldest') ?? today);
  const newest = dayIn(query.get('newest') ?? daysLater(oldest, 6));
  const wanted = categoriesIn(query);
  const ext = query.get('ext');
  const asked: Asked = {
    resolve: booleanIn(query, 'resolve'),
    ranges: rangesIn(query),
    ...(ext && { format: expectFormat(ext) }),
  };
  const events = eventsOn(world.calendar.of(athlete.id), oldest, newest)
    .filter(({ json: { category } }) => wanted.length === 0 || wanted.includes(category))
    .slice(0, numberIn(query, 'limit', 'java.lang.Integer'));
  return json(
    200,
    events.map(kept => shownEvent(athlete, kept, asked)),
  );
}

/** The events that touch a range of days, in the order of the calendar. */
export function eventsOn(events: readonly KeptEvent[], oldest: string, newest: string): KeptEvent[] {
  return events
    .filter(({ json: { start_date_local: start, end_date_local: end } }) => {
      // A row that is meant to be invalid may lack either.
      const first = start?.slice(0, 10) ?? oldest;
      return first <= newest && (typeof end === 'string' ? end > `${oldest}T00:00:00` : first >= oldest);
    })
    .toSorted((a, b) => (a.json.start_date_local ?? '').localeCompare(b.json.start_date_local ?? ''));
}

/** How events are to be shown. */
export interface Asked {
  readonly resolve?: boolean;
  readonly ranges?: Ranges;
  readonly format?: Format;
}

/** An event as the API shows it: resolved on request only, and with a file where one can be made. */
export function shownEvent(athlete: Athlete, kept: KeptEvent, asked: Asked = {}): Record<string, unknown> {
  const file = asked.format && fileOf(athlete, kept, asked.format, asked.ranges);
  const event = {
    ...kept.json,
    ...(file && { workout_filename: file.name, workout_file_base64: file.base64 }),
  };
  if (kept.raw || !event.workout_doc) return event;
  const planned = unresolved(event.workout_doc.steps);
  const steps = asked.resolve ? resolveSteps(planned, athleticsOf(athlete, kept.json, asked.ranges)) : planned;
  return { ...event, workout_doc: { ...event.workout_doc, steps } };
}

export function rangesIn(query: URLSearchParams): Ranges {
  return {
    power: numberIn(query, 'powerRange', 'java.lang.Double'),
    hr: numberIn(query, 'hrRange', 'java.lang.Double'),
    pace: numberIn(query, 'paceRange', 'java.lang.Double'),
  };
}

/** A local date, or the date of a local time. */
export function dayIn(text: string): string {
  const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDate) throw new Refusal(422, `Text '${text}' could not be parsed as a local date`);
  return text.slice(0, 10);
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function categoriesIn(query: URLSearchParams): string[] {
  const wanted = query
    .getAll('category')
    .flatMap(list => list.split(','))
    .filter(Boolean);
  const unknown = wanted.find(category => !categories.some(known => known === category));
  if (unknown) throw new Refusal(422, `No enum constant Event.Category.${unknown}`);
  return wanted;
}

import type { WorkoutFormat } from '../../formats/workouts/workout-format.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { CalendarEvent, EventCategory } from './calendar-event.ts';
import type { Client } from './client.ts';
import { deletedEventSchema, type EventWithFile, eventsSchema, singleEventSchema } from './event-schemas.ts';

/** How far single targets become ranges in files, in percent; the athlete's own settings if absent. */
export interface TargetRanges {
  power?: number | undefined;
  hr?: number | undefined;
  pace?: number | undefined;
}

export interface EventQuery {
  /** Local days of the athlete, both included. */
  from: CalendarDate;
  to: CalendarDate;
  /** Requests every workout as a file, too. */
  format?: WorkoutFormat;
  ranges?: TargetRanges;
}

/** The categories that plan a day. The others are settings: seasons, fitness. */
export const PLANNED_CATEGORIES: EventCategory[] = [
  'WORKOUT',
  'NOTE',
  'RACE_A',
  'RACE_B',
  'RACE_C',
  'TARGET',
  'HOLIDAY',
  'SICK',
  'INJURED',
];

/** The planned events between two days, with resolved workouts, in one request. @throws {Problem} as `Client.send` */
export async function listEvents(
  client: Client,
  athleteId: string,
  { from, to, format, ranges = {} }: EventQuery,
): Promise<EventWithFile[]> {
  const { body } = await client.send(
    {
      path: getEventsPath(athleteId),
      query: {
        oldest: from,
        newest: to,
        category: PLANNED_CATEGORIES.join(','),
        resolve: 'true',
        ext: format,
        powerRange: ranges.power?.toString(),
        hrRange: ranges.hr?.toString(),
        paceRange: ranges.pace?.toString(),
      },
    },
    eventsSchema,
  );
  return body;
}

/** An event to write; only the given keys are sent. Its content is a native text or a file. */
export interface EventDraft {
  category: 'WORKOUT';
  name: string;
  /** Intervals.icu's activity type, "Ride". */
  type: string;
  /** "2026-11-22T17:30:00", in the athlete's local time; midnight if no time is planned. */
  start_date_local: string;
  /** The workout as native text, or a plain description. */
  description?: string;
  filename?: string;
  file_contents?: string;
  file_contents_base64?: string;
  external_id?: string;
  indoor?: boolean;
  /** The remaining fields are only copied from an event that had them. */
  workout_doc?: unknown;
  color?: unknown;
  target?: unknown;
  tags?: unknown;
  sub_type?: unknown;
  not_on_fitness_chart?: unknown;
  hide_from_athlete?: unknown;
  athlete_cannot_edit?: unknown;
  moving_time?: number;
  distance?: number;
  icu_training_load?: number;
}

/** Creates an event and returns it as stored. @throws {Problem} as `Client.send` */
export async function createEvent(client: Client, athleteId: string, draft: EventDraft): Promise<CalendarEvent> {
  const request = { method: 'POST', path: getEventsPath(athleteId), json: draft } as const;
  return (await client.send(request, singleEventSchema)).body;
}

/** Changes only the given fields of an event. @throws {Problem} as `Client.send`; `not-found` if it does not exist any more */
export async function updateEvent(
  client: Client,
  athleteId: string,
  id: number,
  change: Partial<EventDraft>,
): Promise<CalendarEvent> {
  const request = { method: 'PUT', path: `${getEventsPath(athleteId)}/${id}`, json: change } as const;
  return (await client.send(request, singleEventSchema)).body;
}

/** Deletes an event. @throws {Problem} as `Client.send`; `not-found` if it does not exist any more */
export async function deleteEvent(client: Client, athleteId: string, id: number): Promise<void> {
  await client.send({ method: 'DELETE', path: `${getEventsPath(athleteId)}/${id}` }, deletedEventSchema);
}

/** Path of an athlete's events. */
export const getEventsPath = (athleteId: string): string => `/athlete/${encodeURIComponent(athleteId)}/events`;

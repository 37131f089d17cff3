import * as z from 'zod/mini';
import type { CalendarDate } from '../../platform/calendar-date.ts';
import { Problem } from '../../platform/problem.ts';
import type { CalendarEvent, WorkoutFile } from './calendar-event.ts';
import { type EventDraft, getEventsPath } from './calendar-events.ts';
import type { Client } from './client.ts';
import { eventsSchema } from './event-schemas.ts';

/** A planned workout with everything that can be written again. */
export interface RestorableEvent {
  event: CalendarEvent;
  userFields: UserEventFields;
  /** Its structure in the API's own format. */
  workoutDoc?: unknown;
  file?: WorkoutFile;
}

/** The fields of an event that a person sets, without its content. */
export type UserEventFields = Pick<EventDraft, 'category' | 'name' | 'type'> &
  Partial<Pick<EventDraft, (typeof OPTIONAL_FIELDS)[number]>>;

const OPTIONAL_FIELDS = [
  'indoor',
  'color',
  'target',
  'tags',
  'sub_type',
  'not_on_fitness_chart',
  'hide_from_athlete',
  'athlete_cannot_edit',
  'external_id',
] as const;

const rowSchema = z.looseObject({ id: z.int() });

/**
 * Fetches a planned workout, to copy or restore it. It is read from the list of its day, for `GET events/{id}` was seen to answer 404
 * for events that the list contains.
 * @throws {Problem} as `Client.send`; `not-found` if it is not on that day
 */
export async function fetchRestorableEvent(
  client: Client,
  athleteId: string,
  id: number,
  day: CalendarDate,
): Promise<RestorableEvent> {
  // Targets as planned, without the ranges that devices want.
  const exact = { powerRange: '0', hrRange: '0', paceRange: '0' };
  const query = { oldest: day, newest: day, category: 'WORKOUT', ext: 'zwo', ...exact };
  const { body } = await client.send({ path: getEventsPath(athleteId), query }, z.array(z.unknown()));
  for (const value of body) {
    const row = rowSchema.safeParse(value);
    if (!row.success || row.data.id !== id) continue;
    const [found] = eventsSchema.safeParse([value]).data ?? [];
    if (found) return { ...found, userFields: toUserFields(row.data, found.event), workoutDoc: row.data.workout_doc };
  }
  throw new Problem('not-found');
}

/** Without fields that are empty or false, which are the API's defaults. */
function toUserFields(row: Record<string, unknown>, { name, type = '' }: CalendarEvent): UserEventFields {
  const set = OPTIONAL_FIELDS.flatMap(key => (row[key] == null || row[key] === false ? [] : [[key, row[key]]]));
  return { category: 'WORKOUT', name, type, ...Object.fromEntries(set) };
}

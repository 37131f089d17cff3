import * as z from 'zod/mini';
import type { CalendarDate } from '../../platform/calendar-date.ts';
import { Problem } from '../../platform/problem.ts';
import type { CalendarEvent, WorkoutFile } from './calendar-event.ts';
import { type EventDraft, getEventsPath } from './calendar-events.ts';
import type { Client } from './client.ts';
import { eventsSchema } from './event-schemas.ts';

/** A planned workout with everything of it that can be written again. */
export interface RestorableEvent {
  event: CalendarEvent;
  userFields: UserEventFields;
  /** Its structure as Intervals.icu keeps it. */
  workoutDoc?: unknown;
  file?: WorkoutFile;
}

/** The fields of an event that are a person's, not the server's, and are not its content. */
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
 * Reads a planned workout, to make another one of it or to bring it back. From the list of its day: single events were seen to
 * answer 404 though the list has them (reference §3).
 * @throws {Problem} as `Client.send`; `not-found` when it is not on that day
 */
export async function fetchRestorableEvent(
  client: Client,
  athleteId: string,
  id: number,
  day: CalendarDate,
): Promise<RestorableEvent> {
  // As it is planned, without the room around a target that devices want.
  const exact = { powerRange: '0', hrRange: '0', paceRange: '0' };
  const query = { oldest: day, newest: day, category: 'WORKOUT', ext: 'zwo', ...exact };
  const { body } = await client.send({ path: getEventsPath(athleteId), query }, z.array(z.unknown()));
  for (const value of body) {
    const row = rowSchema.safeParse(value);
    if (!row.success || row.data.id !== id) continue;
    const [found] = eventsSchema.safeParse([value]).data ?? [];
    if (found)
      return { ...found, userFields: toUserFields(row.data, found.event), workoutDoc: row.data.workout_doc };
  }
  throw new Problem('not-found');
}

/** What has no value, or says no, is what Intervals.icu takes for granted. */
function toUserFields(row: Record<string, unknown>, { name, type = '' }: CalendarEvent): UserEventFields {
  const set = OPTIONAL_FIELDS.flatMap(key =>
    row[key] == null || row[key] === false ? [] : [[key, row[key]]],
  );
  return { category: 'WORKOUT', name, type, ...Object.fromEntries(set) };
}

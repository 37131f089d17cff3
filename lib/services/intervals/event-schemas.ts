import * as z from 'zod/mini';
import { parseTargetType, parseWorkoutDoc } from '../../formats/workouts/workout-doc.ts';
import { addDays, isCalendarDate } from '../../platform/calendar-date.ts';
import { lenientList } from '../../platform/lenient-list.ts';
import { activityTypeToSport } from './activity-types.ts';
import { type CalendarEvent, EVENT_CATEGORIES, type EventCategory, type WorkoutFile } from './calendar-event.ts';
import { lenientBoolean, lenientNumber, lenientText } from './lenient-schemas.ts';

const eventSchema = z.object({
  id: z.int(),
  start_date_local: z.string(),
  end_date_local: lenientText,
  category: lenientText,
  name: lenientText,
  type: lenientText,
  indoor: lenientBoolean,
  description: lenientText,
  moving_time: lenientNumber,
  distance: lenientNumber,
  icu_training_load: lenientNumber,
  icu_intensity: lenientNumber,
  target: lenientText,
  // Webhooks leave it out, and lists may (https://intervals.icu/api/v1/docs requires no field of an event).
  workout_doc: z.optional(z.unknown()),
  paired_activity_id: z.catch(z.nullish(z.union([z.string(), z.int()])), undefined),
  external_id: lenientText,
  updated: lenientText,
  push_errors: z.catch(z.nullish(z.array(z.object({ service: lenientText, message: lenientText }))), undefined),
  workout_filename: lenientText,
  workout_file_base64: lenientText,
});

type EventRow = z.infer<typeof eventSchema>;

/** An event with its file, if one was requested. */
export interface EventWithFile {
  event: CalendarEvent;
  file?: WorkoutFile;
}

const eventWithFileSchema = z.pipe(
  eventSchema,
  z.transform((row, context): EventWithFile => {
    const found = toEventWithFile(row);
    if (found) return found;
    context.issues.push({ code: 'custom', message: 'an event without a date', input: row });
    return z.NEVER;
  }),
);

/** `GET events` */
export const eventsSchema = lenientList(eventWithFileSchema);

/** `POST events`, `PUT events/{id}` and `GET events/{id}` */
export const singleEventSchema = z.pipe(
  eventWithFileSchema,
  z.transform(({ event }) => event),
);

/** `DELETE events/{id}`: an empty object. */
export const deletedEventSchema = z.unknown();

function toEventWithFile(row: EventRow): EventWithFile | undefined {
  const event = toCalendarEvent(row);
  if (!event) return undefined;
  const { workout_filename: name, workout_file_base64: base64 } = row;
  return { event, ...(base64 && { file: { name: name ?? '', base64 } }) };
}

function toCalendarEvent(row: EventRow): CalendarEvent | undefined {
  const day = row.start_date_local.slice(0, 10);
  if (!isCalendarDate(day)) return undefined;
  const time = row.start_date_local.slice(11, 16);
  const type = row.type || undefined;
  const doc = parseWorkoutDoc(row.workout_doc);
  const target = parseTargetType(row.target) ?? doc?.target;
  const pushErrors = (row.push_errors ?? []).map(({ service, message }) =>
    [service, message].filter(Boolean).join(': '),
  );
  return {
    id: row.id,
    category: toCategory(row.category),
    name: row.name || '',
    sport: activityTypeToSport(type ?? ''),
    day,
    lastDay: getLastDay(day, row.end_date_local),
    ...(type && { type }),
    ...(/^\d\d:\d\d$/.test(time) && time !== '00:00' && { time }),
    ...(row.indoor != null && { indoor: row.indoor }),
    ...(row.description && { description: row.description }),
    ...(row.moving_time != null && { movingSecs: row.moving_time }),
    ...(row.distance != null && { distanceM: row.distance }),
    ...(row.icu_training_load != null && { load: row.icu_training_load }),
    ...(row.icu_intensity != null && { intensity: row.icu_intensity }),
    ...(target && { target }),
    ...(doc && { doc }),
    ...(row.paired_activity_id != null && { activity: String(row.paired_activity_id) }),
    ...(row.external_id && { externalId: row.external_id }),
    ...(row.updated && { updated: row.updated }),
    ...(pushErrors.length > 0 && { pushErrors }),
  };
}

/** `end_date_local` is exclusive: the midnight after the last day, or a time on that day. */
function getLastDay(day: string, end: string | null | undefined): string {
  const endDay = end?.slice(0, 10);
  if (!endDay || !isCalendarDate(endDay) || endDay <= day) return day;
  return /T00:00(:00)?$/.test(end ?? '') || end?.length === 10 ? addDays(endDay, -1) : endDay;
}

const toCategory = (category: string | null | undefined): EventCategory =>
  EVENT_CATEGORIES.find(known => known === category) ?? 'OTHER';

import * as z from 'zod/mini';
import { addDays, isDay } from '../day.ts';
import { CATEGORIES, type CalendarEvent, type Category, type WorkoutFile } from './event.ts';
import { sportOfType } from './sports.ts';
import { readWorkoutDoc, targetOf } from './workout-doc.ts';

// One odd value in a season must not hide the rest of it.
const text = z.catch(z.nullish(z.string()), undefined);
const amount = z.catch(z.nullish(z.number()), undefined);
const flag = z.catch(z.nullish(z.boolean()), undefined);

const eventSchema = z.object({
  id: z.int(),
  start_date_local: z.string(),
  end_date_local: text,
  category: text,
  name: text,
  type: text,
  indoor: flag,
  description: text,
  moving_time: amount,
  distance: amount,
  icu_training_load: amount,
  icu_intensity: amount,
  target: text,
  workout_doc: z.unknown(),
  paired_activity_id: z.catch(z.nullish(z.union([z.string(), z.int()])), undefined),
  external_id: text,
  updated: text,
  push_errors: z.catch(z.nullish(z.array(z.object({ service: text, message: text }))), undefined),
  workout_filename: text,
  workout_file_base64: text,
});

type EventRow = z.infer<typeof eventSchema>;

/** An event with the file that was asked for along with it. */
export interface EventWithFile {
  event: CalendarEvent;
  file?: WorkoutFile;
}

/**
 * `GET events`: rows that are no events are left out, so that one odd row does not hide the others. Where all of them are, it is
 * no calendar, and not an empty one.
 */
export const eventsSchema = z.pipe(
  z.array(z.unknown()),
  z.transform((rows, context) => {
    const events = rows.flatMap(row => {
      const event = eventSchema.safeParse(row);
      return event.success ? (withFile(event.data) ?? []) : [];
    });
    if (events.length > 0 || rows.length === 0) return events;
    context.issues.push({ code: 'custom', message: 'no row is an event', input: rows });
    return z.NEVER;
  }),
);

/** `POST events`, `PUT events/{id}` and `GET events/{id}` */
export const oneEventSchema = z.pipe(
  eventSchema,
  z.transform((row, context) => {
    const found = withFile(row);
    if (found) return found.event;
    context.issues.push({ code: 'custom', message: 'an event without a date', input: row });
    return z.NEVER;
  }),
);

/** `DELETE events/{id}`: an empty object. */
export const deletedEventSchema = z.unknown();

function withFile(row: EventRow): EventWithFile | undefined {
  const event = eventOf(row);
  if (!event) return undefined;
  const { workout_filename: name, workout_file_base64: base64 } = row;
  return { event, ...(base64 && { file: { name: name ?? '', base64 } }) };
}

function eventOf(row: EventRow): CalendarEvent | undefined {
  const day = row.start_date_local.slice(0, 10);
  if (!isDay(day)) return undefined;
  const time = row.start_date_local.slice(11, 16);
  const type = row.type || undefined;
  const doc = readWorkoutDoc(row.workout_doc);
  const target = targetOf(row.target) ?? doc?.target;
  const pushErrors = (row.push_errors ?? []).map(({ service, message }) =>
    [service, message].filter(Boolean).join(': '),
  );
  return {
    id: row.id,
    category: categoryOf(row.category),
    name: row.name || '',
    sport: sportOfType(type ?? ''),
    day,
    lastDay: lastDayOf(day, row.end_date_local),
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

/** `end_date_local` is the moment at which it is over: the midnight after the last day, or a time on that day. */
function lastDayOf(day: string, end: string | null | undefined): string {
  const endDay = end?.slice(0, 10);
  if (!endDay || !isDay(endDay) || endDay <= day) return day;
  return /T00:00(:00)?$/.test(end ?? '') || end?.length === 10 ? addDays(endDay, -1) : endDay;
}

const categoryOf = (category: string | null | undefined): Category =>
  CATEGORIES.find(known => known === category) ?? 'OTHER';

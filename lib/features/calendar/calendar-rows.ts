import * as z from 'zod/mini';
import type { GeneratedFile } from '../../formats/workouts/validate-workout-file.ts';
import type { TargetType } from '../../formats/workouts/workout-doc.ts';
import { WORKOUT_FORMATS, type WorkoutFormat } from '../../formats/workouts/workout-format.ts';
import { type CalendarDate, calendarDateSchema } from '../../platform/calendar-date.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import { defineRows, momentSchema, oneOf, optionalFact } from '../../platform/stored-rows.ts';
import { problemSchema } from '../../platform/stored-state.ts';
import { type CalendarEvent, EVENT_CATEGORIES } from '../../services/intervals/calendar-event.ts';
import { sportSchema } from '../uploads/upload-rows.ts';
import type { CalendarOperation } from './calendar-operation.ts';

const text = z.string();
const number = optionalFact(z.number());
const flag = optionalFact(z.boolean());

const targetTypeSchema = oneOf<TargetType>({ AUTO: true, POWER: true, HR: true, PACE: true });

const targetSchema = optionalFact(
  z.looseObject({ value: number, start: number, end: number, units: optionalFact(text) }),
);

const stepSchema: z.ZodMiniType = z.lazy(() =>
  z.looseObject({
    text: optionalFact(text),
    durationSecs: number,
    distanceM: number,
    untilLapPress: flag,
    reps: number,
    steps: z.optional(z.array(stepSchema)),
    warmup: flag,
    cooldown: flag,
    intensity: optionalFact(text),
    ramp: flag,
    freeride: flag,
    maxeffort: flag,
    power: targetSchema,
    hr: targetSchema,
    pace: targetSchema,
    cadence: targetSchema,
    watts: targetSchema,
    bpm: targetSchema,
    speed: targetSchema,
    resolvedDistanceM: number,
  }),
);

const docSchema = z.looseObject({
  steps: z.array(stepSchema),
  isTruncated: flag,
  durationSecs: number,
  distanceM: number,
  description: optionalFact(text),
  ftp: number,
  lthr: number,
  thresholdSpeed: number,
  paceUnits: optionalFact(text),
  target: optionalFact(targetTypeSchema),
  powerZones: optionalFact(z.array(z.looseObject({ name: text, topPercent: z.number() }))),
});

const eventSchema = z.looseObject({
  id: z.int(),
  category: z.enum([...EVENT_CATEGORIES, 'OTHER']),
  name: text,
  type: optionalFact(text),
  sport: sportSchema,
  day: calendarDateSchema,
  lastDay: calendarDateSchema,
  time: optionalFact(text),
  indoor: flag,
  description: optionalFact(text),
  movingSecs: number,
  distanceM: number,
  load: number,
  intensity: number,
  target: optionalFact(targetTypeSchema),
  doc: optionalFact(docSchema),
  activity: optionalFact(text),
  externalId: optionalFact(text),
  updated: optionalFact(text),
  pushErrors: optionalFact(z.array(text)),
});

/** An event, with each day that it is on. */
export interface EventRow {
  athlete: string;
  id: number;
  event: CalendarEvent;
  days: [athlete: string, CalendarDate][];
}

export const eventRows = defineRows<EventRow>(
  'calendar: events',
  z.looseObject({
    athlete: text,
    id: z.int(),
    event: eventSchema,
    days: z.array(z.tuple([text, calendarDateSchema])),
  }),
);

/** The event as it was stored, to compare it as a whole with another. */
export const parseStoredEvent = (stored: unknown): unknown =>
  z.catch(z.object({ event: z.unknown() }), { event: undefined }).parse(stored).event;

/** A planned workout as a file of one format, or why there is none. */
export interface StoredWorkoutFile {
  event: number;
  format: WorkoutFormat;
  /** With which `RangeOptions` it was made, as `rangesKey` writes them. */
  ranges: string;
  result: GeneratedFile | { problem: PlainProblem };
}

/** A file on the user's disk. */
export interface SavedWorkoutFile {
  event: number;
  format: WorkoutFormat;
  digest: string;
  name: string;
  atMs: number;
}

const formatSchema = z.enum(WORKOUT_FORMATS);

export const workoutFileRows = defineRows<StoredWorkoutFile>(
  'calendar: files',
  z.looseObject({
    event: z.int(),
    format: formatSchema,
    ranges: text,
    result: z.union([
      z.looseObject({ bytes: z.custom(ArrayBuffer.isView), digest: text, contentDigest: text }),
      z.looseObject({ problem: problemSchema }),
    ]),
  }),
);

export const savedFileRows = defineRows<SavedWorkoutFile>(
  'calendar: saved',
  z.looseObject({ event: z.int(), format: formatSchema, digest: text, name: text, atMs: momentSchema }),
);

export const calendarReadRows = defineRows<number>('calendar: days', momentSchema);

const startSchema = z.looseObject({ day: calendarDateSchema, time: optionalFact(text) });

const changeSchema = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal(['added', 'copied']),
    day: calendarDateSchema,
    event: optionalFact(z.int()),
    lengths: optionalFact(z.looseObject({ expectedSecs: z.number(), madeSecs: z.number() })),
  }),
  z.looseObject({ kind: z.literal('moved'), event: z.int(), from: startSchema, to: startSchema }),
  z.looseObject({
    kind: z.literal('deleted'),
    event: z.int(),
    day: calendarDateSchema,
    activity: optionalFact(text),
    draft: z.looseObject({ category: z.literal('WORKOUT'), name: text, type: text, start_date_local: text }),
    expected: z.looseObject({ structured: z.boolean(), durationSecs: number, toleranceSecs: z.number() }),
  }),
]);

export const operationRows = defineRows<CalendarOperation>(
  'calendar: operations',
  z.looseObject({
    id: text,
    athlete: text,
    batch: text,
    atMs: momentSchema,
    name: text,
    unconfirmed: optionalFact(z.literal(true)),
    dismissed: optionalFact(z.literal(true)),
    change: changeSchema,
  }),
);

import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { readWorkoutDoc, type WorkoutDoc } from '../../../lib/intervals/workout-doc.ts';

const FILE = '../shared/reference/intervals-api/samples/events_list_resolved.json';

/** A planned workout that Intervals.icu sent, with what it says of it. */
export interface Sample {
  name: string;
  doc: WorkoutDoc;
  moving_time: number;
  joules: number;
  distance: number;
  /** Seconds in each zone. */
  zoneSecs: number[];
}

const eventSchema = z.object({
  name: z.string(),
  moving_time: z.nullable(z.number()),
  joules: z.nullable(z.number()),
  distance: z.nullable(z.number()),
  workout_doc: z.optional(
    z.nullable(
      z.looseObject({
        zoneTimes: z.optional(z.array(z.looseObject({ secs: z.number(), gap: z.optional(z.boolean()) }))),
      }),
    ),
  ),
});

/** The real workouts that are there to look at; none where that folder is absent. */
export const samples: Sample[] = (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : []).flatMap(
  (row: unknown) => {
    const { name, moving_time, joules, distance, workout_doc } = eventSchema.parse(row);
    const doc = readWorkoutDoc(workout_doc);
    if (!doc) return [];
    const zoneSecs = (workout_doc?.zoneTimes ?? []).filter(({ gap }) => !gap).map(({ secs }) => secs);
    return {
      name,
      doc,
      moving_time: moving_time ?? 0,
      joules: joules ?? 0,
      distance: distance ?? 0,
      zoneSecs,
    };
  },
);

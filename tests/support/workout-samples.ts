import * as z from 'zod/mini';
import { parseWorkoutDoc, type WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import { sampleText } from '../fixtures/samples.ts';

/** A planned workout as Intervals.icu sends it, with what it says of it. */
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

export const samples: Sample[] = z
  .array(eventSchema)
  .parse(JSON.parse(sampleText('events_list_resolved')))
  .flatMap(({ name, moving_time, joules, distance, workout_doc }) => {
    const doc = parseWorkoutDoc(workout_doc);
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
  });

import type { Athlete } from '../athlete.ts';
import { areSteps } from '../workouts/step.ts';
import type { Ranges } from '../workouts/targets.ts';
import { type Format, makeWorkoutFile } from '../workouts/workout-file.ts';
import type { EventFile, KeptEvent } from './calendar.ts';
import { athleticsOf } from './event.ts';

/** The file of a planned workout; undefined if it has no steps. */
export function fileOf(
  athlete: Athlete,
  { json: event, file }: KeptEvent,
  format: Format,
  ranges: Ranges = {},
): EventFile | undefined {
  if (file) return file;
  const steps = event.workout_doc?.steps;
  if (event.category !== 'WORKOUT' || !areSteps(steps) || steps.length === 0) return undefined;
  const { name, description } = event;
  const bytes = makeWorkoutFile(format, {
    name,
    description,
    steps,
    athletics: athleticsOf(athlete, event, ranges),
  });
  return { name: fileName(name, format), base64: Buffer.from(bytes).toString('base64') };
}

/** “Big Gear Grinds” comes as `Big_Gear_Grinds.zwo` (forum t/93737, 2024); what happens to other characters is not known. */
function fileName(name: string, format: Format): string {
  return `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '_') || 'workout'}.${format}`;
}

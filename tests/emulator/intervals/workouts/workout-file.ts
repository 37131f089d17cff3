import { Refusal } from '../refusal.ts';
import { courseFile } from './course-writer.ts';
import { fitWorkout } from './fit-writer.ts';
import { resolveSteps } from './resolve.ts';
import type { StepJson } from './step.ts';
import type { Athletics } from './targets.ts';
import { zwoFile } from './zwo-writer.ts';

export const formats = ['zwo', 'mrc', 'erg', 'fit'] as const;
export type Format = (typeof formats)[number];

/** A workout that is to become a file. */
export interface WorkoutToWrite {
  readonly name: string;
  readonly description: string | null;
  /** Resolved. */
  readonly steps: readonly StepJson[];
  readonly athletics: Athletics;
}

/** The format by its name in a query or in a path. */
export function expectFormat(text: string): Format {
  const format = formats.find(known => known === text.replace(/^\./, '').toLowerCase());
  if (!format) throw new Refusal(422, `Invalid ext [${text}], must be one of zwo, mrc, erg or fit`);
  return format;
}

/** Creates the file that the server would create. */
export function makeWorkoutFile(format: Format, workout: WorkoutToWrite): Uint8Array {
  const resolved = { ...workout, steps: resolveSteps(workout.steps, workout.athletics) };
  if (format === 'fit') return fitWorkout(resolved);
  return Buffer.from(format === 'zwo' ? zwoFile(resolved) : courseFile(resolved, format));
}

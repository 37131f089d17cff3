import { NotARecording } from '../../recordings/recording.ts';
import { Refusal } from '../refusal.ts';
import { readCourse } from './course-reader.ts';
import { readFitWorkout } from './fit-reader.ts';
import type { StepJson } from './step.ts';
import { readZwo } from './zwo-reader.ts';

/** What the server gets out of a workout file. */
export interface ReadWorkout {
  readonly steps: StepJson[];
  readonly name?: string;
  readonly description?: string;
}

/** Reads a workout file by its name; what cannot be read is refused. The text of the refusal is not known. */
export function readWorkout(name: string, bytes: Uint8Array): ReadWorkout {
  const extension = /\.(zwo|mrc|erg|fit)$/i.exec(name)?.[1]?.toLowerCase();
  if (!extension) throw new Refusal(422, `Unsupported workout file: ${name}`);
  const workout = read(extension, bytes);
  if (workout.steps.length === 0) throw new Refusal(422, `No steps in ${name}`);
  return workout;
}

function read(extension: string, bytes: Uint8Array): ReadWorkout {
  try {
    if (extension === 'zwo') return readZwo(bytes);
    return extension === 'fit' ? readFitWorkout(bytes) : readCourse(Buffer.from(bytes).toString());
  } catch (error) {
    if (error instanceof NotARecording) throw new Refusal(422, error.message);
    throw error;
  }
}

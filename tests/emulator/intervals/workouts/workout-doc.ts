import { loadOf } from './load.ts';
import { resolveSteps, timedSteps } from './resolve.ts';
import { single } from './single.ts';
import { meanOf, type StepJson, unrolled } from './step.ts';
import { type Athletics, ftpOf } from './targets.ts';
import { type ZoneTime, zoneTimesOf } from './zone-times.ts';

/** The structure of a workout as the API stores it. Seeds may have only steps. */
export interface WorkoutDocJson {
  duration?: number;
  distance?: number;
  description?: string;
  ftp?: number;
  lthr?: number;
  threshold_pace?: number;
  pace_units?: string;
  target?: 'POWER' | 'HR' | 'PACE';
  steps: StepJson[];
  zoneTimes?: ZoneTime[];
  options?: Record<string, unknown>;
  locales?: string[];
}

/** A `workout_doc` with what the server computes. */
export type WholeDoc = WorkoutDocJson & Required<Pick<WorkoutDocJson, 'duration' | 'distance' | 'target'>>;

/** Makes the whole of it from its steps. */
export function makeWorkoutDoc(steps: readonly StepJson[], athletics: Athletics, description?: string): WholeDoc {
  const { lthr, threshold_pace, pace_units } = athletics.settings;
  const timed = timedSteps(steps, athletics);
  const done = unrolled(resolveSteps(timed, athletics));
  const target = targetOf(done);
  const ftp = ftpOf(athletics);
  return {
    ...(description && { description }),
    duration: done.reduce((sum, { duration = 0 }) => sum + duration, 0),
    distance: single(done.reduce((sum, step) => Math.fround(sum + distanceOf(step)), 0)),
    ...(ftp !== undefined && { ftp }),
    ...(lthr !== undefined && { lthr }),
    ...(threshold_pace !== undefined && { threshold_pace }),
    ...(pace_units !== undefined && { pace_units }),
    target,
    steps: timed,
    ...(done.length > 0 && { zoneTimes: zoneTimesOf(done, target, athletics) }),
    options: {},
    locales: [],
  };
}

/** What the server computes for the event that has the workout. */
export interface Sums {
  moving_time: number;
  distance: number;
  joules: number;
  joules_above_ftp: number;
  icu_training_load: number | null;
  icu_intensity: number | null;
}

/** The totals of a workout; `load` is given if it was set by hand. */
export function sumsOf(doc: WholeDoc, athletics: Athletics, load?: number | null): Sums {
  const done = unrolled(resolveSteps(doc.steps, athletics));
  const ftp = ftpOf(athletics) ?? Infinity;
  const joules = (floor: number) =>
    Math.trunc(
      done.reduce(
        (sum, { _power, duration = 0 }) => sum + Math.max(0, _power ? meanOf(_power) - floor : 0) * duration,
        0,
      ),
    );
  const icu_training_load = load ?? loadOf(done, doc, athletics);
  return {
    moving_time: doc.duration,
    distance: doc.distance,
    joules: joules(0),
    joules_above_ftp: joules(ftp),
    icu_training_load,
    icu_intensity: intensityOf(icu_training_load, doc.duration),
  };
}

/** 100·√(load/100 · 3600/seconds), as all samples have it to the last digit. */
function intensityOf(load: number | null, seconds: number): number | null {
  return load === null || seconds === 0 ? null : single(100 * Math.sqrt(((load / 100) * 3600) / seconds));
}

function distanceOf({ distance, _distance }: StepJson): number {
  return distance ?? _distance ?? 0;
}

function targetOf(done: readonly StepJson[]): WholeDoc['target'] {
  if (done.some(({ power }) => power)) return 'POWER';
  if (done.some(({ hr }) => hr)) return 'HR';
  return done.some(({ pace }) => pace) ? 'PACE' : 'POWER';
}

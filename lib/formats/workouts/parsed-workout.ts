import type { WorkoutDoc, WorkoutStep } from './workout-doc.ts';
import type { WorkoutFormat } from './workout-format.ts';

/** What a workout file says, and what is sent of it. */
export interface ParsedWorkout {
  format: WorkoutFormat;
  name: string;
  /** Intervals.icu's activity type, "Ride", where the file tells. */
  type?: string;
  description?: string;
  /** How many texts it shows on the way. */
  cueCount: number;
  /** Targets as planned. `durationSecs` is absent where the length of a step depends on the athlete. */
  doc: WorkoutDoc;
  content: WorkoutContent;
}

/** The workout in the form that the API takes. */
export type WorkoutContent = { text: string } | { base64: string };

/** What the reader of one format finds out. */
export type WorkoutFacts = Pick<ParsedWorkout, 'type' | 'description' | 'cueCount'> & {
  name?: string;
  steps: WorkoutStep[];
  ftp?: number;
};

/** Seconds that steps take, repeats counted out; undefined where one of them ends by distance or by a press of a button. */
export function getPlannedSeconds(steps: readonly WorkoutStep[]): number | undefined {
  let secs = 0;
  for (const step of steps) {
    const own = step.steps ? getPlannedSeconds(step.steps) : step.durationSecs;
    if (own === undefined || step.untilLapPress) return undefined;
    secs += own * (step.reps ?? 1);
  }
  return secs;
}

/** Metres that steps take, where all of them end by distance. */
export function getPlannedMetres(steps: readonly WorkoutStep[]): number | undefined {
  let metres = 0;
  for (const step of steps) {
    const own = step.steps ? getPlannedMetres(step.steps) : step.distanceM;
    if (own === undefined || step.durationSecs !== undefined) return undefined;
    metres += own * (step.reps ?? 1);
  }
  return metres;
}

/** How many steps are done in all, repeats counted out. */
export const countSteps = (steps: readonly WorkoutStep[]): number =>
  steps.reduce((sum, step) => sum + (step.reps ?? 1) * (step.steps ? countSteps(step.steps) : 1), 0);

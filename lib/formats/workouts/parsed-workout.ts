import type { WorkoutDoc, WorkoutStep } from './workout-doc.ts';
import type { WorkoutFormat } from './workout-format.ts';

/** A workout file, and the content that is sent to Intervals.icu. */
export interface ParsedWorkout {
  format: WorkoutFormat;
  name: string;
  /** Intervals.icu's activity type, "Ride", where the file has a sport. */
  type?: string;
  description?: string;
  /** Number of text cues. */
  cueCount: number;
  /** Targets as planned. `durationSecs` is absent where the length of a step depends on the athlete. */
  doc: WorkoutDoc;
  content: WorkoutContent;
}

/** The workout in the form that the API takes. */
export type WorkoutContent = { text: string } | { base64: string };

/** What the parser of one format returns. */
export type WorkoutFacts = Pick<ParsedWorkout, 'type' | 'description' | 'cueCount'> & {
  name?: string;
  steps: WorkoutStep[];
  ftp?: number;
};

/** Seconds of all steps with their repeats; undefined where a step ends by distance or by the lap button. */
export function getPlannedSeconds(steps: readonly WorkoutStep[]): number | undefined {
  let secs = 0;
  for (const step of steps) {
    const own = step.steps ? getPlannedSeconds(step.steps) : step.durationSecs;
    if (own === undefined || step.untilLapPress) return undefined;
    secs += own * (step.reps ?? 1);
  }
  return secs;
}

/** Metres of all steps with their repeats; undefined where a step does not end by distance. */
export function getPlannedMetres(steps: readonly WorkoutStep[]): number | undefined {
  let metres = 0;
  for (const step of steps) {
    const own = step.steps ? getPlannedMetres(step.steps) : step.distanceM;
    if (own === undefined || step.durationSecs !== undefined) return undefined;
    metres += own * (step.reps ?? 1);
  }
  return metres;
}

/** Number of steps with their repeats. */
export const countSteps = (steps: readonly WorkoutStep[]): number =>
  steps.reduce((sum, step) => sum + (step.reps ?? 1) * (step.steps ? countSteps(step.steps) : 1), 0);

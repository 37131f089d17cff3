import { getTargetInMetric, toUsableNumber } from './step-target.ts';
import type { WorkoutDoc, WorkoutStep } from './workout-doc.ts';

/** Seconds of a step, computed from distance and pace where it has no duration; undefined where that is not possible. */
export function estimateSeconds(step: WorkoutStep, doc: WorkoutDoc): number | undefined {
  const seconds = toUsableNumber(step.durationSecs);
  if (seconds) return seconds;
  const metres = toUsableNumber(step.distanceM);
  const speed = getMeanTarget('pace', step, doc);
  return metres && speed ? toUsableNumber(metres / speed) : undefined;
}

/** Metres of a step, computed from duration and pace where it has no distance; undefined where that is not possible. */
export function estimateMetres(step: WorkoutStep, doc: WorkoutDoc): number | undefined {
  const metres = toUsableNumber(step.distanceM) || toUsableNumber(step.resolvedDistanceM);
  if (metres) return metres;
  const seconds = toUsableNumber(step.durationSecs);
  const speed = getMeanTarget('pace', step, doc);
  return seconds && speed ? toUsableNumber(seconds * speed) : undefined;
}

/** Mean watts or m/s of a step: as Intervals.icu resolved them, else the middle of the target. */
export function getMeanTarget(metric: 'power' | 'pace', step: WorkoutStep, doc: WorkoutDoc): number | undefined {
  const resolved = toUsableNumber((metric === 'power' ? step.watts : step.speed)?.value);
  const span = getTargetInMetric(metric, step, doc)?.absolute;
  return resolved ?? (span && (span.from + span.to) / 2);
}

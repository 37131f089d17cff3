import { getTargetInMetric, toUsableNumber } from './step-target.ts';
import type { WorkoutDoc, WorkoutStep } from './workout-doc.ts';

/** Seconds that a step takes, from its pace where it only says how far; undefined where neither tells. */
export function estimateSeconds(step: WorkoutStep, doc: WorkoutDoc): number | undefined {
  const seconds = toUsableNumber(step.durationSecs);
  if (seconds) return seconds;
  const metres = toUsableNumber(step.distanceM);
  const speed = getMeanTarget('pace', step, doc);
  return metres && speed ? toUsableNumber(metres / speed) : undefined;
}

/** Metres that a step covers, from its pace where it only says how long; undefined where neither tells. */
export function estimateMetres(step: WorkoutStep, doc: WorkoutDoc): number | undefined {
  const metres = toUsableNumber(step.distanceM) || toUsableNumber(step.resolvedDistanceM);
  if (metres) return metres;
  const seconds = toUsableNumber(step.durationSecs);
  const speed = getMeanTarget('pace', step, doc);
  return seconds && speed ? toUsableNumber(seconds * speed) : undefined;
}

/** The watts, bpm or m/s that a step comes to on average: as Intervals.icu resolved it, else the middle of its target. */
export function getMeanTarget(
  metric: 'power' | 'pace',
  step: WorkoutStep,
  doc: WorkoutDoc,
): number | undefined {
  const resolved = toUsableNumber((metric === 'power' ? step.watts : step.speed)?.value);
  const span = getTargetInMetric(metric, step, doc)?.absolute;
  return resolved ?? (span && (span.from + span.to) / 2);
}

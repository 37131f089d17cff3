import { getTargetInMetric, toUsableNumber } from './step-target.ts';
import type { WorkoutDoc, WorkoutStep } from './workout-doc.ts';

/** How long the steps of a workout are, all by the same measure. */
export interface StepLengths {
  /** What the lengths are: seconds, metres, or nothing but an order. */
  lengthUnit: 'time' | 'distance' | 'order';
  getLength: (step: WorkoutStep) => number;
  /** Some step does not say how long it is; it counts as long as the others are on average. */
  isEstimated: boolean;
}

/** Measures by time where any step tells its own, else by distance, else every step is one long. */
export function measureSteps(steps: WorkoutStep[], doc: WorkoutDoc): StepLengths {
  const inTime = mapLengths(steps, step => estimateSeconds(step, doc));
  const lengths = inTime.size > 0 ? inTime : mapLengths(steps, ({ distanceM }) => toUsableNumber(distanceM));
  const mean = [...lengths.values()].reduce((sum, length) => sum + length / lengths.size, 0) || 1;
  return {
    lengthUnit: inTime.size > 0 ? 'time' : lengths.size > 0 ? 'distance' : 'order',
    getLength: step => lengths.get(step) ?? mean,
    isEstimated: steps.some(step => !lengths.has(step)),
  };
}

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

function mapLengths(
  steps: WorkoutStep[],
  lengthOf: (step: WorkoutStep) => number | undefined,
): Map<WorkoutStep, number> {
  const lengths = new Map<WorkoutStep, number>();
  for (const step of steps) {
    const length = lengthOf(step);
    if (length) lengths.set(step, length);
  }
  return lengths;
}

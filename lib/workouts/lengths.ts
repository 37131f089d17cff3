import type { Step, WorkoutDoc } from '../intervals/workout-doc.ts';
import { readAim, sane } from './aim.ts';

/** How long the steps of a workout are, all by the same measure. */
export interface Ruler {
  /** What the lengths are: seconds, metres, or nothing but an order. */
  along: 'time' | 'distance' | 'order';
  lengthOf: (step: Step) => number;
  /** Some step does not say how long it is; it counts as long as the others are on average. */
  guessed: boolean;
}

/** Measures by time where any step tells its own, else by distance, else every step is one long. */
export function rulerFor(steps: Step[], doc: WorkoutDoc): Ruler {
  const inTime = measured(steps, step => secondsOf(step, doc));
  const lengths = inTime.size > 0 ? inTime : measured(steps, ({ distanceM }) => sane(distanceM));
  const mean = [...lengths.values()].reduce((sum, length) => sum + length / lengths.size, 0) || 1;
  return {
    along: inTime.size > 0 ? 'time' : lengths.size > 0 ? 'distance' : 'order',
    lengthOf: step => lengths.get(step) ?? mean,
    guessed: steps.some(step => !lengths.has(step)),
  };
}

/** Seconds that a step takes, from its pace where it only says how far; undefined where neither tells. */
export function secondsOf(step: Step, doc: WorkoutDoc): number | undefined {
  const seconds = sane(step.durationSecs);
  if (seconds) return seconds;
  const metres = sane(step.distanceM);
  const speed = meanOf('pace', step, doc);
  return metres && speed ? sane(metres / speed) : undefined;
}

/** Metres that a step covers, from its pace where it only says how long; undefined where neither tells. */
export function metresOf(step: Step, doc: WorkoutDoc): number | undefined {
  const metres = sane(step.distanceM) || sane(step.resolvedDistanceM);
  if (metres) return metres;
  const seconds = sane(step.durationSecs);
  const speed = meanOf('pace', step, doc);
  return seconds && speed ? sane(seconds * speed) : undefined;
}

/** The watts, bpm or m/s that a step comes to on average: as Intervals.icu resolved it, else the middle of its target. */
export function meanOf(measure: 'power' | 'pace', step: Step, doc: WorkoutDoc): number | undefined {
  const resolved = sane((measure === 'power' ? step.watts : step.speed)?.value);
  const span = readAim(measure, step, doc)?.absolute;
  return resolved ?? (span && (span.from + span.to) / 2);
}

function measured(steps: Step[], lengthOf: (step: Step) => number | undefined): Map<Step, number> {
  const lengths = new Map<Step, number>();
  for (const step of steps) {
    const length = lengthOf(step);
    if (length) lengths.set(step, length);
  }
  return lengths;
}

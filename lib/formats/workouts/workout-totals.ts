import { estimateMetres, estimateSeconds, getMeanTarget } from './step-lengths.ts';
import { getRounds, type WorkoutDoc, type WorkoutStep } from './workout-doc.ts';

/** Totals of a workout. */
interface WorkoutTotals {
  durationSecs: number;
  /** Work of the steps with watts; 0 without such steps. */
  joules: number;
  /** Metres as a 32-bit float, which Intervals.icu uses. */
  distanceM: number;
  /** Mean watts of the steps with watts; undefined without such steps. */
  watts?: number;
}

/** Adds up the steps as Intervals.icu does for `moving_time`, `joules` and `distance` (compared with real events, 2026-11). */
export function getWorkoutTotals(doc: WorkoutDoc): WorkoutTotals {
  const { seconds, joules, metres, poweredSecs } = addUp(doc.steps, doc);
  return {
    durationSecs: Math.round(seconds),
    joules: Math.trunc(joules),
    distanceM: metres,
    ...(poweredSecs > 0 && { watts: joules / poweredSecs }),
  };
}

interface StepTotals {
  seconds: number;
  joules: number;
  metres: number;
  /** Seconds with watts. */
  poweredSecs: number;
}

function addUp(steps: WorkoutStep[], doc: WorkoutDoc): StepTotals {
  const total: StepTotals = { seconds: 0, joules: 0, metres: 0, poweredSecs: 0 };
  for (const step of steps) {
    const rounds = getRounds(step);
    const perRound = step.steps?.length ? addUp(step.steps, doc) : getStepTotals(step, doc);
    total.seconds += rounds * perRound.seconds;
    total.joules += rounds * perRound.joules;
    total.metres = Math.fround(total.metres + rounds * perRound.metres);
    total.poweredSecs += rounds * perRound.poweredSecs;
  }
  return total;
}

function getStepTotals(step: WorkoutStep, doc: WorkoutDoc): StepTotals {
  const seconds = estimateSeconds(step, doc) ?? 0;
  const watts = getMeanTarget('power', step, doc);
  return {
    seconds,
    joules: (watts ?? 0) * seconds,
    metres: Math.fround(estimateMetres(step, doc) ?? 0),
    poweredSecs: watts === undefined ? 0 : seconds,
  };
}

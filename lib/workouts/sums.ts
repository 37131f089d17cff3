import type { Step, WorkoutDoc } from '../intervals/workout-doc.ts';
import { roundsOf } from './layout.ts';
import { meanOf, metresOf, secondsOf } from './lengths.ts';

/** What a workout comes to. */
export interface Sums {
  durationSecs: number;
  /** Work, of the steps with watts; 0 where there are none. */
  joules: number;
  /** Metres, as the 32-bit number that Intervals.icu counts them in. */
  distanceM: number;
  /** The mean of the steps with watts; undefined where there are none. */
  watts?: number;
}

/** Adds up the steps of a workout as Intervals.icu does for `moving_time`, `joules` and `distance`. */
export function sumsOf(doc: WorkoutDoc): Sums {
  const { seconds, joules, metres, powered } = add(doc.steps, doc);
  return {
    durationSecs: Math.round(seconds),
    joules: Math.trunc(joules),
    distanceM: metres,
    ...(powered > 0 && { watts: joules / powered }),
  };
}

interface Amounts {
  seconds: number;
  joules: number;
  metres: number;
  /** Seconds with watts. */
  powered: number;
}

function add(steps: Step[], doc: WorkoutDoc): Amounts {
  const sum: Amounts = { seconds: 0, joules: 0, metres: 0, powered: 0 };
  for (const step of steps) {
    const rounds = roundsOf(step);
    const one = step.steps?.length ? add(step.steps, doc) : amountsOf(step, doc);
    sum.seconds += rounds * one.seconds;
    sum.joules += rounds * one.joules;
    sum.metres = Math.fround(sum.metres + rounds * one.metres);
    sum.powered += rounds * one.powered;
  }
  return sum;
}

function amountsOf(step: Step, doc: WorkoutDoc): Amounts {
  const seconds = secondsOf(step, doc) ?? 0;
  const watts = meanOf('power', step, doc);
  return {
    seconds,
    joules: (watts ?? 0) * seconds,
    metres: Math.fround(metresOf(step, doc) ?? 0),
    powered: watts === undefined ? 0 : seconds,
  };
}

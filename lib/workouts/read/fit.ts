import type { FitMessage } from '../../files/fit/message.ts';
import { partsOf } from '../../files/fit/parts.ts';
import { ACTIVITY, MESSAGE, WORKOUT } from '../../files/fit/profile.ts';
import { walk } from '../../files/fit/walk.ts';
import { present } from '../../files/present.ts';
import type { Step } from '../../intervals/workout-doc.ts';
import { Problem } from '../../problem.ts';
import { stepOf } from './fit-step.ts';
import { MAX_REPEATS, MAX_STEPS } from './limits.ts';
import type { WorkoutFacts } from './read-workout.ts';

/**
 * A FIT workout: messages 26 (workout) and 27 (workout_step) of Garmin's public profile.
 * @throws {Problem} `broken-workout`, `is-a-recording`, `not-a-workout`
 */
export function readFitWorkout(bytes: Uint8Array): WorkoutFacts {
  let type: number | undefined;
  let workout: FitMessage | undefined;
  const messages: FitMessage[] = [];
  for (const part of partsOf(bytes)) {
    walk(bytes, part, message => {
      const { global } = message.layout;
      if (global === MESSAGE.fileId) type ??= message.number(0);
      if (global === MESSAGE.workout) workout ??= message;
      if (global === MESSAGE.workoutStep) messages.push(message);
      if (messages.length > MAX_STEPS)
        throw new Problem('broken-workout', { detail: `over ${MAX_STEPS} steps` });
    });
  }
  if (type === ACTIVITY) throw new Problem('is-a-recording');
  if (type !== WORKOUT) throw new Problem('not-a-workout');
  return present({
    name: workout?.text(8),
    type: TYPES[workout?.number(4) ?? -1],
    description: workout?.text(17),
    cues: messages.filter(message => message.text(8) !== undefined).length,
    steps: nested(messages),
  });
}

/** `workout.sport` of FIT in Intervals.icu's words. */
const TYPES: Readonly<Record<number, string>> = {
  1: 'Run',
  2: 'Ride',
  5: 'Swim',
  10: 'WeightTraining',
  11: 'Walk',
  12: 'NordicSki',
  15: 'Rowing',
  17: 'Hike',
};

/** `duration_type` of "go back to a step, this often". The other kinds of going back end on the road, nobody knows when. */
const REPEAT_TIMES = 6;
const REPEATS = new Set([REPEAT_TIMES, 7, 8, 9, 10, 11, 12, 13, 17, 18, 27]);

/** A repeat stands behind its steps and names the first of them; here it goes around them. */
function nested(messages: FitMessage[]): Step[] {
  const open: { index: number; step: Step }[] = [];
  for (const [place, message] of messages.entries()) {
    const index = message.number(254) ?? place;
    const durationType = message.number(1);
    if (durationType === undefined || !REPEATS.has(durationType)) {
      open.push({ index, step: stepOf(message) });
      continue;
    }
    const from = message.number(2) ?? 0;
    const first = open.findIndex(other => other.index >= from);
    const inner = first < 0 ? [] : open.splice(first);
    const isCounted = durationType === REPEAT_TIMES;
    const reps = isCounted ? (message.number(4) ?? 1) : 1;
    if (inner.length === 0 || reps < 1 || reps > MAX_REPEATS)
      throw new Problem('broken-workout', { detail: `step ${place + 1} repeats ${reps} × step ${from + 1}` });
    const steps = inner.map(({ step }) => step);
    open.push({
      index: inner[0]?.index ?? from,
      step: { reps, steps, ...(!isCounted && { untilLapPress: true }) },
    });
  }
  return open.map(({ step }) => step);
}

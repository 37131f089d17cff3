import { omitUndefined } from '../../platform/omit-undefined.ts';
import { Problem } from '../../platform/problem.ts';
import type { FitMessage } from '../fit/fit-message.ts';
import { readFitParts } from '../fit/fit-parts.ts';
import { FIT_ACTIVITY_FILE, FIT_MESSAGES, FIT_WORKOUT_FILE } from '../fit/fit-profile.ts';
import { visitFitMessages } from '../fit/visit-fit-messages.ts';
import { parseFitStep } from './parse-fit-step.ts';
import type { WorkoutFacts } from './parsed-workout.ts';
import type { WorkoutStep } from './workout-doc.ts';
import { MAX_REPEATS, MAX_WORKOUT_STEPS } from './workout-limits.ts';

/**
 * A FIT workout: messages 26 (workout) and 27 (workout_step) of Garmin's public profile.
 * @throws {Problem} `broken-workout`, `is-a-recording`, `not-a-workout`
 */
export function parseFitWorkout(bytes: Uint8Array): WorkoutFacts {
  let type: number | undefined;
  let workout: FitMessage | undefined;
  const messages: FitMessage[] = [];
  for (const part of readFitParts(bytes)) {
    visitFitMessages(bytes, part, message => {
      const { globalNumber } = message.definition;
      if (globalNumber === FIT_MESSAGES.fileId) type ??= message.getNumber(0);
      if (globalNumber === FIT_MESSAGES.workout) workout ??= message;
      if (globalNumber === FIT_MESSAGES.workoutStep) messages.push(message);
      if (messages.length > MAX_WORKOUT_STEPS)
        throw new Problem('broken-workout', { detail: `over ${MAX_WORKOUT_STEPS} steps` });
    });
  }
  if (type === FIT_ACTIVITY_FILE) throw new Problem('is-a-recording');
  if (type !== FIT_WORKOUT_FILE) throw new Problem('not-a-workout');
  return omitUndefined({
    name: workout?.getText(8),
    type: TYPE_BY_SPORT[workout?.getNumber(4) ?? -1],
    description: workout?.getText(17),
    cueCount: messages.filter(message => message.getText(8) !== undefined).length,
    steps: nestRepeats(messages),
  });
}

/** `workout.sport` of FIT in Intervals.icu's words. */
const TYPE_BY_SPORT: Readonly<Record<number, string>> = {
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
const REPEAT_COUNTED = 6;
const REPEAT_TYPES = new Set([REPEAT_COUNTED, 7, 8, 9, 10, 11, 12, 13, 17, 18, 27]);

/** A repeat stands behind its steps and names the first of them; here it goes around them. */
function nestRepeats(messages: FitMessage[]): WorkoutStep[] {
  const entries: { index: number; step: WorkoutStep }[] = [];
  for (const [position, message] of messages.entries()) {
    const index = message.getNumber(254) ?? position;
    const durationType = message.getNumber(1);
    if (durationType === undefined || !REPEAT_TYPES.has(durationType)) {
      entries.push({ index, step: parseFitStep(message) });
      continue;
    }
    const from = message.getNumber(2) ?? 0;
    const first = entries.findIndex(other => other.index >= from);
    const inner = first < 0 ? [] : entries.splice(first);
    const isCounted = durationType === REPEAT_COUNTED;
    const reps = isCounted ? (message.getNumber(4) ?? 1) : 1;
    if (inner.length === 0 || reps < 1 || reps > MAX_REPEATS)
      throw new Problem('broken-workout', {
        detail: `step ${position + 1} repeats ${reps} × step ${from + 1}`,
      });
    const steps = inner.map(({ step }) => step);
    entries.push({
      index: inner[0]?.index ?? from,
      step: { reps, steps, ...(!isCounted && { untilLapPress: true }) },
    });
  }
  return entries.map(({ step }) => step);
}

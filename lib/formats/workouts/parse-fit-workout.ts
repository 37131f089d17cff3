import { omitUndefined } from '../../platform/omit-undefined.ts';
import { Problem } from '../../platform/problem.ts';
import type { FitMessage } from '../fit/fit-message.ts';
import { readFitParts } from '../fit/fit-parts.ts';
import { FIT_ACTIVITY_FILE, FIT_MESSAGES, FIT_WORKOUT_FILE } from '../fit/fit-profile.ts';
import { visitFitMessages } from '../fit/visit-fit-messages.ts';
import type { WorkoutFacts } from './parsed-workout.ts';
import type { PlannedTarget, TargetValue, WorkoutStep } from './workout-doc.ts';
import { MAX_REPEATS, MAX_STEP_SECS, MAX_WORKOUT_STEPS } from './workout-limits.ts';

/**
 * A FIT workout: messages 26 (workout) and 27 (workout_step) (https://developer.garmin.com/fit/file-types/workout/).
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

/** Intervals.icu's activity type by FIT's `workout.sport`. */
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

/** `duration_type` "repeat_until_steps_cmplt". The other repeats end during the workout, after a time or a distance. */
const REPEAT_COUNTED = 6;
const REPEAT_TYPES = new Set([REPEAT_COUNTED, 7, 8, 9, 10, 11, 12, 13, 17, 18, 27]);

/** In FIT a repeat follows its steps and names the first of them; here it contains them. */
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

/** A `workout_step` that is not a repeat, with targets in the units of the file. */
function parseFitStep(message: FitMessage): WorkoutStep {
  const text = [message.getText(0), message.getText(8)].filter(Boolean).join(' · ') || undefined;
  return {
    ...omitUndefined({ text, intensity: INTENSITIES[message.getNumber(7) ?? -1] }),
    ...(message.getNumber(7) === 2 && { warmup: true }),
    ...(message.getNumber(7) === 3 && { cooldown: true }),
    ...readLength(message),
    ...readTargets(message, { type: 3, zone: 4, low: 5, high: 6 }),
    ...readTargets(message, { type: 19, zone: 20, low: 21, high: 22 }),
  };
}

const INTENSITIES: Readonly<Record<number, string>> = {
  0: 'active',
  1: 'rest',
  2: 'warmup',
  3: 'cooldown',
  4: 'recovery',
  5: 'interval',
  6: 'other',
};

/** `duration_type`: 0, 28 and 31 are in ms, 1 in cm; all others end by heart rate, power or the lap button. */
function readLength(message: FitMessage): Pick<WorkoutStep, 'durationSecs' | 'distanceM' | 'untilLapPress'> {
  const value = message.getNumber(2) ?? 0;
  const type = message.getNumber(1);
  if (type === 1) return { distanceM: value / 100 };
  if (type === 0 || type === 28 || type === 31) return { durationSecs: Math.min(value / 1000, MAX_STEP_SECS) };
  return { untilLapPress: true };
}

/** Field numbers of the first or the second target of a step. */
interface TargetFields {
  type: number;
  zone: number;
  low: number;
  high: number;
}

type StepTargets = Pick<WorkoutStep, 'power' | 'hr' | 'speed' | 'cadence' | 'pace'>;

function readTargets(message: FitMessage, fields: TargetFields): StepTargets {
  const zone = message.getNumber(fields.zone);
  const custom = toTargetValue(message.getNumber(fields.low), message.getNumber(fields.high));
  switch (message.getNumber(fields.type)) {
    case SPEED:
    case SPEED_LAP:
      if (zone) return { pace: { value: zone, units: 'pace_zone' } };
      return custom ? { speed: scaleValues(custom, speed => speed / 1000) } : {};
    case HEART_RATE:
    case HEART_RATE_LAP:
      return toTarget('hr', zone, 'hr_zone', custom, { offset: 100, units: '%hr', absolute: 'bpm' });
    case CADENCE:
      return custom ? { cadence: { ...custom, units: 'rpm' } } : {};
    case POWER:
    case POWER_3S:
    case POWER_10S:
    case POWER_30S:
    case POWER_LAP:
      return toTarget('power', zone, 'power_zone', custom, { offset: 1000, units: '%ftp', absolute: 'w' });
    default:
      return {};
  }
}

/** Custom values: up to the offset they are percent, above it absolute values plus the offset. */
function toTarget(
  key: 'power' | 'hr',
  zone: number | undefined,
  zoneUnits: string,
  custom: TargetValue | undefined,
  { offset, units, absolute }: { offset: number; units: string; absolute: string },
): StepTargets {
  if (zone) return { [key]: { value: zone, units: zoneUnits } };
  if (!custom) return {};
  const isAbsolute = (custom.value ?? custom.end ?? 0) > offset;
  const target: PlannedTarget = isAbsolute
    ? { ...scaleValues(custom, value => Math.max(0, value - offset)), units: absolute }
    : { ...custom, units };
  return { [key]: target };
}

const scaleValues = (range: TargetValue, scale: (value: number) => number): TargetValue =>
  Object.fromEntries(Object.entries(range).map(([key, value]) => [key, scale(value)]));

function toTargetValue(low: number | undefined, high: number | undefined): TargetValue | undefined {
  if (low === undefined || high === undefined || low === high) {
    const value = low ?? high;
    return value ? { value } : undefined;
  }
  return { start: Math.min(low, high), end: Math.max(low, high) };
}

const SPEED = 0;
const HEART_RATE = 1;
const CADENCE = 3;
const POWER = 4;
const POWER_3S = 7;
const POWER_10S = 8;
const POWER_30S = 9;
const POWER_LAP = 10;
const SPEED_LAP = 12;
const HEART_RATE_LAP = 13;

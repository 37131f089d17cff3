import { omitUndefined } from '../../platform/omit-undefined.ts';
import type { FitMessage } from '../fit/fit-message.ts';
import type { PlannedTarget, TargetValue, WorkoutStep } from './workout-doc.ts';
import { MAX_STEP_SECS } from './workout-limits.ts';

/** One `workout_step` that is no repeat. What it wants of the athlete stands in its own units. */
export function parseFitStep(message: FitMessage): WorkoutStep {
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

/** `duration_type`: 0 ms, 1 cm, 28 and 31 ms too; all others end when the body or the thumb says so. */
function readLength(message: FitMessage): Pick<WorkoutStep, 'durationSecs' | 'distanceM' | 'untilLapPress'> {
  const value = message.getNumber(2) ?? 0;
  const type = message.getNumber(1);
  if (type === 1) return { distanceM: value / 100 };
  if (type === 0 || type === 28 || type === 31)
    return { durationSecs: Math.min(value / 1000, MAX_STEP_SECS) };
  return { untilLapPress: true };
}

/** Numbers of the fields of a target, the first or the second of a step. */
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

/** Custom values share one field: up to the offset they are percent, above it they are absolute, plus the offset. */
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
  const goal: PlannedTarget = isAbsolute
    ? { ...scaleValues(custom, value => Math.max(0, value - offset)), units: absolute }
    : { ...custom, units };
  return { [key]: goal };
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

import { omitUndefined } from '../../platform/omit-undefined.ts';

/**
 * The structure of a planned workout: `workout_doc` of an event of Intervals.icu. The API's specification does not describe
 * it (https://intervals.icu/api/v1/docs, read 2026-11), so every field may be absent.
 */
export interface WorkoutDoc {
  steps: WorkoutStep[];
  /** There were more than `MAX_DOC_STEPS` steps; the rest is left out. */
  isTruncated?: boolean;
  durationSecs?: number;
  distanceM?: number;
  description?: string;
  /** Thresholds that percentages refer to, in watts, bpm and m/s. */
  ftp?: number;
  lthr?: number;
  thresholdSpeed?: number;
  /** How the athlete writes pace: "MINS_KM", "SECS_100M"… */
  paceUnits?: string;
  target?: TargetType;
  /** The athlete's power zones with their upper ends in % of FTP, lowest first; the last zone has no real end. */
  powerZones?: { name: string; topPercent: number }[];
}

export type TargetType = 'AUTO' | 'POWER' | 'HR' | 'PACE';

/** A step, or a repeat of steps. */
export interface WorkoutStep {
  /** The text that the athlete sees during the step. */
  text?: string;
  durationSecs?: number;
  distanceM?: number;
  /** The step ends when the athlete presses the lap button; duration and distance are estimates. */
  untilLapPress?: boolean;
  /** Of a repeat: how often `steps` are done. */
  reps?: number;
  steps?: WorkoutStep[];
  warmup?: boolean;
  cooldown?: boolean;
  intensity?: string;
  /** The target moves from its start to its end. */
  ramp?: boolean;
  /** No target at all. */
  freeride?: boolean;
  maxeffort?: boolean;
  /** Targets as planned, in their own units. */
  power?: PlannedTarget;
  hr?: PlannedTarget;
  pace?: PlannedTarget;
  cadence?: PlannedTarget;
  /** Targets as Intervals.icu resolves them for this athlete: watts, bpm, m/s. */
  watts?: TargetValue;
  bpm?: TargetValue;
  speed?: TargetValue;
  /** Metres that a step by time covers at its pace. */
  resolvedDistanceM?: number;
}

/** A value, or a range, or a mean with the range around it. */
export interface TargetValue {
  value?: number;
  start?: number;
  end?: number;
}

/** A target with its unit, an open list: "%ftp", "power_zone", "w", "%lthr", "hr_zone", "bpm", "%pace", "rpm"… */
export interface PlannedTarget extends TargetValue {
  units?: string;
}

/** A day of one-minute steps has 1440. */
const MAX_DOC_STEPS = 5000;
/** Depth of nested repeats: workout text has one level, files have two. */
const MAX_NESTING = 8;

/** Intervals.icu has seven, and athletes can add some. */
const MAX_ZONES = 20;

/** How often the steps of a repeat are done; 1 for a single step. */
export const getRounds = ({ reps }: WorkoutStep): number =>
  Math.max(1, Math.min(MAX_ROUNDS, Math.trunc(reps ?? 1) || 1));

const MAX_ROUNDS = 1e6;

/** Parses a `workout_doc`; undefined for anything but an object. Never throws: values that make no sense are left out. */
export function parseWorkoutDoc(value: unknown): WorkoutDoc | undefined {
  if (!isObject(value)) return undefined;
  const budget = { left: MAX_DOC_STEPS, isTruncated: false };
  const steps = parseSteps(value.steps, budget, MAX_NESTING);
  const powerZones = parseZones(value.zoneTimes);
  return omitUndefined({
    steps,
    isTruncated: budget.isTruncated || undefined,
    durationSecs: parseAmount(value.duration),
    distanceM: parseAmount(value.distance),
    description: parseString(value.description),
    ftp: parseAmount(value.ftp),
    lthr: parseAmount(value.lthr),
    thresholdSpeed: parseAmount(value.threshold_pace),
    paceUnits: parseString(value.pace_units),
    target: parseTargetType(value.target),
    powerZones: powerZones.length > 0 ? powerZones : undefined,
  });
}

/** `target` of a workout or an event; undefined for an unknown one. */
export const parseTargetType = (value: unknown): TargetType | undefined =>
  TARGET_TYPES.find(target => target === value);

const TARGET_TYPES: TargetType[] = ['AUTO', 'POWER', 'HR', 'PACE'];

function parseSteps(value: unknown, budget: { left: number; isTruncated: boolean }, depth: number): WorkoutStep[] {
  if (!Array.isArray(value)) return [];
  const steps: WorkoutStep[] = [];
  for (const row of value) {
    if (!isObject(row)) continue;
    if (budget.left === 0 || depth === 0) {
      budget.isTruncated = true;
      break;
    }
    budget.left -= 1;
    const inner = parseSteps(row.steps, budget, depth - 1);
    steps.push(parseStep(row, inner));
  }
  return steps;
}

function parseStep(row: Record<string, unknown>, inner: WorkoutStep[]): WorkoutStep {
  return omitUndefined({
    text: parseString(row.text),
    durationSecs: parseAmount(row.duration),
    distanceM: parseAmount(row.distance),
    untilLapPress: parseFlag(row.until_lap_press),
    reps: inner.length > 0 ? Math.max(1, Math.trunc(parseAmount(row.reps) ?? 1)) : undefined,
    steps: inner.length > 0 ? inner : undefined,
    warmup: parseFlag(row.warmup),
    cooldown: parseFlag(row.cooldown),
    intensity: parseString(row.intensity),
    ramp: parseFlag(row.ramp),
    freeride: parseFlag(row.freeride),
    maxeffort: parseFlag(row.maxeffort),
    power: parsePlannedTarget(row.power),
    hr: parsePlannedTarget(row.hr),
    pace: parsePlannedTarget(row.pace),
    cadence: parsePlannedTarget(row.cadence),
    watts: parseTargetValue(row._power),
    bpm: parseTargetValue(row._hr),
    speed: parseTargetValue(row._pace),
    resolvedDistanceM: parseAmount(row._distance),
  });
}

/** Sweet spot (`gap`) overlaps other zones and is left out; heart rate and pace zones have no upper ends. */
function parseZones(value: unknown): { name: string; topPercent: number }[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isObject)
    .filter(zone => zone.gap !== true)
    .flatMap(zone => {
      const topPercent = parseAmount(zone.max);
      // A zone without an upper end is left out; the last one has 999.
      return !topPercent ? [] : [{ name: parseString(zone.name) ?? parseString(zone.id) ?? '', topPercent }];
    })
    .slice(0, MAX_ZONES)
    .toSorted((a, b) => a.topPercent - b.topPercent);
}

function parseTargetValue(value: unknown): TargetValue | undefined {
  if (!isObject(value)) return undefined;
  const parsed = omitUndefined({
    value: parseAmount(value.value),
    start: parseAmount(value.start),
    end: parseAmount(value.end),
  });
  return Object.keys(parsed).length > 0 ? parsed : undefined;
}

function parsePlannedTarget(value: unknown): PlannedTarget | undefined {
  const parsed = parseTargetValue(value);
  return parsed && isObject(value) ? omitUndefined({ ...parsed, units: parseString(value.units) }) : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Quantities of a workout are finite and not negative. */
const parseAmount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

const parseString = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const parseFlag = (value: unknown): true | undefined => (value === true ? true : undefined);

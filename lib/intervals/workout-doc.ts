import { present } from '../files/present.ts';

/**
 * The structure of a planned workout, as Intervals.icu keeps it in `workout_doc` (reference §8). Everything may be
 * absent: people leave steps open, and servers send what they like.
 */
export interface WorkoutDoc {
  steps: Step[];
  /** There were more steps than anybody plans; only the first ones are here. */
  cutShort?: boolean;
  durationSecs?: number;
  distanceM?: number;
  description?: string;
  /** What percentages are of: watts, bpm, m/s. */
  ftp?: number;
  lthr?: number;
  thresholdSpeed?: number;
  /** How the athlete writes pace: "MINS_KM", "SECS_100M"… */
  paceUnits?: string;
  target?: Target;
  /** The power zones of the athlete, by their tops in % of FTP, lowest first; the last top is no bound. */
  powerZones?: { name: string; topPercent: number }[];
}

export type Target = 'AUTO' | 'POWER' | 'HR' | 'PACE';

/** A step, or a repeat of steps. */
export interface Step {
  /** What the athlete reads while doing it. */
  text?: string;
  durationSecs?: number;
  distanceM?: number;
  /** It ends when the athlete presses "lap"; duration or distance are only a guess then. */
  untilLapPress?: boolean;
  /** A repeat: `steps` are done this often. */
  reps?: number;
  steps?: Step[];
  warmup?: boolean;
  cooldown?: boolean;
  intensity?: string;
  /** The target moves from its start to its end. */
  ramp?: boolean;
  /** No target at all. */
  freeride?: boolean;
  maxeffort?: boolean;
  /** Targets as planned, in their own units. */
  power?: Goal;
  hr?: Goal;
  pace?: Goal;
  cadence?: Goal;
  /** Targets as Intervals.icu resolves them for this athlete: watts, bpm, m/s. */
  watts?: Range;
  bpm?: Range;
  speed?: Range;
  /** Metres that a timed step covers at its pace. */
  resolvedDistanceM?: number;
}

/** One value, or a range, or both: a mean and the range around it. */
export interface Range {
  value?: number;
  start?: number;
  end?: number;
}

/** A range in units that are an open list: "%ftp", "power_zone", "w", "%lthr", "hr_zone", "bpm", "%pace", "rpm"… */
export interface Goal extends Range {
  units?: string;
}

/** More than anybody plans: a day of one-minute steps is 1440. */
const MOST_STEPS = 5000;
/** Repeats in repeats in repeats: the text format has no nesting at all, files have two levels. */
const DEEPEST = 8;

/** Intervals.icu has seven, and lets an athlete add some. */
const MOST_ZONES = 20;

/** Reads a `workout_doc`; undefined where there is none. Whatever cannot be understood is left out, and nothing throws. */
export function readWorkoutDoc(value: unknown): WorkoutDoc | undefined {
  if (!isObject(value)) return undefined;
  const budget = { left: MOST_STEPS, cutShort: false };
  const steps = readSteps(value.steps, budget, DEEPEST);
  const powerZones = readZones(value.zoneTimes);
  return present({
    steps,
    cutShort: budget.cutShort || undefined,
    durationSecs: amount(value.duration),
    distanceM: amount(value.distance),
    description: text(value.description),
    ftp: amount(value.ftp),
    lthr: amount(value.lthr),
    thresholdSpeed: amount(value.threshold_pace),
    paceUnits: text(value.pace_units),
    target: targetOf(value.target),
    powerZones: powerZones.length > 0 ? powerZones : undefined,
  });
}

/** `target` of a workout or an event; undefined for what is no target. */
export const targetOf = (value: unknown): Target | undefined => TARGETS.find(target => target === value);

const TARGETS: Target[] = ['AUTO', 'POWER', 'HR', 'PACE'];

function readSteps(value: unknown, budget: { left: number; cutShort: boolean }, depth: number): Step[] {
  if (!Array.isArray(value)) return [];
  const steps: Step[] = [];
  for (const row of value) {
    if (!isObject(row)) continue;
    if (budget.left === 0 || depth === 0) {
      budget.cutShort = true;
      break;
    }
    budget.left -= 1;
    const inner = readSteps(row.steps, budget, depth - 1);
    steps.push(readStep(row, inner));
  }
  return steps;
}

function readStep(row: Record<string, unknown>, inner: Step[]): Step {
  return present({
    text: text(row.text),
    durationSecs: amount(row.duration),
    distanceM: amount(row.distance),
    untilLapPress: flag(row.until_lap_press),
    reps: inner.length > 0 ? Math.max(1, Math.trunc(amount(row.reps) ?? 1)) : undefined,
    steps: inner.length > 0 ? inner : undefined,
    warmup: flag(row.warmup),
    cooldown: flag(row.cooldown),
    intensity: text(row.intensity),
    ramp: flag(row.ramp),
    freeride: flag(row.freeride),
    maxeffort: flag(row.maxeffort),
    power: goal(row.power),
    hr: goal(row.hr),
    pace: goal(row.pace),
    cadence: goal(row.cadence),
    watts: range(row._power),
    bpm: range(row._hr),
    speed: range(row._pace),
    resolvedDistanceM: amount(row._distance),
  });
}

/** Sweet spot overlaps the others (`gap`) and is no zone of its own here; heart rate and pace zones come without tops. */
function readZones(value: unknown): { name: string; topPercent: number }[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isObject)
    .filter(zone => zone.gap !== true)
    .flatMap(zone => {
      const topPercent = amount(zone.max);
      // A zone that ends at nothing is none; Intervals.icu closes the last one with 999.
      return !topPercent ? [] : [{ name: text(zone.name) ?? text(zone.id) ?? '', topPercent }];
    })
    .slice(0, MOST_ZONES)
    .toSorted((a, b) => a.topPercent - b.topPercent);
}

function range(value: unknown): Range | undefined {
  if (!isObject(value)) return undefined;
  const read = present({
    value: amount(value.value),
    start: amount(value.start),
    end: amount(value.end),
  });
  return Object.keys(read).length > 0 ? read : undefined;
}

function goal(value: unknown): Goal | undefined {
  const read = range(value);
  return read && isObject(value) ? present({ ...read, units: text(value.units) }) : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number that a body can do: none of the quantities of a workout is negative, or endless. */
const amount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const flag = (value: unknown): true | undefined => (value === true ? true : undefined);

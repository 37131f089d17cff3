/** A step of a `workout_doc`, or a repeat of steps, as the API writes it (fixtures/samples/events_list_resolved.json). */
export interface StepJson {
  text?: string;
  duration?: number;
  distance?: number;
  until_lap_press?: boolean;
  reps?: number;
  steps?: StepJson[];
  warmup?: boolean;
  cooldown?: boolean;
  intensity?: string;
  ramp?: boolean;
  freeride?: boolean;
  maxeffort?: boolean;
  power?: ValueJson;
  hr?: ValueJson;
  pace?: ValueJson;
  cadence?: ValueJson;
  /** Resolved: watts, bpm, m/s, metres. */
  _power?: RangeJson;
  _hr?: RangeJson;
  _pace?: RangeJson;
  _distance?: number;
}

/** One value, or a range, or a mean with the range around it. */
export interface RangeJson {
  value?: number;
  start?: number;
  end?: number;
}

/** A target as it is planned: `{ value: 75, units: '%ftp' }`. */
export interface ValueJson extends RangeJson {
  units: string;
}

/** Whether steps are steps, all the way down; rows that are meant to be invalid may have anything in their place. */
export function areSteps(value: unknown): value is StepJson[] {
  return (
    Array.isArray(value) &&
    value.every(step => isObject(step) && (step.steps === undefined || areSteps(step.steps)) && hasTargets(step))
  );
}

function hasTargets(step: Record<string, unknown>): boolean {
  return ['power', 'hr', 'pace', 'cadence'].every(key => step[key] === undefined || isObject(step[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The steps as they are done, one after the other: repeats unrolled. */
export function unrolled(steps: readonly StepJson[]): StepJson[] {
  return steps.flatMap(step =>
    step.steps ? Array.from({ length: step.reps ?? 1 }, () => unrolled(step.steps ?? [])).flat() : [step],
  );
}

/** Where in the range the athlete is meant to be, on average. */
export function meanOf({ value, start, end }: RangeJson): number {
  return value ?? ((start ?? end ?? 0) + (end ?? start ?? 0)) / 2;
}

/** The range of a value; a single value has no width. */
export function endsOf({ value, start, end }: RangeJson): { start: number; end: number } {
  return { start: start ?? value ?? end ?? 0, end: end ?? value ?? start ?? 0 };
}

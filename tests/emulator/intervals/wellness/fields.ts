/** What a field of a wellness record holds. */
type Kind = 'integer' | 'float' | 'text' | 'flag' | 'phase';

/** Every field that may be written, in the order of the specification (openapi.json of 2026-07-20, schema Wellness). */
const WRITABLE = {
  weight: 'float',
  restingHR: 'integer',
  hrv: 'float',
  hrvSDNN: 'float',
  menstrualPhase: 'phase',
  menstrualPhasePredicted: 'phase',
  kcalConsumed: 'integer',
  sleepSecs: 'integer',
  sleepScore: 'float',
  sleepQuality: 'integer',
  avgSleepingHR: 'float',
  soreness: 'integer',
  fatigue: 'integer',
  stress: 'integer',
  mood: 'integer',
  motivation: 'integer',
  injury: 'integer',
  spO2: 'float',
  systolic: 'integer',
  diastolic: 'integer',
  hydration: 'integer',
  hydrationVolume: 'float',
  readiness: 'float',
  baevskySI: 'float',
  bloodGlucose: 'float',
  lactate: 'float',
  bodyFat: 'float',
  abdomen: 'float',
  vo2max: 'float',
  comments: 'text',
  steps: 'integer',
  respiration: 'float',
  carbohydrates: 'float',
  protein: 'float',
  fatTotal: 'float',
  locked: 'flag',
  tempWeight: 'flag',
  tempRestingHR: 'flag',
} as const satisfies Record<string, Kind>;

/** The server computes these itself. */
const READ_ONLY = ['id', 'ctl', 'atl', 'rampRate', 'ctlLoad', 'atlLoad', 'sportInfo', 'updated'];

/** Every key of a record, in the order of the specification. */
export const wellnessKeys: readonly string[] = [...READ_ONLY, ...Object.keys(WRITABLE)];

/** Whether the server computes this field, so that writing it does nothing. */
export function isReadOnly(field: string): boolean {
  return READ_ONLY.includes(field);
}

/** What the field holds; nothing when there is no such field. */
export function kindOf(field: string): Kind | undefined {
  return Object.hasOwn(WRITABLE, field) ? WRITABLE[field as keyof typeof WRITABLE] : undefined;
}

/** Whether a value is of the kind that its field holds. */
export function fits(kind: Kind, value: unknown): boolean {
  if (kind === 'integer') return Number.isInteger(value);
  if (kind === 'float') return typeof value === 'number';
  if (kind === 'flag') return typeof value === 'boolean';
  return typeof value === 'string' && (kind === 'text' || PHASES.includes(value));
}

const PHASES = ['PERIOD', 'FOLLICULAR', 'OVULATING', 'LUTEAL', 'NONE'];

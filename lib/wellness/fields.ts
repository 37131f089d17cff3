import type { CalendarDate } from '../platform/calendar-date.ts';

const fields = [
  number('weight', 'kg', [30, 200]),
  int('restingHR', 'bpm', [25, 120]),
  number('hrv', 'ms', [5, 250]),
  number('hrvSDNN', 'ms', [5, 300]),
  int('sleepSecs', 's', [3600, 16 * 3600]),
  number('sleepScore', undefined, [0, 100]),
  scale('sleepQuality', 1),
  number('avgSleepingHR', 'bpm', [25, 120]),
  scale('soreness', 0),
  scale('fatigue', 0),
  scale('stress', 0),
  scale('mood', 1),
  scale('motivation', 1),
  scale('injury', 1),
  scale('hydration', 1),
  number('hydrationVolume', 'L', [0, 10]),
  number('readiness', undefined, [0, 100]),
  number('spO2', '%', [70, 100]),
  number('respiration', 'breaths/min', [5, 40]),
  number('vo2max', 'ml/kg/min', [15, 100]),
  int('systolic', 'mmHg', [70, 220]),
  int('diastolic', 'mmHg', [40, 140]),
  number('bloodGlucose', 'mmol/L', [2, 25]),
  number('lactate', 'mmol/L', [0, 25]),
  number('bodyFat', '%', [2, 60]),
  number('abdomen', 'cm', [40, 200]),
  number('baevskySI', undefined, [0, 2000]),
  int('steps', 'steps', [0, 100_000]),
  int('kcalConsumed', 'kcal', [0, 15_000]),
  number('carbohydrates', 'g', [0, 2000]),
  number('protein', 'g', [0, 600]),
  number('fatTotal', 'g', [0, 600]),
  phase('menstrualPhase'),
  phase('menstrualPhasePredicted'),
  { key: 'comments', kind: 'text', isWritable: true },
  { key: 'locked', kind: 'boolean', isWritable: true },
  readOnly('tempWeight', 'boolean'),
  readOnly('tempRestingHR', 'boolean'),
  readOnly('ctl', 'number'),
  readOnly('atl', 'number'),
  readOnly('rampRate', 'number'),
  readOnly('ctlLoad', 'number'),
  readOnly('atlLoad', 'number'),
] as const satisfies readonly FieldFacts[];

export type WellnessKey = (typeof fields)[number]['key'];

/**
 * Everything that Intervals.icu keeps about a day, in one table: the editor, the difference, import, export and words
 * are driven by it.
 */
export const wellnessFields: readonly WellnessField[] = fields;

/** Units of the API, which is metric throughout. */
export type WellnessUnit =
  | 'kg'
  | 'bpm'
  | 'ms'
  | 's'
  | '%'
  | 'breaths/min'
  | 'ml/kg/min'
  | 'mmHg'
  | 'mmol/L'
  | 'cm'
  | 'steps'
  | 'kcal'
  | 'g'
  | 'L';

export interface WellnessField extends FieldFacts {
  key: WellnessKey;
}

/** What Intervals.icu knows about a day. `values` has unknown and custom keys too, as they came; absent is no value. */
export interface WellnessDay {
  day: CalendarDate;
  values: Readonly<Record<string, unknown>>;
  /** Intervals.icu ignores whatever is sent for this day, and says 200. */
  locked?: boolean;
  /** When it was changed last, ISO 8601. */
  updated?: string;
}

const byKey = new Map<string, WellnessField>(wellnessFields.map(field => [field.key, field]));

/** Undefined for custom fields and for those that came after this table. */
export const wellnessField = (key: string): WellnessField | undefined => byKey.get(key);

/** Whether a number is one that people have. A number outside is worth a question, never a refusal. */
export function isUsual(key: string, value: number): boolean {
  const [least, most] = wellnessField(key)?.usual ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return least <= value && value <= most;
}

interface FieldFacts {
  key: string;
  kind: 'int' | 'number' | 'scale' | 'enum' | 'text' | 'boolean';
  /** False for what Intervals.icu works out itself. */
  isWritable: boolean;
  unit?: WellnessUnit | undefined;
  /** Least and most that an athlete is likely to have, in `unit`. */
  usual?: readonly [least: number, most: number];
  /** A scale's first step, of steps up to 4. On every scale the lowest step is the good one. */
  from?: 0 | 1;
  options?: readonly string[];
}

function number<Key extends string>(
  key: Key,
  unit: WellnessUnit | undefined,
  usual: readonly [number, number],
) {
  return { key, kind: 'number', isWritable: true, unit, usual } as const;
}

function int<Key extends string>(key: Key, unit: WellnessUnit, usual: readonly [number, number]) {
  return { key, kind: 'int', isWritable: true, unit, usual } as const;
}

/** 1 is excellent, none or well, and 4 poor, extreme or injured; 0 is "none at all" where there is such a step. */
function scale<Key extends string>(key: Key, from: 0 | 1) {
  return { key, kind: 'scale', isWritable: true, usual: [from, 4], from } as const;
}

function phase<Key extends string>(key: Key) {
  const options = ['PERIOD', 'FOLLICULAR', 'OVULATING', 'LUTEAL', 'NONE'] as const;
  return { key, kind: 'enum', isWritable: true, options } as const;
}

function readOnly<Key extends string>(key: Key, kind: 'number' | 'boolean') {
  return { key, kind, isWritable: false } as const;
}

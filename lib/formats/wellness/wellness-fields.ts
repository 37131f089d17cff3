import type { CalendarDate } from '../../platform/calendar-date.ts';

const definitions = [
  numberField('weight', 'kg', [30, 200]),
  integerField('restingHR', 'bpm', [25, 120]),
  numberField('hrv', 'ms', [5, 250]),
  numberField('hrvSDNN', 'ms', [5, 300]),
  integerField('sleepSecs', 's', [3600, 16 * 3600]),
  numberField('sleepScore', undefined, [0, 100]),
  scaleField('sleepQuality', 1),
  numberField('avgSleepingHR', 'bpm', [25, 120]),
  scaleField('soreness', 0),
  scaleField('fatigue', 0),
  scaleField('stress', 0),
  scaleField('mood', 1),
  scaleField('motivation', 1),
  scaleField('injury', 1),
  scaleField('hydration', 1),
  numberField('hydrationVolume', 'L', [0, 10]),
  numberField('readiness', undefined, [0, 100]),
  numberField('spO2', '%', [70, 100]),
  numberField('respiration', 'breaths/min', [5, 40]),
  numberField('vo2max', 'ml/kg/min', [15, 100]),
  integerField('systolic', 'mmHg', [70, 220]),
  integerField('diastolic', 'mmHg', [40, 140]),
  numberField('bloodGlucose', 'mmol/L', [2, 25]),
  numberField('lactate', 'mmol/L', [0, 25]),
  numberField('bodyFat', '%', [2, 60]),
  numberField('abdomen', 'cm', [40, 200]),
  numberField('baevskySI', undefined, [0, 2000]),
  integerField('steps', 'steps', [0, 100_000]),
  integerField('kcalConsumed', 'kcal', [0, 15_000]),
  numberField('carbohydrates', 'g', [0, 2000]),
  numberField('protein', 'g', [0, 600]),
  numberField('fatTotal', 'g', [0, 600]),
  phaseField('menstrualPhase'),
  phaseField('menstrualPhasePredicted'),
  { key: 'comments', kind: 'text', isWritable: true },
  { key: 'locked', kind: 'boolean', isWritable: true },
  readOnlyField('tempWeight', 'boolean'),
  readOnlyField('tempRestingHR', 'boolean'),
  readOnlyField('ctl', 'number'),
  readOnlyField('atl', 'number'),
  readOnlyField('rampRate', 'number'),
  readOnlyField('ctlLoad', 'number'),
  readOnlyField('atlLoad', 'number'),
] as const satisfies readonly FieldDefinition[];

export type WellnessKey = (typeof definitions)[number]['key'];

/**
 * Every wellness field of Intervals.icu, in the order on screen. The editor, review, import, export and texts follow from
 * this table (fields and scales: https://github.com/intervals-icu/js-data-model).
 */
export const wellnessFields: readonly WellnessField[] = definitions;

/** Units of the API, which is always metric. */
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

export interface WellnessField extends FieldDefinition {
  key: WellnessKey;
}

/** A day on Intervals.icu. `values` also has unknown and custom keys, unchanged; a missing key has no value. */
export interface WellnessDay {
  day: CalendarDate;
  values: Readonly<Record<string, unknown>>;
  /** Intervals.icu ignores changes to this day, but still responds 200. */
  locked?: boolean;
  /** When the day was last changed, ISO 8601. */
  updated?: string;
}

const fieldsByKey = new Map<string, WellnessField>(wellnessFields.map(field => [field.key, field]));

/** Undefined for custom fields, and for fields that Intervals.icu added after this table was made. */
export const getWellnessField = (key: string): WellnessField | undefined => fieldsByKey.get(key);

/** Whether an athlete is likely to have this number. Another one is marked as unusual, but never refused. */
export function isUsualValue(key: string, value: number): boolean {
  const [min, max] = getWellnessField(key)?.usualRange ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return min <= value && value <= max;
}

/** Units of amounts that add up over a day. */
const DAY_TOTAL_UNITS: ReadonlySet<string> = new Set<WellnessUnit>(['g', 'kcal', 'steps', 'L']);

/** Whether the amounts of a day add up, as those of its meals do. */
export const isDayTotal = ({ unit }: WellnessField): boolean => DAY_TOTAL_UNITS.has(unit ?? '');

interface FieldDefinition {
  key: string;
  kind: 'int' | 'number' | 'scale' | 'enum' | 'text' | 'boolean';
  /** False where Intervals.icu calculates the field. */
  isWritable: boolean;
  unit?: WellnessUnit | undefined;
  /** The range that an athlete is likely to have, in `unit`. */
  usualRange?: readonly [least: number, most: number];
  /** The first step of a scale; the last one is 4. On every scale the lowest step is the best. */
  firstStep?: 0 | 1;
  options?: readonly string[];
}

function numberField<Key extends string>(
  key: Key,
  unit: WellnessUnit | undefined,
  usualRange: readonly [number, number],
) {
  return { key, kind: 'number', isWritable: true, unit, usualRange } as const;
}

function integerField<Key extends string>(key: Key, unit: WellnessUnit, usualRange: readonly [number, number]) {
  return { key, kind: 'int', isWritable: true, unit, usualRange } as const;
}

/** Step 1 is excellent, none or well, and step 4 poor, extreme or injured; a step 0, where a scale has it, is "none at all". */
function scaleField<Key extends string>(key: Key, firstStep: 0 | 1) {
  return { key, kind: 'scale', isWritable: true, usualRange: [firstStep, 4], firstStep } as const;
}

function phaseField<Key extends string>(key: Key) {
  const options = ['PERIOD', 'FOLLICULAR', 'OVULATING', 'LUTEAL', 'NONE'] as const;
  return { key, kind: 'enum', isWritable: true, options } as const;
}

function readOnlyField<Key extends string>(key: Key, kind: 'number' | 'boolean') {
  return { key, kind, isWritable: false } as const;
}

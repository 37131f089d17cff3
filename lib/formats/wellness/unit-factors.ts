import type { WellnessField, WellnessUnit } from './wellness-fields.ts';

/** In kilograms. */
const POUND = 0.45359237;

/** How many of the API's unit one of another unit is, by the names that people and programs use. */
const UNIT_FACTORS: Readonly<Record<WellnessUnit, Readonly<Record<string, number>>>> = {
  kg: {
    kg: 1,
    kgs: 1,
    kilo: 1,
    kilos: 1,
    kilogram: 1,
    kilograms: 1,
    g: 0.001,
    lb: POUND,
    lbs: POUND,
    pound: POUND,
    pounds: POUND,
    st: 14 * POUND,
    stone: 14 * POUND,
    stones: 14 * POUND,
    oz: POUND / 16,
  },
  bpm: { bpm: 1, lpm: 1, ppm: 1, '/min': 1, 'count/min': 1, 'schlage/min': 1, 'schlage pro minute': 1 },
  ms: { ms: 1, msec: 1, s: 1000 },
  s: {
    s: 1,
    sec: 1,
    secs: 1,
    seconds: 1,
    m: 60,
    min: 60,
    mins: 60,
    minutes: 60,
    minuten: 60,
    minutos: 60,
    minuti: 60,
    h: 3600,
    hr: 3600,
    hrs: 3600,
    hours: 3600,
    std: 3600,
    stunden: 3600,
    heures: 3600,
    horas: 3600,
    ore: 3600,
    uur: 3600,
    ms: 0.001,
  },
  '%': { '%': 1 },
  'breaths/min': { 'breaths/min': 1, brpm: 1, rpm: 1, '/min': 1, 'count/min': 1, 'atemzuge/min': 1, bpm: 1 },
  'ml/kg/min': { 'ml/kg/min': 1, 'ml/min·kg': 1, 'ml/min.kg': 1, 'ml/(kg·min)': 1, 'ml/(kg*min)': 1, 'ml/(kg.min)': 1 },
  mmHg: { mmhg: 1, kpa: 7.50061683 },
  'mmol/L': { 'mmol/l': 1 },
  cm: { cm: 1, mm: 0.1, m: 100, in: 2.54, inch: 2.54, inches: 2.54 },
  steps: { steps: 1, count: 1, schritte: 1 },
  // The "cal" of food labels and sports watches is a kilocalorie.
  kcal: { kcal: 1, cal: 1, kilocalories: 1, kj: 1 / 4.184, kilojoules: 1 / 4.184 },
  g: { g: 1, mg: 0.001, kg: 1000 },
  L: {
    l: 1,
    ml: 0.001,
    cl: 0.01,
    dl: 0.1,
    liter: 1,
    litre: 1,
    liters: 1,
    litres: 1,
    'fl oz': 0.0295735295625,
    oz: 0.0295735295625,
  },
};

/** For glucose only: the factor depends on the molar mass. */
const MMOL_OF_GLUCOSE_IN_MG_PER_DL = 1 / 18.016;

/** The natural logarithm of milliseconds: no factor converts it. */
export const LOG_MS_UNIT = 'ln(ms)';

/** How many of a field's unit one of this unit is; undefined for a unit of another kind. */
export function getUnitFactor(field: WellnessField, unit: string): number | undefined {
  const name = normalizeUnit(unit);
  if (name === '') return 1;
  if (!field.unit) return name === '%' || name === '/' ? 1 : undefined;
  if (field.key === 'bloodGlucose' && name === 'mg/dl') return MMOL_OF_GLUCOSE_IN_MG_PER_DL;
  const factors = UNIT_FACTORS[field.unit];
  // Apple Health writes "mmol<180.1558800000541>/L" and "fl_oz_us".
  const known = name.replace(/<[\d.]+>/, '').replace(/^fl[_ ]oz[_ ]us$/, 'fl oz');
  return Object.hasOwn(factors, known) ? factors[known] : undefined;
}

/** Whether a text is the name of any unit. */
export const isUnitName = (text: string): boolean =>
  text.length <= MAX_UNIT_LENGTH && UNIT_NAMES.has(normalizeUnit(text));

const MAX_UNIT_LENGTH = 30;

const UNIT_NAMES: ReadonlySet<string> = new Set([...Object.values(UNIT_FACTORS).flatMap(Object.keys), 'mg/dl']);

/** Text in the unit's place that states what was measured or how it is written. */
const QUALIFIER = /^(ln|rmssd|sdnn|h+:m+(:s+)?|total|avg|average|mean|morning|nightly)$/;

/**
 * Whether a unit makes the amounts unclear: protein in % is a share of the body, not food, and a weight in (jin) is not in
 * kilograms.
 */
export function isAmbiguousUnit(field: WellnessField, unit: string): boolean {
  if (getUnitFactor(field, unit) !== undefined || QUALIFIER.test(normalizeUnit(unit))) return false;
  return isUnitName(unit) || (field.unit !== undefined && new Set(Object.values(UNIT_FACTORS[field.unit])).size > 1);
}

const normalizeUnit = (unit: string): string =>
  unit.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim().replace(/\.$/, '');

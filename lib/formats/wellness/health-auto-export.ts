import * as z from 'zod/mini';
import { parseDateColumn } from './date-column.ts';
import type { DateContext, RejectionReason, WellnessExportKind } from './import-result.ts';
import type { JsonContext } from './json-shape.ts';
import type { Measurement } from './measurement.ts';
import { isFraction } from './number-format.ts';
import { parseCell } from './parse-cell.ts';
import { getUnitFactor } from './unit-factors.ts';
import { getWellnessField, type WellnessKey } from './wellness-fields.ts';

const metricSchema = z.object({ name: z.string(), units: z.string(), data: z.array(z.unknown()) });

const entrySchema = z.looseObject({
  date: z.string(),
  sleepEnd: z.catch(z.optional(z.string()), undefined),
  source: z.catch(z.string(), ''),
});

/** The fields of each metric, with the property of an entry that has the value: https://help.healthyapps.dev/en/health-auto-export */
const METRICS: Readonly<Record<string, Partial<Record<WellnessKey, string>>>> = {
  weight_body_mass: { weight: 'qty' },
  body_fat_percentage: { bodyFat: 'qty' },
  resting_heart_rate: { restingHR: 'qty' },
  // Apple's "heart rate variability" is SDNN.
  heart_rate_variability: { hrvSDNN: 'qty' },
  heart_rate_variability_rmssd: { hrv: 'qty' },
  respiratory_rate: { respiration: 'qty' },
  blood_oxygen_saturation: { spO2: 'qty' },
  vo2_max: { vo2max: 'qty' },
  blood_glucose: { bloodGlucose: 'qty' },
  waist_circumference: { abdomen: 'qty' },
  blood_pressure: { systolic: 'systolic', diastolic: 'diastolic' },
  sleep_analysis: { sleepSecs: 'totalSleep' },
  step_count: { steps: 'qty' },
  dietary_energy: { kcalConsumed: 'qty' },
  carbohydrates: { carbohydrates: 'qty' },
  protein: { protein: 'qty' },
  total_fat: { fatTotal: 'qty' },
  dietary_water: { hydrationVolume: 'qty' },
};

/** What adds up over a day, for which there is an entry for each hour, meal or stretch of a night. */
const SUMS: ReadonlySet<WellnessKey> = new Set<WellnessKey>([
  'sleepSecs',
  'steps',
  'kcalConsumed',
  'carbohydrates',
  'protein',
  'fatTotal',
  'hydrationVolume',
]);

/** Collects the entries of one metric of the app Health Auto Export; undefined for any other object. */
export function collectHealthAutoExport(value: object, context: JsonContext): WellnessExportKind | undefined {
  const read = metricSchema.safeParse(value);
  if (!read.success) return undefined;
  const { name, units, data } = read.data;
  const properties = Object.entries(METRICS[name] ?? {}) as [WellnessKey, string][];
  const location = { file: context.file, column: name };
  if (properties.length === 0) context.collector.reject(location, `${data.length}`, 'no-field');
  const isMerged = hasMergedDevices(data);
  for (const [key, property] of properties) {
    const isShare = isShareOfOne(key, property, data);
    for (const entry of data) collectEntry({ key, property, units, name, isMerged, isShare }, entry, context);
  }
  return 'health-auto-export';
}

/** Whether the app has added phone and watch: it names both, or has one entry for an hour or a day. */
function hasMergedDevices(data: readonly unknown[]): boolean {
  const entries = data.flatMap(value => {
    const entry = entrySchema.safeParse(value);
    return entry.success ? entry.data : [];
  });
  const times = new Set(entries.map(({ date }) => date));
  return (
    entries.some(({ source }) => source.includes('|')) ||
    (times.size === entries.length && entries.every(({ date }) => /\d\d:00:00/.test(date)))
  );
}

function isShareOfOne(key: WellnessKey, property: string, data: readonly unknown[]): boolean {
  const field = getWellnessField(key);
  const amounts = data.flatMap(value => {
    const entry = entrySchema.safeParse(value);
    return entry.success ? String(entry.data[property] ?? '') : [];
  });
  return field !== undefined && isFraction(amounts, field, '.');
}

interface Column {
  name: string;
  units: string;
  key: WellnessKey;
  property: string;
  /** Whether entries of several devices are parts of one sum. */
  isMerged: boolean;
  /** Whether percentages are written as shares of 1. */
  isShare: boolean;
}

function collectEntry(column: Column, value: unknown, { collector, dateContext, file }: JsonContext): void {
  const location = { file, column: column.name };
  const found = parseEntry(column, value, dateContext);
  if (typeof found === 'string') collector.reject(location, JSON.stringify(value), found);
  else if (found) collector.add({ ...found, location });
}

/** Undefined for an entry without a value. */
function parseEntry(
  { units, key, property, isMerged, isShare }: Column,
  value: unknown,
  dateContext: DateContext,
): Omit<Measurement, 'location'> | RejectionReason | undefined {
  const entry = entrySchema.safeParse(value);
  const field = getWellnessField(key);
  const amount = entry.success ? getAmount(entry.data, property) : undefined;
  // Without a total these are the single stages of a night.
  if (!entry.success || !field || typeof amount !== 'number')
    return key === 'sleepSecs' ? 'raw-readings' : 'no-usable-values';
  const [time = 'no-date'] = parseDateColumn([entry.data.sleepEnd ?? entry.data.date], dateContext);
  const unitFactor = isShare ? 100 : getUnitFactor(field, units);
  if (typeof time === 'string') return time;
  if (unitFactor === undefined) return 'unknown-unit';
  const parsed = parseCell(String(amount), field, { decimalMark: '.', unitFactor });
  if (!parsed) return undefined;
  if ('reason' in parsed) return parsed.reason;
  const source = isMerged ? '' : entry.data.source;
  const part = SUMS.has(key) ? { part: { amount: amount * unitFactor, source, isTotal: false, isNap: false } } : {};
  return { ...time, ...part, key, value: parsed.value, text: String(amount) };
}

/** Older versions of the app, and apps that record no stages, write the time asleep without a total. */
function getAmount(entry: Readonly<Record<string, unknown>>, property: string): unknown {
  if (property !== 'totalSleep' || Number(entry.totalSleep ?? 0) > 0) return entry[property];
  const stages = ['asleep', 'core', 'deep', 'rem'].map(name => entry[name]).filter(stage => typeof stage === 'number');
  return stages.length > 0 ? stages.reduce((sum, stage) => sum + stage) : entry.totalSleep;
}

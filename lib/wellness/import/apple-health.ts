import { Problem } from '../../platform/problem.ts';
import { type WellnessKey, wellnessField } from '../fields.ts';
import { type Measured, measuredOf } from './apple-measured.ts';
import { type AppleRecord, appleRecords } from './apple-records.ts';
import { apart, nightAt, type Stretch } from './apple-sleep.ts';
import { type Collector, morningFirst } from './collect.ts';
import type { Reason } from './imported.ts';
import { inUnitOf } from './quantity.ts';

/**
 * - `first`: of the day, from three in the morning on;
 * - `sum`: of the day, of the one source that counted most, for phone and watch count the same steps;
 * - `sleep`: the same, of time: what a source has twice counts once;
 * - `night`: the mean of what was measured asleep; without sleep in the file, the first of the day.
 */
type Manner = 'first' | 'sum' | 'sleep' | 'night';

const TYPES: Readonly<Record<string, readonly [WellnessKey, Manner]>> = {
  BodyMass: ['weight', 'first'],
  BodyFatPercentage: ['bodyFat', 'first'],
  WaistCircumference: ['abdomen', 'first'],
  RestingHeartRate: ['restingHR', 'first'],
  VO2Max: ['vo2max', 'first'],
  BloodPressureSystolic: ['systolic', 'first'],
  BloodPressureDiastolic: ['diastolic', 'first'],
  BloodGlucose: ['bloodGlucose', 'first'],
  HeartRateVariabilitySDNN: ['hrvSDNN', 'night'],
  OxygenSaturation: ['spO2', 'night'],
  RespiratoryRate: ['respiration', 'night'],
  StepCount: ['steps', 'sum'],
  DietaryEnergyConsumed: ['kcalConsumed', 'sum'],
  DietaryCarbohydrates: ['carbohydrates', 'sum'],
  DietaryProtein: ['protein', 'sum'],
  DietaryFatTotal: ['fatTotal', 'sum'],
  DietaryWater: ['hydrationVolume', 'sum'],
  SleepAnalysis: ['sleepSecs', 'sleep'],
};

/** Apple's document type stands before the first element, and has ten kilobytes. */
export const START_BYTES = 64 * 1024;

/** Whether a file that begins so is Apple's export. */
export function isAppleHealth(start: Uint8Array): boolean {
  return /<HealthData[\s>]/.test(new TextDecoder().decode(start));
}

/** Reads the export of Apple Health as it comes, and keeps what the days need of it. */
export async function readAppleHealth(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  collector: Collector,
  file?: string,
): Promise<void> {
  const reading = new Export();
  try {
    for await (const record of appleRecords(chunks)) reading.take(record);
  } catch (thrown) {
    const { kind, facts } = Problem.from(thrown);
    if (kind !== 'broken-file') throw thrown;
    // What was read until there is as good as ever.
    collector.report({ file }, facts.detail ?? '', 'damaged');
  }
  reading.finish(collector, file);
}

class Export {
  readonly #single: Measured[] = [];
  readonly #nightly: Measured[] = [];
  /** By field and day, then by source. */
  readonly #sums = new Map<string, Map<string, number>>();
  readonly #asleep: Stretch[] = [];
  /** What was not used: by type and reason, with the first value of it. */
  readonly #left = new Map<string, { type: string; why: Reason; text: string; count: number }>();

  take(record: AppleRecord): void {
    const [key, manner] = Object.hasOwn(TYPES, record.type) ? (TYPES[record.type] ?? []) : [];
    const unused = record.type === '' ? 'damaged' : 'no-field';
    const measured = key ? measuredOf(record, key) : unused;
    if (typeof measured === 'string') this.#leave(record.type, record.value, measured);
    else if (manner === 'first') this.#single.push(measured);
    else if (manner === 'night') this.#nightly.push(measured);
    else if (manner === 'sleep') this.#asleep.push(stretchOf(measured, record.source));
    else this.#sum(measured, record.source);
  }

  finish(collector: Collector, file: string | undefined): void {
    const means = this.#nights();
    for (const measured of [...this.#single, ...means].toSorted(byMorning))
      this.#keep(measured, collector, file);
    for (const stretches of Map.groupBy(this.#asleep, ({ source }) => source).values())
      for (const { day, source, start, end } of apart(stretches))
        this.#sum({ key: 'sleepSecs', day, value: (end - start) / 1000 }, source);
    for (const [name, sources] of this.#sums) {
      const [key = '', day = ''] = name.split(' ');
      const field = wellnessField(key);
      if (!field) continue;
      const value = inUnitOf(field, Math.max(...sources.values()), true);
      collector.add({ day, key: field.key, value, place: { file, column: field.key }, text: String(value) });
    }
    for (const { type, why, text, count } of this.#left.values()) {
      collector.notUnderstood.push({ place: { file, column: type }, text, why, count });
    }
  }

  readonly #taken = new Set<string>();

  #keep({ key, day, value, type }: Measured, collector: Collector, file: string | undefined): void {
    const name = `${key} ${day}`;
    if (this.#taken.has(name)) {
      this.#leave(type, String(value), 'same-day');
      return;
    }
    this.#taken.add(name);
    const field = wellnessField(key);
    const rounded = field ? inUnitOf(field, value, true) : value;
    collector.add({ day, key, value: rounded, place: { file, column: type }, text: String(value) });
  }

  #sum({ key, day, value }: Pick<Measured, 'key' | 'day' | 'value'>, source: string): void {
    const name = `${key} ${day}`;
    const sources = this.#sums.get(name) ?? new Map<string, number>();
    this.#sums.set(name, sources.set(source, (sources.get(source) ?? 0) + value));
  }

  /** One mean for each night, of what was measured asleep; all of a day's where no sleep of it is known. */
  #nights(): Measured[] {
    const asleep = apart(this.#asleep);
    const slept = new Set(this.#asleep.map(({ day }) => day));
    const nights = new Map<string, Measured[]>();
    const awake: Measured[] = [];
    for (const measured of this.#nightly) {
      const day = nightAt(measured.ms, asleep);
      const name = `${measured.key} ${day}`;
      if (day) nights.set(name, [...(nights.get(name) ?? []), { ...measured, day }]);
      else if (slept.has(measured.day))
        this.#leave(measured.type, String(measured.value), 'not-in-the-morning');
      else awake.push(measured);
    }
    const means = [...nights.values()].flatMap(readings => {
      const sum = readings.reduce((total, { value }) => total + value, 0);
      return readings.slice(0, 1).map(first => ({ ...first, value: sum / readings.length }));
    });
    return [...means, ...awake];
  }

  #leave(type: string, text: string, why: Reason): void {
    const name = `${type} ${why}`;
    const left = this.#left.get(name) ?? { type, why, text, count: 0 };
    this.#left.set(name, { ...left, count: left.count + 1 });
  }
}

const stretchOf = ({ day, ms, value }: Measured, source: string): Stretch => ({
  day,
  source,
  start: ms,
  end: ms + value * 1000,
});

const byMorning = (a: Measured, b: Measured): number => morningFirst(a) - morningFirst(b);

import type { CalendarDate } from '../../../platform/calendar-date.ts';
import { Problem } from '../../../platform/problem.ts';
import { MAX_MEASUREMENTS } from '../../file-limits.ts';
import { limitExceeded } from '../../file-problems.ts';
import { type DayCollector, getMinutesSinceDayStart } from '../day-collector.ts';
import type { RejectionReason } from '../import-result.ts';
import { roundForField } from '../parse-quantity.ts';
import { getWellnessField, type WellnessKey } from '../wellness-fields.ts';
import { type AppleMeasurement, type AppleRecord, parseAppleRecords, toAppleMeasurement } from './apple-records.ts';

/**
 * How several records of a day become one value:
 * - `first`: the first after 03:00;
 * - `sum`: the sum of all sources;
 * - `steps`: the sum of the source that counted most, because phone and watch count the same steps;
 * - `sleep`: the time asleep of the source that recorded most, with overlaps counted once;
 * - `night`: the mean of what was measured asleep; the first of the day where the file has no sleep for it.
 */
type Aggregation = 'first' | 'sum' | 'steps' | 'sleep' | 'night';

/** By HealthKit's identifier (https://developer.apple.com/documentation/healthkit/data-types). */
const RECORD_TYPES: Readonly<Record<string, readonly [WellnessKey, Aggregation]>> = {
  BodyMass: ['weight', 'first'],
  BodyFatPercentage: ['bodyFat', 'first'],
  WaistCircumference: ['abdomen', 'first'],
  RestingHeartRate: ['restingHR', 'first'],
  VO2Max: ['vo2max', 'first'],
  BloodPressureSystolic: ['systolic', 'first'],
  BloodPressureDiastolic: ['diastolic', 'first'],
  BloodGlucose: ['bloodGlucose', 'first'],
  HeartRateVariabilitySDNN: ['hrvSDNN', 'night'],
  // Since iOS 27.
  HeartRateVariabilityRMSSD: ['hrv', 'night'],
  OxygenSaturation: ['spO2', 'night'],
  RespiratoryRate: ['respiration', 'night'],
  StepCount: ['steps', 'steps'],
  DietaryEnergyConsumed: ['kcalConsumed', 'sum'],
  DietaryCarbohydrates: ['carbohydrates', 'sum'],
  DietaryProtein: ['protein', 'sum'],
  DietaryFatTotal: ['fatTotal', 'sum'],
  DietaryWater: ['hydrationVolume', 'sum'],
  SleepAnalysis: ['sleepSecs', 'sleep'],
};

/** The document type before the first element has about ten kilobytes. */
export const APPLE_HEADER_BYTES = 64 * 1024;

/** Whether these first bytes of a file are those of an Apple Health export. */
export function isAppleHealth(start: Uint8Array): boolean {
  return /<HealthData[\s>]/.test(new TextDecoder().decode(start));
}

/** Collects the days of an Apple Health export from a stream, so that only what the days need is in memory. */
export async function collectAppleHealth(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  collector: DayCollector,
  file?: string,
): Promise<void> {
  const records = new RecordCollector();
  try {
    for await (const record of parseAppleRecords(chunks)) records.add(record);
  } catch (thrown) {
    const { kind, facts } = Problem.from(thrown);
    if (kind !== 'broken-file') throw thrown;
    // The records before the damage are valid.
    collector.reject({ file }, facts.detail ?? '', 'damaged');
  }
  records.finish(collector, file);
}

class RecordCollector {
  readonly #firstOfDay: AppleMeasurement[] = [];
  readonly #nightly: AppleMeasurement[] = [];
  /** Sums by field and day, then by source. */
  readonly #sums = new Map<string, Map<string, number>>();
  readonly #sleep: SleepInterval[] = [];
  /** Rejected records by type and reason: the first value, and how many. */
  readonly #rejected = new Map<string, { type: string; reason: RejectionReason; text: string; count: number }>();

  /** @throws {Problem} `archive-limit` for more records than a phone writes in a lifetime. */
  add(record: AppleRecord): void {
    const kept =
      this.#firstOfDay.length + this.#nightly.length + this.#sleep.length + this.#sums.size + this.#rejected.size;
    if (kept >= MAX_MEASUREMENTS) throw limitExceeded(`more than ${MAX_MEASUREMENTS} values`);
    const [key, aggregation] = Object.hasOwn(RECORD_TYPES, record.type) ? (RECORD_TYPES[record.type] ?? []) : [];
    const unused = record.type === '' ? 'damaged' : 'no-field';
    const measurement = key ? toAppleMeasurement(record, key) : unused;
    if (typeof measurement === 'string') this.#reject(record.type, record.value, measurement);
    else if (aggregation === 'first') this.#firstOfDay.push(measurement);
    else if (aggregation === 'night') this.#nightly.push(measurement);
    else if (aggregation === 'sleep') this.#sleep.push(toSleepInterval(measurement, record.source));
    else this.#addToSum(measurement, aggregation === 'steps' ? record.source : '');
  }

  finish(collector: DayCollector, file: string | undefined): void {
    const means = this.#averageNights();
    for (const measured of [...this.#firstOfDay, ...means].toSorted(byTimeSinceDayStart))
      this.#collectFirst(measured, collector, file);
    for (const intervals of Map.groupBy(this.#sleep, ({ source }) => source).values())
      for (const { day, source, start, end } of removeOverlaps(intervals))
        this.#addToSum({ key: 'sleepSecs', day, value: (end - start) / 1000 }, source);
    for (const [name, sources] of this.#sums) {
      const [key = '', day = ''] = name.split(' ');
      const field = getWellnessField(key);
      if (!field) continue;
      const value = roundForField(field, Math.max(...sources.values()), true);
      collector.add({
        day,
        key: field.key,
        value,
        location: { file, column: field.key },
        text: String(value),
      });
    }
    for (const { type, reason, text, count } of this.#rejected.values()) {
      collector.rejected.push({ location: { file, column: type }, text, reason, count });
    }
  }

  readonly #collected = new Set<string>();

  #collectFirst({ key, day, value, type }: AppleMeasurement, collector: DayCollector, file: string | undefined): void {
    const name = `${key} ${day}`;
    if (this.#collected.has(name)) {
      this.#reject(type, String(value), 'duplicate-day');
      return;
    }
    this.#collected.add(name);
    const field = getWellnessField(key);
    const rounded = field ? roundForField(field, value, true) : value;
    collector.add({ day, key, value: rounded, location: { file, column: type }, text: String(value) });
  }

  #addToSum({ key, day, value }: Pick<AppleMeasurement, 'key' | 'day' | 'value'>, source: string): void {
    const name = `${key} ${day}`;
    const sources = this.#sums.get(name) ?? new Map<string, number>();
    this.#sums.set(name, sources.set(source, (sources.get(source) ?? 0) + value));
  }

  /** The mean of what was measured in each night, and all measurements of days without recorded sleep. */
  #averageNights(): AppleMeasurement[] {
    const asleep = removeOverlaps(this.#sleep);
    const slept = new Set(this.#sleep.map(({ day }) => day));
    const nights = new Map<string, AppleMeasurement[]>();
    const awake: AppleMeasurement[] = [];
    for (const measured of this.#nightly) {
      const day = findNightDay(measured.ms, asleep);
      const name = `${measured.key} ${day}`;
      const readings = nights.get(name) ?? [];
      if (day) {
        readings.push({ ...measured, day });
        nights.set(name, readings);
      } else if (slept.has(measured.day)) {
        this.#reject(measured.type, String(measured.value), 'not-a-morning-reading');
      } else {
        awake.push(measured);
      }
    }
    const means = [...nights.values()].flatMap(readings => {
      const sum = readings.reduce((total, { value }) => total + value, 0);
      return readings.slice(0, 1).map(first => ({ ...first, value: sum / readings.length }));
    });
    return [...means, ...awake];
  }

  #reject(type: string, text: string, reason: RejectionReason): void {
    const name = `${type} ${reason}`;
    const before = this.#rejected.get(name) ?? { type, reason, text, count: 0 };
    this.#rejected.set(name, { ...before, count: before.count + 1 });
  }
}

const toSleepInterval = ({ day, ms, value }: AppleMeasurement, source: string): SleepInterval => ({
  day,
  source,
  start: ms,
  end: ms + value * 1000,
});

const byTimeSinceDayStart = (a: AppleMeasurement, b: AppleMeasurement): number =>
  getMinutesSinceDayStart(a) - getMinutesSinceDayStart(b);

/** A time asleep; `start` and `end` in milliseconds since 1970. */
interface SleepInterval {
  /** The day on which the night ends. */
  day: CalendarDate;
  source: string;
  start: number;
  end: number;
}

/** The intervals without overlaps, oldest first: a later one is shortened by what an earlier one covers. */
function removeOverlaps(intervals: readonly SleepInterval[]): SleepInterval[] {
  let until = Number.NEGATIVE_INFINITY;
  return intervals
    .toSorted((a, b) => a.start - b.start)
    .flatMap(interval => {
      const start = Math.max(interval.start, until);
      if (interval.end <= start) return [];
      until = interval.end;
      return { ...interval, start };
    });
}

/** The day of the night that contains a time; the intervals do not overlap and are sorted. */
function findNightDay(ms: number, asleep: readonly SleepInterval[]): CalendarDate | undefined {
  let low = 0;
  let high = asleep.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((asleep[middle]?.start ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  const last = asleep[low - 1];
  return last && ms <= last.end ? last.day : undefined;
}

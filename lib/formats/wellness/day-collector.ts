import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import { MAX_MEASUREMENTS } from '../file-limits.ts';
import { limitExceeded } from '../file-problems.ts';
import type { MeasurementTime } from './date-column.ts';
import { DayTotals } from './day-totals.ts';
import {
  type DateContext,
  excerpt,
  type ImportedDay,
  type RejectedItem,
  type RejectionReason,
  type SourceLocation,
} from './import-result.ts';
import type { Measurement } from './measurement.ts';
import type { DateOrder } from './parse-date.ts';
import { getWellnessField, type WellnessKey, wellnessFields } from './wellness-fields.ts';

/** What every parser of an export takes. */
export interface ParserContext {
  dateContext: DateContext;
  collector: DayCollector;
  /** Which number of a date comes first, where the athlete chose it. */
  dateOrder?: DateOrder | undefined;
  /** The file's path in the archive that was chosen; absent where it was chosen itself. */
  file?: string | undefined;
}

/**
 * Reduces any number of measurements to one value for each day and field. Of several on one day the first after 03:00
 * counts: weight, resting HR and HRV are comparable only when measured each morning before breakfast, and a measurement
 * shortly after midnight belongs to the evening before. The others are reported as rejected, unless they are equal. Parts of
 * a day, such as meals, are added up before. A zero counts only where a day can have it.
 */
export class DayCollector {
  readonly rejected: RejectedItem[] = [];
  /** Whether the order of day and month is a guess in a table. */
  hasGuessedDates = false;
  readonly #measurements: Measurement[] = [];

  /** @throws {Problem} `archive-limit` for more values than years of exports have. */
  add(measurement: Measurement): void {
    if (this.#measurements.length >= MAX_MEASUREMENTS) throw limitExceeded(`more than ${MAX_MEASUREMENTS} values`);
    this.#measurements.push(measurement);
  }

  reject(location: SourceLocation, text: string, reason: RejectionReason): void {
    if (this.rejected.length >= MAX_MEASUREMENTS) throw limitExceeded(`more than ${MAX_MEASUREMENTS} values`);
    this.rejected.push({ location, text: excerpt(text), reason });
  }

  /** The days, oldest first, and everything that was rejected. */
  *finish(): CooperativeTask<{ days: ImportedDay[]; rejected: RejectedItem[] }> {
    const days = new Map<CalendarDate, ImportedDay>();
    const totals = new DayTotals((location, text, reason) => this.reject(location, text, reason));
    const single = this.#measurements.filter(measurement => !totals.add(measurement));
    const zeros = new Map<string, Measurement>();
    const places = new Set<string>();
    for (const reading of [...single, ...totals.getSums()].toSorted(
      (a, b) => getMinutesSinceDayStart(a) - getMinutesSinceDayStart(b),
    )) {
      yield;
      const row = days.get(reading.day) ?? { day: reading.day, values: {}, locations: [] };
      days.set(reading.day, row);
      const existing = row.values[reading.key];
      const name = `${reading.key} ${reading.day}`;
      if (reading.value === 0 && isAmount(reading.key)) {
        zeros.set(name, reading);
      } else if (existing === undefined) {
        row.values[reading.key] = reading.value;
        for (const location of [reading.location, ...(reading.locations ?? [])]) {
          const place = toRowLocation(location);
          const placeName = JSON.stringify([reading.day, place.file, place.line, place.column]);
          if (!places.has(placeName)) row.locations.push(place);
          places.add(placeName);
        }
      } else if (existing !== reading.value) {
        this.reject(reading.location, reading.text, 'duplicate-day');
      }
    }
    for (const zero of zeros.values()) this.#finishZero(zero, days);
    return {
      days: [...days.values()]
        .filter(({ values }) => Object.keys(values).length > 0)
        .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      rejected: this.rejected,
    };
  }

  /** Nothing of food is 0 only where nothing was logged. Beside other food, no carbohydrates are a value. */
  #finishZero({ key, day, location, text }: Measurement, days: ReadonlyMap<CalendarDate, ImportedDay>): void {
    const row = days.get(day);
    const isEaten = wellnessFields.some(({ key, unit }) => isFoodUnit(unit) && Number(row?.values[key] ?? 0) > 0);
    if (row?.values[key] !== undefined) return;
    if (row && isEaten && getWellnessField(key)?.unit === 'g') row.values[key] = 0;
    else this.reject(location, text, 'not-logged');
  }
}

const isFoodUnit = (unit: string | undefined): boolean => unit === 'g' || unit === 'kcal';

/** A step of a scale may be 0; a steps count, a score or an amount of water is not on any day. */
const isAmount = (key: WellnessKey): boolean => getWellnessField(key)?.kind !== 'scale';

const DAY_START_MINUTES = 180;
const DAY_MINUTES = 1440;

/** Minutes since 03:00. A measurement without a time counts as 0, so that the file's order decides. */
export function getMinutesSinceDayStart({ minutes }: MeasurementTime): number {
  return minutes === undefined ? 0 : (minutes - DAY_START_MINUTES + DAY_MINUTES) % DAY_MINUTES;
}

/** The location of a row, without the column. */
const toRowLocation = ({ file, line, column }: SourceLocation): SourceLocation =>
  line === undefined ? { file, column } : { file, line };

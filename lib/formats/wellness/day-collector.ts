import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import type { MeasurementTime } from './date-column.ts';
import {
  type DateContext,
  excerpt,
  type ImportedDay,
  type RejectedItem,
  type RejectionReason,
  type SourceLocation,
} from './import-result.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** What every parser of an export takes. */
export interface ParserContext {
  dateContext: DateContext;
  collector: DayCollector;
  /** The file's path in the archive that was chosen; absent where it was chosen itself. */
  file?: string | undefined;
}

/** One value for one day, with where and how it was written. */
export interface Measurement extends MeasurementTime {
  key: WellnessKey;
  value: number | string;
  location: SourceLocation;
  text: string;
}

/**
 * Makes one row a day of any number of readings. Of several in a day the first after three in the morning is taken:
 * weight, pulse and HRV are compared from morning to morning, before breakfast; what was measured past midnight belongs to
 * the evening. The others are reported, unless they say the same.
 */
export class DayCollector {
  readonly rejected: RejectedItem[] = [];
  readonly #measurements: Measurement[] = [];

  add(measurement: Measurement): void {
    this.#measurements.push(measurement);
  }

  reject(location: SourceLocation, text: string, reason: RejectionReason): void {
    this.rejected.push({ location, text: excerpt(text), reason });
  }

  /** The days, oldest first, and with them whatever led to none. */
  *finish(): CooperativeTask<{ days: ImportedDay[]; rejected: RejectedItem[] }> {
    const days = new Map<CalendarDate, ImportedDay>();
    for (const reading of this.#measurements.toSorted(
      (a, b) => getMinutesSinceDayStart(a) - getMinutesSinceDayStart(b),
    )) {
      yield;
      const row = days.get(reading.day) ?? { day: reading.day, values: {}, locations: [] };
      days.set(reading.day, row);
      const existing = row.values[reading.key];
      if (existing === undefined) {
        row.values[reading.key] = reading.value;
        if (!row.locations.some(other => isSameLocation(other, reading.location)))
          row.locations.push(toRowLocation(reading.location));
      } else if (existing !== reading.value) {
        this.reject(reading.location, reading.text, 'duplicate-day');
      }
    }
    return {
      days: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      rejected: this.rejected,
    };
  }
}

const DAY_START_MINUTES = 180;
const DAY_MINUTES = 1440;

/** Minutes since three in the morning. Where no time is written, the file's order counts. */
export function getMinutesSinceDayStart({ minutes }: MeasurementTime): number {
  return minutes === undefined ? 0 : (minutes - DAY_START_MINUTES + DAY_MINUTES) % DAY_MINUTES;
}

/** A day comes from rows, not from cells. */
const toRowLocation = ({ file, line, column }: SourceLocation): SourceLocation =>
  line === undefined ? { file, column } : { file, line };

const isSameLocation = (one: SourceLocation, other: SourceLocation): boolean =>
  one.file === other.file &&
  one.line === other.line &&
  (one.line !== undefined || one.column === other.column);

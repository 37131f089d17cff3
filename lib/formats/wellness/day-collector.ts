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

/** One value of one day, with its place in the file and its text. */
export interface Measurement extends MeasurementTime {
  key: WellnessKey;
  value: number | string;
  location: SourceLocation;
  text: string;
}

/**
 * Reduces any number of measurements to one value for each day and field. Of several on one day the first after 03:00
 * counts: weight, resting HR and HRV are comparable only when measured each morning before breakfast, and a measurement
 * shortly after midnight belongs to the evening before. The others are reported as rejected, unless they are equal.
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

  /** The days, oldest first, and everything that was rejected. */
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

/** Minutes since 03:00. A measurement without a time counts as 0, so that the file's order decides. */
export function getMinutesSinceDayStart({ minutes }: MeasurementTime): number {
  return minutes === undefined ? 0 : (minutes - DAY_START_MINUTES + DAY_MINUTES) % DAY_MINUTES;
}

/** The location of a row, without the column. */
const toRowLocation = ({ file, line, column }: SourceLocation): SourceLocation =>
  line === undefined ? { file, column } : { file, line };

const isSameLocation = (one: SourceLocation, other: SourceLocation): boolean =>
  one.file === other.file && one.line === other.line && (one.line !== undefined || one.column === other.column);

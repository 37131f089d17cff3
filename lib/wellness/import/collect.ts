import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { WellnessKey } from '../fields.ts';
import type { Moment } from './days-of-column.ts';
import { excerpt, type ImportedDay, type NotUnderstood, type Place, type Reason } from './imported.ts';
import type { Steps } from './in-turns.ts';

/** One value for one day, with where and how it was written. */
export interface Reading extends Moment {
  key: WellnessKey;
  value: number | string;
  place: Place;
  text: string;
}

/**
 * Makes one row a day of any number of readings. Of several in a day the first after three in the morning is taken:
 * weight, pulse and HRV are compared from morning to morning, before breakfast; what was measured past midnight belongs to
 * the evening. The others are reported, unless they say the same.
 */
export class Collector {
  readonly notUnderstood: NotUnderstood[] = [];
  readonly #readings: Reading[] = [];

  add(reading: Reading): void {
    this.#readings.push(reading);
  }

  report(place: Place, text: string, why: Reason): void {
    this.notUnderstood.push({ place, text: excerpt(text), why });
  }

  /** The days, oldest first, and with them whatever led to none. */
  *finish(): Steps<{ rows: ImportedDay[]; notUnderstood: NotUnderstood[] }> {
    const days = new Map<CalendarDate, ImportedDay>();
    for (const reading of this.#readings.toSorted((a, b) => morningFirst(a) - morningFirst(b))) {
      yield;
      const row = days.get(reading.day) ?? { day: reading.day, values: {}, from: [] };
      days.set(reading.day, row);
      const taken = row.values[reading.key];
      if (taken === undefined) {
        row.values[reading.key] = reading.value;
        if (!row.from.some(place => isSame(place, reading.place))) row.from.push(rowOf(reading.place));
      } else if (taken !== reading.value) {
        this.report(reading.place, reading.text, 'same-day');
      }
    }
    return {
      rows: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      notUnderstood: this.notUnderstood,
    };
  }
}

const THREE_O_CLOCK = 180;
const DAY_MINUTES = 1440;

/** Minutes since three in the morning. Where no time is written, the file's order counts. */
export function morningFirst({ minutes }: Moment): number {
  return minutes === undefined ? 0 : (minutes - THREE_O_CLOCK + DAY_MINUTES) % DAY_MINUTES;
}

/** A day comes from rows, not from cells. */
const rowOf = ({ file, line, column }: Place): Place =>
  line === undefined ? { file, column } : { file, line };

const isSame = (one: Place, other: Place): boolean =>
  one.file === other.file &&
  one.line === other.line &&
  (one.line !== undefined || one.column === other.column);

import type { CalendarDate } from '../platform/calendar-date.ts';
import { type WellnessDay, wellnessField } from './fields.ts';

/** What a field of a day holds. */
export type Value = number | string | boolean;

/** A value that somebody wants in place of another. Undefined is no value. */
export interface Edit {
  day: CalendarDate;
  key: string;
  /** What stood there when they said so. It is never written over anything else. */
  from?: Value | undefined;
  to?: Value | undefined;
}

/** What a day has in a field; undefined where there is nothing, or nothing that a cell could show. */
export function valueIn(day: WellnessDay | undefined, key: string): Value | undefined {
  const value = key === 'locked' ? day?.locked : day?.values[key];
  return isValue(value) ? value : undefined;
}

/** Whether two values are the same to Intervals.icu, which keeps seven digits of a number. */
export const isSameValue = (one: Value | undefined, other: Value | undefined): boolean =>
  typeof one === 'number' && typeof other === 'number'
    ? Math.fround(one) === Math.fround(other)
    : one === other;

/** Whether a person writes this field. The lock is a question of its own. */
export const isEditable = (key: string): boolean =>
  key !== 'locked' && wellnessField(key)?.isWritable === true;

const isValue = (value: unknown): value is Value =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';

import { getWellnessField, type WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';

/** A value of a field of a day. */
export type WellnessValue = number | string | boolean;

/** A change of one value; undefined is no value. */
export interface WellnessEdit {
  day: CalendarDate;
  key: string;
  /** The value that the athlete saw. The edit is never written over a different one. */
  from?: WellnessValue | undefined;
  to?: WellnessValue | undefined;
}

/** The value of a field of a day; undefined where it has none, or an object that a cell cannot show. */
export function getWellnessValue(day: WellnessDay | undefined, key: string): WellnessValue | undefined {
  const value = key === 'locked' ? day?.locked : day?.values[key];
  return isWellnessValue(value) ? value : undefined;
}

/** Whether two values are the same for Intervals.icu, which stores numbers in single precision, about seven digits. */
export const isSameValue = (one: WellnessValue | undefined, other: WellnessValue | undefined): boolean =>
  typeof one === 'number' && typeof other === 'number' ? Math.fround(one) === Math.fround(other) : one === other;

/** Whether the athlete can edit a field in a cell. The lock is set separately. */
export const isEditableField = (key: string): boolean => key !== 'locked' && getWellnessField(key)?.isWritable === true;

/** Whether a value of a field can be shown in a cell. */
export const isWellnessValue = (value: unknown): value is WellnessValue =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';

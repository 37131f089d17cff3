import { getWellnessField, type WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';

/** What a field of a day holds. */
export type WellnessValue = number | string | boolean;

/** A value that somebody wants in place of another. Undefined is no value. */
export interface WellnessEdit {
  day: CalendarDate;
  key: string;
  /** What stood there when they said so. It is never written over anything else. */
  from?: WellnessValue | undefined;
  to?: WellnessValue | undefined;
}

/** What a day has in a field; undefined where there is nothing, or nothing that a cell could show. */
export function getWellnessValue(day: WellnessDay | undefined, key: string): WellnessValue | undefined {
  const value = key === 'locked' ? day?.locked : day?.values[key];
  return isWellnessValue(value) ? value : undefined;
}

/** Whether two values are the same to Intervals.icu, which keeps seven digits of a number. */
export const isSameValue = (one: WellnessValue | undefined, other: WellnessValue | undefined): boolean =>
  typeof one === 'number' && typeof other === 'number'
    ? Math.fround(one) === Math.fround(other)
    : one === other;

/** Whether a person writes this field. The lock is a question of its own. */
export const isEditableField = (key: string): boolean =>
  key !== 'locked' && getWellnessField(key)?.isWritable === true;

const isWellnessValue = (value: unknown): value is WellnessValue =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';

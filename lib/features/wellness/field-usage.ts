import {
  getWellnessField,
  isDayTotal,
  type WellnessDay,
  type WellnessField,
  wellnessFields,
} from '../../formats/wellness/wellness-fields.ts';
import { getWellnessValue, isEditableField } from './wellness-edit.ts';

/** For athletes who have not logged anything yet. */
const DEFAULT_COLUMNS = ['weight', 'restingHR', 'sleepSecs', 'sleepQuality', 'comments'];
const DEFAULT_MORNING_FIELDS = ['weight', 'restingHR', 'sleepQuality'];

/** The fields with values, in the order of `wellnessFields`; custom and unknown ones at the end. */
export function getUsedFields(days: readonly WellnessDay[]): string[] {
  const used = getAllFields(days).filter(
    key =>
      (isEditableField(key) || !getWellnessField(key)) && days.some(day => getWellnessValue(day, key) !== undefined),
  );
  return used.length > 0 ? used : DEFAULT_COLUMNS;
}

/** Every field of Intervals.icu and of the athlete's own, without flags such as the lock. */
export function getAllFields(days: readonly WellnessDay[]): string[] {
  const known = wellnessFields.filter(({ kind }) => kind !== 'boolean').map(({ key }): string => key);
  const custom = new Set(days.flatMap(day => Object.keys(day.values).filter(key => isCustomField(day, key))));
  return [...known, ...[...custom].toSorted()];
}

const isCustomField = (day: WellnessDay, key: string): boolean =>
  !getWellnessField(key) && getWellnessValue(day, key) !== undefined;

/** Few enough to be filled in within 15 seconds. */
const MAX_MORNING_FIELDS = 3;

/**
 * What the athlete logs every morning: the fields that at least half of these days have. Scales come first, because no device
 * records how the athlete feels; totals of a day, such as steps, are not known in the morning.
 */
export function getMorningFields(days: readonly WellnessDay[]): string[] {
  const counted = wellnessFields
    .filter(isMorningField)
    .map(field => ({ field, count: days.filter(day => isLogged(day, field)).length }))
    .filter(({ count }) => count > 0 && 2 * count >= days.length)
    .sort((a, b) => getFeelingRank(b.field) - getFeelingRank(a.field) || b.count - a.count)
    .slice(0, MAX_MORNING_FIELDS);
  return counted.length > 0 ? counted.map(({ field }) => field.key) : DEFAULT_MORNING_FIELDS;
}

const isMorningField = (field: WellnessField): boolean =>
  field.isWritable && ['int', 'number', 'scale'].includes(field.kind) && !isDayTotal(field);

const getFeelingRank = ({ kind }: WellnessField): number => (kind === 'scale' ? 1 : 0);

/** A weight or resting HR that Intervals.icu copied from the settings was not logged. */
function isLogged(day: WellnessDay, { key }: WellnessField): boolean {
  if (key === 'weight' && day.values.tempWeight === true) return false;
  if (key === 'restingHR' && day.values.tempRestingHR === true) return false;
  return getWellnessValue(day, key) !== undefined;
}

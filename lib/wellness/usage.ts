import { isEditable, valueIn } from './edit.ts';
import { type WellnessDay, type WellnessField, wellnessField, wellnessFields } from './fields.ts';

/** Where nothing was ever logged, there must be something to begin with. */
const FIRST = ['weight', 'restingHR', 'sleepSecs', 'sleepQuality', 'comments'];
const FIRST_MORNING = ['weight', 'restingHR', 'sleepQuality'];

/** The fields that the athlete uses, in their order; custom ones and those that came after our table at the end. */
export function usedFields(days: readonly WellnessDay[]): string[] {
  const used = allFields(days).filter(
    key => (isEditable(key) || !wellnessField(key)) && days.some(day => valueIn(day, key) !== undefined),
  );
  return used.length > 0 ? used : FIRST;
}

/** Every field there is, of Intervals.icu and of the athlete's own. The lock is no column. */
export function allFields(days: readonly WellnessDay[]): string[] {
  const known = wellnessFields.filter(({ kind }) => kind !== 'boolean').map(({ key }): string => key);
  const custom = new Set(days.flatMap(day => Object.keys(day.values).filter(key => isCustom(day, key))));
  return [...known, ...[...custom].toSorted()];
}

const isCustom = (day: WellnessDay, key: string): boolean =>
  !wellnessField(key) && valueIn(day, key) !== undefined;

/** Never more: it is done in a quarter of a minute. */
const MOST_IN_THE_MORNING = 3;

/**
 * What the athlete logs every morning: the fields that most of these days have. How one feels comes first, for no device
 * tells that; what adds up in the course of a day does not belong to a morning.
 */
export function morningFields(days: readonly WellnessDay[]): string[] {
  const counted = wellnessFields
    .filter(isOfAMorning)
    .map(field => ({ field, count: days.filter(day => isLogged(day, field)).length }))
    .filter(({ count }) => count > 0 && 2 * count >= days.length)
    .sort((a, b) => feeling(b.field) - feeling(a.field) || b.count - a.count)
    .slice(0, MOST_IN_THE_MORNING);
  return counted.length > 0 ? counted.map(({ field }) => field.key) : FIRST_MORNING;
}

const OF_THE_WHOLE_DAY = ['g', 'kcal', 'steps', 'L'];

const isOfAMorning = ({ kind, isWritable, unit }: WellnessField): boolean =>
  isWritable &&
  (kind === 'int' || kind === 'number' || kind === 'scale') &&
  !OF_THE_WHOLE_DAY.includes(unit ?? '');

const feeling = ({ kind }: WellnessField): number => (kind === 'scale' ? 1 : 0);

/** A weight that Intervals.icu copied from the settings nobody logged. */
function isLogged(day: WellnessDay, { key }: WellnessField): boolean {
  if (key === 'weight' && day.values.tempWeight === true) return false;
  if (key === 'restingHR' && day.values.tempRestingHR === true) return false;
  return valueIn(day, key) !== undefined;
}

import { i18n } from '#i18n';
import { DECIMAL_MARK, formatAlternatives, formatDecimal } from '../../lib/platform/format.ts';
import type { Value } from '../../lib/wellness/edit.ts';
import { entryText } from '../../lib/wellness/entry.ts';
import { type WellnessField, type WellnessKey, wellnessField } from '../../lib/wellness/fields.ts';

/** A field as people call it: "Resting pulse". A custom one is called by its code. */
export const fieldName = (key: string): string =>
  wellnessField(key) ? i18n.t(`wellness.name.${key as WellnessKey}`) : key;

/** "Weight (kg)" */
export function fieldTitle(key: string): string {
  const unit = unitWords(key);
  return unit ? `${fieldName(key)} (${unit})` : fieldName(key);
}

/** The unit of a field as it is shown; undefined where it has none. */
export function unitWords(key: string): string | undefined {
  switch (wellnessField(key)?.unit) {
    case 's':
      return i18n.t('wellness.unit.hours');
    case 'breaths/min':
      return i18n.t('wellness.unit.breaths');
    case 'ml/kg/min':
      return i18n.t('wellness.unit.vo2');
    case 'steps':
      return undefined;
    default:
      return wellnessField(key)?.unit;
  }
}

/** A value as a person reads it, without its unit: "71.35", "7:40", "2 good", "Luteal". */
export function valueWords(value: Value | undefined, key: string): string {
  if (value === undefined) return '';
  const field = wellnessField(key);
  if (field?.kind === 'enum') return phaseWords(String(value));
  if (typeof value !== 'number') return String(value);
  if (field?.kind === 'scale')
    return [formatDecimal(value), stepWords(field, value)].filter(Boolean).join(' ');
  return field?.unit === 's' ? entryText(value, key, DECIMAL_MARK) : formatDecimal(value);
}

/** The same with its unit, "71.35 kg"; "nothing" where there is no value. */
export function quantityWords(value: Value | undefined, key: string): string {
  if (value === undefined) return i18n.t('wellness.nothing');
  const unit = wellnessField(key)?.unit === 's' ? 'h' : unitWords(key);
  return unit ? `${valueWords(value, key)} ${unit}` : valueWords(value, key);
}

/** What may be typed into a field, where that needs saying. */
export function hintOf(key: string): string {
  const field = wellnessField(key);
  if (!field) return i18n.t('wellness.custom');
  if (!field.isWritable) return i18n.t('wellness.readOnly');
  if (field.kind === 'scale') return i18n.t('wellness.scale', { steps: stepsOf(field).join(', ') });
  if (field.kind === 'enum')
    return i18n.t('wellness.options', { options: formatAlternatives((field.options ?? []).map(phaseWords)) });
  return '';
}

/** The steps of a scale, "1 excellent", the good end first. */
export const stepsOf = (field: WellnessField): string[] =>
  [0, 1, 2, 3, 4].filter(step => step >= (field.from ?? 0)).map(step => valueWords(step, field.key));

const stepWords = ({ key }: WellnessField, step: number): string | undefined => STEPS[key]?.[step];

const phaseWords = (phase: string): string => PHASES[phase] ?? phase;

const LOAD = [
  i18n.t('wellness.step.none'),
  i18n.t('wellness.step.low'),
  i18n.t('wellness.step.average'),
  i18n.t('wellness.step.high'),
  i18n.t('wellness.step.extreme'),
];
const GRADES = [
  undefined,
  i18n.t('wellness.step.excellent'),
  i18n.t('wellness.step.good'),
  i18n.t('wellness.step.fair'),
  i18n.t('wellness.step.poor'),
];

/** On every scale of Intervals.icu 1 is the good end: without words everybody reads them the other way round. */
const STEPS: Partial<Record<WellnessKey, readonly (string | undefined)[]>> = {
  soreness: LOAD,
  fatigue: LOAD,
  stress: LOAD,
  sleepQuality: GRADES,
  mood: GRADES,
  motivation: GRADES,
  injury: [
    undefined,
    i18n.t('wellness.step.none'),
    i18n.t('wellness.step.niggle'),
    i18n.t('wellness.step.hurting'),
    i18n.t('wellness.step.injured'),
  ],
  hydration: [
    undefined,
    i18n.t('wellness.step.hydrated'),
    i18n.t('wellness.step.thirsty'),
    i18n.t('wellness.step.dry'),
    i18n.t('wellness.step.parched'),
  ],
};

const PHASES: Record<string, string | undefined> = {
  PERIOD: i18n.t('wellness.phase.PERIOD'),
  FOLLICULAR: i18n.t('wellness.phase.FOLLICULAR'),
  OVULATING: i18n.t('wellness.phase.OVULATING'),
  LUTEAL: i18n.t('wellness.phase.LUTEAL'),
  NONE: i18n.t('wellness.phase.NONE'),
};

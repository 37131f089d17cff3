import { i18n } from '#i18n';
import { getWellnessField, type WellnessField, type WellnessKey } from '../../formats/wellness/wellness-fields.ts';
import { DECIMAL_MARK, formatAlternatives, formatDecimal } from '../../platform/format.ts';
import { toEditableText } from './typed-value.ts';
import type { WellnessValue } from './wellness-edit.ts';

/** The name of a field, "Resting HR"; for a custom field its code. */
export function getFieldLabel(key: string): string {
  const field = getWellnessField(key);
  return field ? i18n.t(`wellness.name.${field.key}`) : key;
}

/** The name of a field with its unit, "Weight (kg)". */
export function getFieldLabelWithUnit(key: string): string {
  const unit = getUnitLabel(key);
  return unit ? `${getFieldLabel(key)} (${unit})` : getFieldLabel(key);
}

/** The unit of a field as shown; undefined where it has none. */
export function getUnitLabel(key: string): string | undefined {
  switch (getWellnessField(key)?.unit) {
    case 's':
      return i18n.t('wellness.unit.hours');
    case 'breaths/min':
      return i18n.t('wellness.unit.breaths');
    case 'ml/kg/min':
      return i18n.t('wellness.unit.vo2');
    case 'steps':
      return undefined;
    default:
      return getWellnessField(key)?.unit;
  }
}

/** A value without its unit: "71.35", "7:40", "2 good", "Luteal". */
export function formatFieldValue(value: WellnessValue | undefined, key: string): string {
  if (value === undefined) return '';
  const field = getWellnessField(key);
  if (field?.kind === 'enum') return getPhaseLabel(String(value));
  if (typeof value !== 'number') return String(value);
  if (field?.kind === 'scale') return [formatDecimal(value), getStepLabel(field, value)].filter(Boolean).join(' ');
  return field?.unit === 's' ? toEditableText(value, key, DECIMAL_MARK) : formatDecimal(value);
}

/** A value with its unit, "71.35 kg"; "empty" where there is none. */
export function formatFieldValueWithUnit(value: WellnessValue | undefined, key: string): string {
  if (value === undefined) return i18n.t('wellness.nothing');
  const unit = getWellnessField(key)?.unit === 's' ? 'h' : getUnitLabel(key);
  return unit ? `${formatFieldValue(value, key)} ${unit}` : formatFieldValue(value, key);
}

/** What may be typed into a field, where that is not obvious; else an empty text. */
export function getFieldHint(key: string): string {
  const field = getWellnessField(key);
  if (!field) return i18n.t('wellness.custom');
  if (!field.isWritable) return i18n.t('wellness.readOnly');
  if (field.kind === 'scale') return i18n.t('wellness.scale', { steps: getScaleStepLabels(field).join(', ') });
  if (field.kind === 'enum')
    return i18n.t('wellness.options', {
      options: formatAlternatives((field.options ?? []).map(getPhaseLabel)),
    });
  return '';
}

/** The steps of a scale, "1 excellent", best first. */
export const getScaleStepLabels = (field: WellnessField): string[] =>
  [0, 1, 2, 3, 4].filter(step => step >= (field.firstStep ?? 0)).map(step => formatFieldValue(step, field.key));

const getStepLabel = ({ key }: WellnessField, step: number): string | undefined => STEPS_BY_FIELD[key]?.[step];

const getPhaseLabel = (phase: string): string => PHASES[phase] ?? phase;

const LOAD_STEPS = [
  i18n.t('wellness.step.none'),
  i18n.t('wellness.step.low'),
  i18n.t('wellness.step.average'),
  i18n.t('wellness.step.high'),
  i18n.t('wellness.step.extreme'),
];
const GRADE_STEPS = [
  undefined,
  i18n.t('wellness.step.excellent'),
  i18n.t('wellness.step.good'),
  i18n.t('wellness.step.fair'),
  i18n.t('wellness.step.poor'),
];

/**
 * Words for the steps: on every scale of Intervals.icu a low number is good
 * (https://github.com/intervals-icu/js-data-model), while people expect a high one.
 */
const STEPS_BY_FIELD: Partial<Record<WellnessKey, readonly (string | undefined)[]>> = {
  soreness: LOAD_STEPS,
  fatigue: LOAD_STEPS,
  stress: LOAD_STEPS,
  sleepQuality: GRADE_STEPS,
  mood: GRADE_STEPS,
  motivation: GRADE_STEPS,
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

import { i18n } from '#i18n';
import { getWellnessField, type WellnessField, type WellnessKey } from '../../formats/wellness/wellness-fields.ts';
import { DECIMAL_MARK, formatAlternatives, formatDecimal } from '../../platform/format.ts';
import { getUnits } from '../../platform/units.ts';
import { toEditableText, toShownNumber } from './typed-value.ts';
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
    case 'kg':
      return getUnits().weight;
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
  return field?.unit === 's' ? toEditableText(value, key, DECIMAL_MARK) : formatDecimal(toShownNumber(value, key));
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

function getStepLabel({ key }: WellnessField, step: number): string | undefined {
  const name = STEPS_BY_FIELD[key]?.[step];
  return name && i18n.t(`wellness.step.${name}`);
}

const getPhaseLabel = (phase: string): string => {
  const known = PHASES.find(one => one === phase);
  return known ? i18n.t(`wellness.phase.${known}`) : phase;
};

const LOAD_STEPS = ['none', 'low', 'average', 'high', 'extreme'] as const;
const GRADE_STEPS = [undefined, 'excellent', 'good', 'fair', 'poor'] as const;
const INJURY_STEPS = [undefined, 'none', 'niggle', 'hurting', 'injured'] as const;
const HYDRATION_STEPS = [undefined, 'hydrated', 'thirsty', 'dry', 'parched'] as const;

type StepName = NonNullable<
  (typeof LOAD_STEPS | typeof GRADE_STEPS | typeof INJURY_STEPS | typeof HYDRATION_STEPS)[number]
>;

/**
 * Words for the steps: on every scale of Intervals.icu a low number is good
 * (https://github.com/intervals-icu/js-data-model), while people expect a high one.
 */
const STEPS_BY_FIELD: Partial<Record<WellnessKey, readonly (StepName | undefined)[]>> = {
  soreness: LOAD_STEPS,
  fatigue: LOAD_STEPS,
  stress: LOAD_STEPS,
  sleepQuality: GRADE_STEPS,
  mood: GRADE_STEPS,
  motivation: GRADE_STEPS,
  injury: INJURY_STEPS,
  hydration: HYDRATION_STEPS,
};

const PHASES = ['PERIOD', 'FOLLICULAR', 'OVULATING', 'LUTEAL', 'NONE'] as const;

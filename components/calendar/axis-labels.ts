import { i18n } from '#i18n';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import type { ChartAxis } from './chart-axis.ts';
import { formatExactDuration, formatLength, formatNumberSpan, formatPaceSpan } from './format-quantities.ts';
import { BASE_LABELS } from './target-descriptions.ts';
import type { WorkoutProfile } from './workout-profile.ts';

/** A label of the vertical axis: "200", with unit "300 W". */
export function formatAxisValue(value: number, { unit }: ChartAxis, doc: WorkoutDoc, withUnit: boolean): string {
  const span = { from: value, to: value };
  if (unit === 'speed') return formatPaceSpan(span, doc.paceUnits);
  const n = formatNumberSpan(span);
  return withUnit ? i18n.t(UNIT_KEYS[unit], { n }) : n;
}

/** Labels of the threshold line: "FTP", "240 W"; the name alone where the axis is in percent of it. */
export function getThresholdLabels(axis: ChartAxis, doc: WorkoutDoc): string[] {
  const { unit, threshold = 0, base } = axis;
  if (unit === 'percent') return [base ? BASE_LABELS[base] : i18n.t('profile.threshold')];
  const name = { watts: BASE_LABELS.ftp, bpm: BASE_LABELS.lthr, speed: BASE_LABELS.pace }[unit];
  return [name, formatAxisValue(threshold, axis, doc, true)];
}

/** A label of the horizontal axis: "15 min", "1.5 km", "0" at the start. */
export function formatAxisLength(length: number, { lengthUnit }: WorkoutProfile, doc: WorkoutDoc): string {
  if (length === 0) return formatNumber(0);
  return lengthUnit === 'time' ? formatExactDuration(length) : formatLength(length, doc);
}

const UNIT_KEYS = { watts: 'profile.watts', bpm: 'profile.bpm', percent: 'profile.percent' } as const;

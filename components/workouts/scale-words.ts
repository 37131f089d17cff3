import { i18n } from '#i18n';
import type { WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import type { Axis } from '../../lib/workouts/axis.ts';
import type { Profile } from '../../lib/workouts/profile.ts';
import { number } from '../format.ts';
import { numbers, pace, time, way } from './quantity-words.ts';
import { BASE_WORDS } from './target-words.ts';

/** A value beside an axis: "200"; with its unit "300 W". */
export function axisWords(value: number, { unit }: Axis, doc: WorkoutDoc, withUnit: boolean): string {
  const span = { from: value, to: value };
  if (unit === 'speed') return pace(span, doc.paceUnits);
  const n = numbers(span);
  return withUnit ? i18n.t(UNITS[unit], { n }) : n;
}

/** What the line of the threshold is: "FTP", "240 W"; the name alone where the axis is in percent of it. */
export function thresholdWords(axis: Axis, doc: WorkoutDoc): string[] {
  const { unit, threshold = 0, base } = axis;
  if (unit === 'percent') return [base ? BASE_WORDS[base] : i18n.t('profile.threshold')];
  const name = { watts: BASE_WORDS.ftp, bpm: BASE_WORDS.lthr, speed: BASE_WORDS.pace }[unit];
  return [name, axisWords(threshold, axis, doc, true)];
}

/** How far along: "15 min", "1.5 km". The beginning has no unit. */
export function lengthWords(length: number, { along }: Profile, doc: WorkoutDoc): string {
  if (length === 0) return number(0);
  return along === 'time' ? time(length) : way(length, doc);
}

const UNITS = { watts: 'profile.watts', bpm: 'profile.bpm', percent: 'profile.percent' } as const;

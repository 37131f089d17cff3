import { i18n } from '#i18n';
import { getPaceMetres } from '../../lib/formats/workouts/pace-units.ts';
import {
  getStepTarget,
  type StepTarget,
  type TargetMetric,
  toSpan,
  type ValueSpan,
} from '../../lib/formats/workouts/step-target.ts';
import type { PercentBase } from '../../lib/formats/workouts/training-zones.ts';
import type { PlannedTarget, WorkoutDoc, WorkoutStep } from '../../lib/formats/workouts/workout-doc.ts';
import type { CalendarEvent } from '../../lib/services/intervals/calendar-event.ts';
import { formatNumberSpan, formatPaceSpan } from './format-quantities.ts';

const MEASURE_LABELS: Record<TargetMetric, string> = {
  power: i18n.t('profile.power'),
  hr: i18n.t('profile.hr'),
  pace: i18n.t('profile.paceTarget'),
};

export const BASE_LABELS: Record<PercentBase, string> = {
  ftp: i18n.t('profile.ftp'),
  lthr: i18n.t('profile.lthr'),
  pace: i18n.t('profile.thresholdPace'),
  'max-hr': i18n.t('profile.maxHr'),
};

/** What a workout's targets are measured in, "Power"; undefined where the workout does not say. */
export function getTargetLabel({ target, doc }: Pick<CalendarEvent, 'target' | 'doc'>): string | undefined {
  const named = target ?? doc?.target;
  const measure = named && named !== 'AUTO' ? MEASURE_BY_TARGET[named] : doc && findFirstMeasure(doc.steps, doc);
  return measure && MEASURE_LABELS[measure];
}

const MEASURE_BY_TARGET = { POWER: 'power', HR: 'hr', PACE: 'pace' } as const;

function findFirstMeasure(steps: WorkoutStep[], doc: WorkoutDoc): TargetMetric | undefined {
  for (const step of steps) {
    const measure = getStepTarget(step, doc)?.metric ?? findFirstMeasure(step.steps ?? [], doc);
    if (measure) return measure;
  }
  return undefined;
}

/** The target of a step, "216–228 W"; in full with the planned one: "216–228 W (90–95% of FTP)". */
export function describeTarget(step: WorkoutStep, doc: WorkoutDoc, detail: 'short' | 'full'): string | undefined {
  const target = getStepTarget(step, doc);
  if (!target) return describeUnknown(step.power ?? step.hr ?? step.pace);
  const planned = describePlanned(target, step);
  const resolved = describeResolved(target, step, doc);
  if (!resolved) return target.zone && planned ? i18n.t(ZONE_KEYS[target.metric], { zone: planned }) : planned;
  return planned && detail === 'full' ? i18n.t('profile.asPlanned', { resolved, planned }) : resolved;
}

/** "85 rpm", "85–95 rpm" */
export function describeCadence({ cadence }: WorkoutStep): string | undefined {
  const span = toSpan(cadence);
  return span && i18n.t('profile.rpm', { n: formatNumberSpan(span) });
}

const ZONE_KEYS = { power: 'profile.zonePower', hr: 'profile.zoneHr', pace: 'profile.zonePace' } as const;

/** "216–228 W", "up to 132 W", "362 W or more"; undefined where only a percentage is known. */
function describeResolved(target: StepTarget, step: WorkoutStep, doc: WorkoutDoc): string | undefined {
  if (!target.absolute) return undefined;
  const { from, to } = target.absolute;
  if (target.isOpenEnded) return i18n.t('profile.orMore', { n: formatWithUnit(target, { from, to: from }, step, doc) });
  const isOpenBelow = !step.ramp && from < to * OPEN_BELOW_SHARE;
  const text = formatWithUnit(target, isOpenBelow ? { from: to, to } : target.absolute, step, doc);
  return isOpenBelow ? i18n.t('profile.upTo', { n: text }) : text;
}

/** A target whose lower end is below this share of the upper one has no lower end: the first power zone begins at 1 W. */
const OPEN_BELOW_SHARE = 0.05;

function formatWithUnit({ metric }: StepTarget, span: ValueSpan, step: WorkoutStep, doc: WorkoutDoc): string {
  if (metric === 'pace') return formatPaceSpan(span, getPaceUnits(step, doc), step.ramp);
  return i18n.t(metric === 'power' ? 'profile.watts' : 'profile.bpm', {
    n: formatNumberSpan(span, step.ramp),
  });
}

const getPaceUnits = (step: WorkoutStep, { paceUnits }: WorkoutDoc): string | undefined =>
  getPaceMetres(paceUnits) ? paceUnits : step.pace?.units;

/** The planned target, "90–95% of FTP", "Z2–Z3", where it is not in watts, bpm or a pace. */
function describePlanned({ metric, base }: StepTarget, step: WorkoutStep): string | undefined {
  const span = toSpan(step[metric]);
  const units = step[metric]?.units?.toLowerCase() ?? '';
  if (!span) return undefined;
  if (units.endsWith('_zone')) return span.from === span.to ? `Z${span.from}` : `Z${span.from}–Z${span.to}`;
  if (!units.startsWith('%')) return undefined;
  const baseLabel = units === '%hr' ? BASE_LABELS['max-hr'] : units === '%mmp' ? 'MMP' : BASE_LABELS[base];
  return i18n.t('profile.percentOf', { n: formatNumberSpan(span, step.ramp), of: baseLabel });
}

/** A target in units that Musette does not know is shown as it was written; "5:00 Pace" has no distance. */
function describeUnknown(goal: PlannedTarget | undefined): string | undefined {
  const span = toSpan(goal);
  if (span && goal?.units === 'secs') return i18n.t('profile.zonePace', { zone: formatClockSpan(span) });
  return span && `${formatNumberSpan(span)} ${(goal?.units ?? '').slice(0, MAX_UNIT_LENGTH)}`.trim();
}

const MAX_UNIT_LENGTH = 20;

const formatClockSpan = ({ from, to }: ValueSpan): string =>
  [...new Set([from, to])].map(secs => `${Math.floor(secs / 60)}:${String(secs % 60).padStart(2, '0')}`).join('–');

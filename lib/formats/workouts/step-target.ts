import { paceToSpeed } from './pace-units.ts';
import { getZoneBounds, getZoneTops, OPEN_TOP, type PercentBase, type TrainingZone, toZone } from './training-zones.ts';
import type { PlannedTarget, TargetValue, WorkoutDoc, WorkoutStep } from './workout-doc.ts';

export type TargetMetric = 'power' | 'hr' | 'pace';

/** A ramp goes from `from` to `to`, other steps stay between them; equal for a single value. */
export interface ValueSpan {
  from: number;
  to: number;
}

/** The target of a step, in all units that can be computed. */
export interface StepTarget {
  metric: TargetMetric;
  /** Watts, bpm or m/s. */
  absolute?: ValueSpan;
  percent?: ValueSpan;
  /** What `percent` is of. */
  base: PercentBase;
  /** The zone, where the target is planned as one. */
  zone?: TrainingZone;
  /** The target has no upper end: `to` is only for drawing. */
  isOpenEnded?: true;
}

/** The target of a step; where it has several, in the metric of the workout. Undefined where it has none. */
export function getStepTarget(step: WorkoutStep, doc: WorkoutDoc): StepTarget | undefined {
  if (step.freeride || step.maxeffort) return undefined;
  for (const metric of listMetrics(doc)) {
    const target = getTargetInMetric(metric, step, doc);
    if (target) return target;
  }
  return undefined;
}

/** The number, if it is finite and not negative; limited so that it can be drawn beside others. */
export const toUsableNumber = (n: number | undefined): number | undefined =>
  n !== undefined && Number.isFinite(n) && n >= 0 ? Math.min(n, 1e6) : undefined;

/** The athlete's threshold in watts, bpm or m/s. */
export const getThreshold = (metric: TargetMetric, doc: WorkoutDoc): number | undefined =>
  toUsableNumber({ power: doc.ftp, hr: doc.lthr, pace: doc.thresholdSpeed }[metric]) || undefined;

const listMetrics = ({ target }: WorkoutDoc): TargetMetric[] => {
  const first = METRICS.find(metric => metric.toUpperCase() === target);
  return first ? [first, ...METRICS.filter(metric => metric !== first)] : METRICS;
};

const METRICS: TargetMetric[] = ['power', 'hr', 'pace'];
const RESOLVED_KEYS = { power: 'watts', hr: 'bpm', pace: 'speed' } as const;
const THRESHOLD_BASES: Record<TargetMetric, PercentBase> = { power: 'ftp', hr: 'lthr', pace: 'pace' };
const PERCENT_UNITS = new Map<string, PercentBase>([
  ['%ftp', 'ftp'],
  ['%lthr', 'lthr'],
  ['%pace', 'pace'],
  ['%hr', 'max-hr'],
]);

/** The target of a step in one metric. */
export function getTargetInMetric(metric: TargetMetric, step: WorkoutStep, doc: WorkoutDoc): StepTarget | undefined {
  const plannedTarget = step[metric];
  const units = plannedTarget?.units?.toLowerCase() ?? '';
  const plannedSpan = toSpan(plannedTarget);
  const isZone = units.endsWith('_zone');
  const thresholdBase = THRESHOLD_BASES[metric];
  const threshold = getThreshold(metric, doc);

  const plannedBase = PERCENT_UNITS.get(units);
  const plannedPercent = plannedBase && plannedSpan;
  const zonePercent = isZone && plannedSpan ? getZoneSpan(plannedSpan, getZoneTops(thresholdBase, doc)) : undefined;
  const thresholdPercent = plannedBase === thresholdBase ? plannedPercent : undefined;
  const absolute =
    getResolvedSpan(step[RESOLVED_KEYS[metric]], plannedTarget, isZone) ??
    toAbsoluteSpan(metric, units, plannedSpan) ??
    multiplySpan(thresholdPercent ?? zonePercent, threshold && threshold / 100);
  const percent =
    thresholdPercent ?? multiplySpan(absolute, threshold && 100 / threshold) ?? zonePercent ?? plannedPercent;
  if (!absolute && !percent) return undefined;

  const target = {
    metric,
    ...(absolute && { absolute: orderSpan(absolute, step) }),
    ...(percent && { percent: orderSpan(percent, step) }),
    base: (percent && percent === plannedPercent && plannedBase) || thresholdBase,
    ...(isZone && plannedSpan && { zone: toZone((plannedSpan.from + plannedSpan.to) / 2) }),
  };
  return percent && !step.ramp && percent.to >= OPEN_TOP ? limitOpenEnd(target) : target;
}

/** The resolved target. A single value stays one: Intervals.icu adds the range around it for devices. */
function getResolvedSpan(
  resolved: TargetValue | undefined,
  plannedTarget: PlannedTarget | undefined,
  isZone: boolean,
): ValueSpan | undefined {
  const isSingle = !isZone && plannedTarget?.value !== undefined && plannedTarget.start === undefined;
  return (isSingle ? toSpan({ ...resolved, start: undefined, end: undefined }) : undefined) ?? toSpan(resolved);
}

function toAbsoluteSpan(metric: TargetMetric, units: string, planned: ValueSpan | undefined): ValueSpan | undefined {
  if (!planned) return undefined;
  if (metric !== 'pace') return units === ABSOLUTE_UNITS[metric] ? planned : undefined;
  return makeSpan(paceToSpeed(planned.from, units), paceToSpeed(planned.to, units));
}

const ABSOLUTE_UNITS = { power: 'w', hr: 'bpm' };

function getZoneSpan({ from, to }: ValueSpan, tops: number[]): ValueSpan {
  return getZoneBounds(Math.min(from, to), Math.max(from, to), tops);
}

type LooseTargetValue = { [Key in keyof TargetValue]?: number | undefined };

/** A range, or a single value as a range; undefined where there is neither. */
export function toSpan(target: LooseTargetValue | undefined): ValueSpan | undefined {
  const span = makeSpan(target?.start, target?.end);
  if (span) return span;
  const value = toUsableNumber(target?.value) ?? toUsableNumber(target?.start) ?? toUsableNumber(target?.end);
  return value === undefined ? undefined : { from: value, to: value };
}

const multiplySpan = (span: ValueSpan | undefined, factor: number | undefined): ValueSpan | undefined =>
  span && factor ? makeSpan(span.from * factor, span.to * factor) : undefined;

function makeSpan(start: number | undefined, end: number | undefined): ValueSpan | undefined {
  const [from, to] = [toUsableNumber(start), toUsableNumber(end)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

const orderSpan = ({ from, to }: ValueSpan, { ramp }: WorkoutStep): ValueSpan =>
  ramp || from <= to ? { from, to } : { from: to, to: from };

/** Drawn a fifth above its lower end, enough to see that it has no end. */
const limitOpenEnd = (target: StepTarget): StepTarget => ({
  ...target,
  ...(target.absolute && { absolute: limitSpan(target.absolute) }),
  ...(target.percent && { percent: limitSpan(target.percent) }),
  isOpenEnded: true,
});

const limitSpan = ({ from }: ValueSpan): ValueSpan => ({ from, to: from * 1.2 });

import { getThreshold, type StepTarget, type ValueSpan } from '../../lib/formats/workouts/step-target.ts';
import type { PercentBase } from '../../lib/formats/workouts/training-zones.ts';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';

/** What the heights of a profile mean. */
export interface ChartAxis {
  unit: 'watts' | 'bpm' | 'percent' | 'speed';
  /** What percentages are of; undefined where the steps differ in that, and for the other units. */
  base?: PercentBase;
  bottom: number;
  top: number;
  /** Where the athlete's threshold is; undefined where that is not known. */
  threshold?: number;
}

/** The scale on which most steps have a place: watts before bpm before percent. Undefined where no step has any. */
export function chooseAxis(targets: StepTarget[], doc: WorkoutDoc): ChartAxis | undefined {
  const units = UNITS.map(unit => ({
    unit,
    spans: targets.flatMap(target => getSpanIn(unit, target) ?? []),
  }));
  const best = units.reduce((best, next) => (next.spans.length > best.spans.length ? next : best));
  if (best.spans.length === 0) return undefined;
  const { unit, spans } = best;
  const ends = spans.flatMap(({ from, to }) => [from, to]);
  const bases = new Set(targets.filter(({ percent }) => percent).map(({ base }) => base));
  const threshold = unit === 'percent' ? (bases.has('max-hr') ? undefined : 100) : getThresholdIn(unit, doc);
  const highest = ends.reduce((highest, end) => Math.max(highest, end), 0);
  const isPower = targets.every(({ metric }) => metric === 'power');
  const lowest = ends.reduce((lowest, end) => Math.min(lowest, end), highest);
  return {
    unit,
    ...(unit === 'percent' && bases.size === 1 && { base: [...bases][0] as PercentBase }),
    // Nobody's heart stands still: the lower half would say nothing.
    bottom: isPower ? 0 : lowest / 2,
    top: Math.max(highest, (threshold ?? 0) * 1.02, 1e-3) * 1.06,
    ...(threshold !== undefined && { threshold }),
  };
}

/** Where a target lies on an axis, in parts of its height; undefined where it has no place there. */
export function toHeights(axis: ChartAxis, target: StepTarget): ValueSpan | undefined {
  const span = getSpanIn(axis.unit, target);
  return span && { from: toHeight(axis, span.from), to: toHeight(axis, span.to) };
}

/** Where a value lies on an axis, in parts of its height, 0 to 1. */
export const toHeight = ({ bottom, top }: ChartAxis, value: number): number =>
  Math.min(1, Math.max(0, (value - bottom) / (top - bottom)));

const UNITS: ChartAxis['unit'][] = ['watts', 'bpm', 'percent', 'speed'];
const METRIC_BY_UNIT = { watts: 'power', bpm: 'hr', speed: 'pace' } as const;

const getSpanIn = (unit: ChartAxis['unit'], target: StepTarget): ValueSpan | undefined =>
  unit === 'percent' ? target.percent : target.metric === METRIC_BY_UNIT[unit] ? target.absolute : undefined;

const getThresholdIn = (unit: 'watts' | 'bpm' | 'speed', doc: WorkoutDoc): number | undefined =>
  getThreshold(METRIC_BY_UNIT[unit], doc);

import { getThreshold, type StepTarget, type ValueSpan } from '../../lib/formats/workouts/step-target.ts';
import type { PercentBase } from '../../lib/formats/workouts/training-zones.ts';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';

/** The vertical axis of a profile. */
export interface ChartAxis {
  unit: 'watts' | 'bpm' | 'percent' | 'speed';
  /** What percentages refer to; undefined where the steps differ, and for other units. */
  base?: PercentBase;
  bottom: number;
  top: number;
  /** The athlete's threshold; undefined where it is unknown. */
  threshold?: number;
}

/** The axis on which most targets can be drawn; of equal ones watts, then bpm, percent, speed. Undefined without targets. */
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
    // A heart rate is never near 0, so the lower half of the axis would stay empty.
    bottom: isPower ? 0 : lowest / 2,
    top: Math.max(highest, (threshold ?? 0) * 1.02, 1e-3) * 1.06,
    ...(threshold !== undefined && { threshold }),
  };
}

/** The heights of a target on an axis, 0 to 1; undefined where it cannot be drawn there. */
export function toHeights(axis: ChartAxis, target: StepTarget): ValueSpan | undefined {
  const span = getSpanIn(axis.unit, target);
  return span && { from: toHeight(axis, span.from), to: toHeight(axis, span.to) };
}

/** The height of a value on an axis, 0 to 1. */
export const toHeight = ({ bottom, top }: ChartAxis, value: number): number =>
  Math.min(1, Math.max(0, (value - bottom) / (top - bottom)));

const UNITS: ChartAxis['unit'][] = ['watts', 'bpm', 'percent', 'speed'];
const METRIC_BY_UNIT = { watts: 'power', bpm: 'hr', speed: 'pace' } as const;

const getSpanIn = (unit: ChartAxis['unit'], target: StepTarget): ValueSpan | undefined =>
  unit === 'percent' ? target.percent : target.metric === METRIC_BY_UNIT[unit] ? target.absolute : undefined;

const getThresholdIn = (unit: 'watts' | 'bpm' | 'speed', doc: WorkoutDoc): number | undefined =>
  getThreshold(METRIC_BY_UNIT[unit], doc);

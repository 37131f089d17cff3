import type { WorkoutDoc } from '../intervals/workout-doc.ts';
import { type Aim, type Span, thresholdOf } from './aim.ts';
import type { Base } from './zones.ts';

/** What the heights of a profile mean. */
export interface Axis {
  unit: 'watts' | 'bpm' | 'percent' | 'speed';
  /** What percentages are of; undefined where the steps differ in that, and for the other units. */
  base?: Base;
  bottom: number;
  top: number;
  /** Where the athlete's threshold is; undefined where that is not known. */
  threshold?: number;
}

/** The scale on which most steps have a place: watts before bpm before percent. Undefined where no step has any. */
export function axisFor(aims: Aim[], doc: WorkoutDoc): Axis | undefined {
  const units = UNITS.map(unit => ({ unit, spans: aims.flatMap(aim => on(unit, aim) ?? []) }));
  const best = units.reduce((best, next) => (next.spans.length > best.spans.length ? next : best));
  if (best.spans.length === 0) return undefined;
  const { unit, spans } = best;
  const ends = spans.flatMap(({ from, to }) => [from, to]);
  const bases = new Set(aims.filter(({ percent }) => percent).map(({ base }) => base));
  const threshold = unit === 'percent' ? (bases.has('max-hr') ? undefined : 100) : thresholdIn(unit, doc);
  const highest = ends.reduce((highest, end) => Math.max(highest, end), 0);
  const isPower = aims.every(({ measure }) => measure === 'power');
  const lowest = ends.reduce((lowest, end) => Math.min(lowest, end), highest);
  return {
    unit,
    ...(unit === 'percent' && bases.size === 1 && { base: [...bases][0] as Base }),
    // Nobody's heart stands still: the lower half would say nothing.
    bottom: isPower ? 0 : lowest / 2,
    top: Math.max(highest, (threshold ?? 0) * 1.02, 1e-3) * 1.06,
    ...(threshold !== undefined && { threshold }),
  };
}

/** Where a target lies on an axis, in parts of its height; undefined where it has no place there. */
export function heightsOn(axis: Axis, aim: Aim): Span | undefined {
  const span = on(axis.unit, aim);
  return span && { from: heightOn(axis, span.from), to: heightOn(axis, span.to) };
}

/** Where a value lies on an axis, in parts of its height, 0 to 1. */
export const heightOn = ({ bottom, top }: Axis, value: number): number =>
  Math.min(1, Math.max(0, (value - bottom) / (top - bottom)));

const UNITS: Axis['unit'][] = ['watts', 'bpm', 'percent', 'speed'];
const MEASURED = { watts: 'power', bpm: 'hr', speed: 'pace' } as const;

const on = (unit: Axis['unit'], aim: Aim): Span | undefined =>
  unit === 'percent' ? aim.percent : aim.measure === MEASURED[unit] ? aim.absolute : undefined;

const thresholdIn = (unit: 'watts' | 'bpm' | 'speed', doc: WorkoutDoc): number | undefined =>
  thresholdOf(MEASURED[unit], doc);

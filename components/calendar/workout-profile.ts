import { getStepTarget, type StepTarget, type ValueSpan } from '../../lib/formats/workouts/step-target.ts';
import { getZone, getZoneTops, type TrainingZone } from '../../lib/formats/workouts/training-zones.ts';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import { type ChartAxis, chooseAxis, toHeights } from './chart-axis.ts';
import { layOutSteps, type PlacedStep, type WorkoutLayout } from './workout-layout.ts';

/** The style of a bar: its zone, no target, or maximum effort. */
export type BarStyle = TrainingZone | 'none' | 'max';

/** A bar of the picture, up to `low`; where a range is planned, the range goes from `low` to `high`. */
export interface ProfileBar {
  from: number;
  to: number;
  /** Heights at its start and its end, 0 to 1. */
  low: [number, number];
  high: [number, number];
  style: BarStyle;
}

/** A planned workout as a drawing. */
export interface WorkoutProfile extends WorkoutLayout {
  /** In order, without gaps or overlaps, from 0 to `length`. */
  bars: ProfileBar[];
  /** The axis of the heights; undefined where no step has a target that can be drawn. */
  axis?: ChartAxis;
}

/** More bars cannot be told apart; neighbours are merged. */
const MAX_BARS = 1500;

/** The profile of a workout; undefined without steps. Never throws. */
export function buildWorkoutProfile(doc: WorkoutDoc): WorkoutProfile | undefined {
  const layout = layOutSteps(doc);
  if (layout.placedSteps.length === 0) return undefined;
  const targets = new Map(layout.placedSteps.map(({ step }) => [step, getStepTarget(step, doc)]));
  const axis = chooseAxis(
    [...targets.values()].filter(target => target !== undefined),
    doc,
  );
  const bars = layout.placedSteps.flatMap(placedStep => toBars(placedStep, targets.get(placedStep.step), axis, doc));
  return { ...layout, bars: mergeBars(bars, layout.length), ...(axis && { axis }) };
}

function toBars(
  placedStep: PlacedStep,
  target: StepTarget | undefined,
  axis: ChartAxis | undefined,
  doc: WorkoutDoc,
): ProfileBar[] {
  const heights = target && axis && toHeights(axis, target);
  if (!heights) return [toPlainBar(placedStep, axis ? 0.3 : 0.6)];
  if (!placedStep.step.ramp) {
    const { from: low, to: high } = heights;
    return [
      {
        ...pickSpan(placedStep),
        low: [low, low],
        high: [high, high],
        style: target.zone ?? getStyleAt(target, 0.5, doc),
      },
    ];
  }
  const boundaries = [0, ...findZoneCrossings(target, doc), 1];
  return boundaries.slice(1).map((end, n) => {
    const start = boundaries[n] ?? 0;
    const slope: [number, number] = [interpolate(heights, start), interpolate(heights, end)];
    const style = getStyleAt(target, (start + end) / 2, doc);
    return {
      from: interpolate(placedStep, start),
      to: interpolate(placedStep, end),
      low: slope,
      high: slope,
      style,
    };
  });
}

/** Positions within a ramp, 0 to 1, where it enters another zone. */
function findZoneCrossings({ percent, base }: StepTarget, doc: WorkoutDoc): number[] {
  if (!percent || percent.from === percent.to) return [];
  return getZoneTops(base, doc)
    .map(top => (top - percent.from) / (percent.to - percent.from))
    .filter(part => part > 0 && part < 1)
    .toSorted((a, b) => a - b);
}

const getStyleAt = ({ percent, base }: StepTarget, part: number, doc: WorkoutDoc): BarStyle =>
  percent ? getZone(interpolate(percent, part), getZoneTops(base, doc)) : 'none';

/** A step without a target; a maximum effort has full height. */
function toPlainBar(placedStep: PlacedStep, defaultHeight: number): ProfileBar {
  const { maxeffort, intensity } = placedStep.step;
  const height = maxeffort ? 1 : intensity === 'rest' ? 0.1 : defaultHeight;
  return {
    ...pickSpan(placedStep),
    low: [height, height],
    high: [height, height],
    style: maxeffort ? 'max' : 'none',
  };
}

const pickSpan = ({ from, to }: PlacedStep): ValueSpan => ({ from, to });

/** The value at a part of the span, exact at its end. */
const interpolate = ({ from, to }: ValueSpan, part: number): number => (part === 1 ? to : from + (to - from) * part);

/** Merges neighbouring bars into one with the style of the longest. */
function mergeBars(bars: ProfileBar[], length: number): ProfileBar[] {
  if (bars.length <= MAX_BARS) return bars;
  const slivers = Map.groupBy(bars, ({ from }) => Math.floor((from / length) * MAX_BARS));
  return [...slivers.values()].flatMap(sliver => {
    const [longest] = sliver.toSorted((a, b) => b.to - b.from - (a.to - a.from));
    return longest ? { ...longest, from: sliver[0]?.from ?? 0, to: sliver.at(-1)?.to ?? length } : [];
  });
}

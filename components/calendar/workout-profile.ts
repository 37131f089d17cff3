import { getStepTarget, type StepTarget, type ValueSpan } from '../../lib/formats/workouts/step-target.ts';
import { getZone, getZoneTops, type TrainingZone } from '../../lib/formats/workouts/training-zones.ts';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import { type ChartAxis, chooseAxis, toHeights } from './chart-axis.ts';
import { layOutSteps, type PlacedStep, type WorkoutLayout } from './workout-layout.ts';

/** The style of a bar: its zone, no target, or maximum effort. */
export type BarStyle = TrainingZone | 'none' | 'max';

/** A bar of the profile: solid up to `low`, and a range from `low` to `high` where the target is a range. */
export interface ProfileBar {
  from: number;
  to: number;
  /** Heights at its start and its end, as parts of the whole height, 0 to 1. */
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

/** More bars cannot be told apart, so they are merged. */
const MAX_BARS = 1500;

/** The profile of a workout; undefined where it has no steps. Never throws. */
export function buildWorkoutProfile(doc: WorkoutDoc): WorkoutProfile | undefined {
  const layout = layOutSteps(doc);
  if (layout.placedSteps.length === 0) return undefined;
  const targets = new Map(layout.placedSteps.map(({ step }) => [step, getStepTarget(step, doc)]));
  const axis = chooseAxis(
    [...targets.values()].filter(aim => aim !== undefined),
    doc,
  );
  const bars = layout.placedSteps.flatMap(place => toBars(place, targets.get(place.step), axis, doc));
  return { ...layout, bars: mergeBars(bars, layout.length), ...(axis && { axis }) };
}

function toBars(
  place: PlacedStep,
  target: StepTarget | undefined,
  axis: ChartAxis | undefined,
  doc: WorkoutDoc,
): ProfileBar[] {
  const heights = target && axis && toHeights(axis, target);
  if (!heights) return [toPlainBar(place, axis ? 0.3 : 0.6)];
  if (!place.step.ramp) {
    const { from: low, to: high } = heights;
    return [
      {
        ...pickSpan(place),
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
    return { from: interpolate(place, start), to: interpolate(place, end), low: slope, high: slope, style };
  });
}

/** The parts of a ramp, 0 to 1, at which it enters another zone. */
function findZoneCrossings({ percent, base }: StepTarget, doc: WorkoutDoc): number[] {
  if (!percent || percent.from === percent.to) return [];
  return getZoneTops(base, doc)
    .map(top => (top - percent.from) / (percent.to - percent.from))
    .filter(part => part > 0 && part < 1)
    .toSorted((a, b) => a - b);
}

const getStyleAt = ({ percent, base }: StepTarget, part: number, doc: WorkoutDoc): BarStyle =>
  percent ? getZone(interpolate(percent, part), getZoneTops(base, doc)) : 'none';

/** The bar of a step without a target; maximum effort has the full height. */
function toPlainBar(place: PlacedStep, defaultHeight: number): ProfileBar {
  const { maxeffort, intensity } = place.step;
  const height = maxeffort ? 1 : intensity === 'rest' ? 0.1 : defaultHeight;
  return {
    ...pickSpan(place),
    low: [height, height],
    high: [height, height],
    style: maxeffort ? 'max' : 'none',
  };
}

const pickSpan = ({ from, to }: PlacedStep): ValueSpan => ({ from, to });

/** The value at a part, 0 to 1, of a span; exact at its end. */
const interpolate = ({ from, to }: ValueSpan, part: number): number =>
  part === 1 ? to : from + (to - from) * part;

/** Merges the bars of each sliver of the picture into one, with the style of the longest. */
function mergeBars(bars: ProfileBar[], length: number): ProfileBar[] {
  if (bars.length <= MAX_BARS) return bars;
  const slivers = Map.groupBy(bars, ({ from }) => Math.floor((from / length) * MAX_BARS));
  return [...slivers.values()].flatMap(sliver => {
    const [longest] = sliver.toSorted((a, b) => b.to - b.from - (a.to - a.from));
    return longest ? { ...longest, from: sliver[0]?.from ?? 0, to: sliver.at(-1)?.to ?? length } : [];
  });
}

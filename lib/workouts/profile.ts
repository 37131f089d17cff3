import type { WorkoutDoc } from '../intervals/workout-doc.ts';
import { type Aim, aimOf, type Span } from './aim.ts';
import { type Axis, axisFor, heightsOn } from './axis.ts';
import { type Layout, layOut, type Place } from './layout.ts';
import { topsOf, type Zone, zoneOf } from './zones.ts';

/** What a bar looks like: its zone, or that it has no target, or that everything is asked for. */
export type Look = Zone | 'none' | 'max';

/** A piece of the picture. It is `low` high for sure, and lies between `low` and `high` where a range is planned. */
export interface Bar {
  from: number;
  to: number;
  /** Heights at its start and at its end, as parts of the whole height, 0 to 1. */
  low: [number, number];
  high: [number, number];
  look: Look;
}

/** A planned workout as it is drawn. */
export interface Profile extends Layout {
  /** In order, without gaps and overlaps, from 0 to `length`. */
  bars: Bar[];
  /** What the heights mean; undefined where no step has a target that can be drawn. */
  axis?: Axis;
}

/** More bars than this are no longer seen apart; they share their slivers of the picture. */
const MOST_BARS = 1500;

/** Draws a workout up; undefined where there are no steps to draw. Does not throw, whatever it is given. */
export function profileOf(doc: WorkoutDoc): Profile | undefined {
  const layout = layOut(doc);
  if (layout.places.length === 0) return undefined;
  const aims = new Map(layout.places.map(({ step }) => [step, aimOf(step, doc)]));
  const axis = axisFor(
    [...aims.values()].filter(aim => aim !== undefined),
    doc,
  );
  const bars = layout.places.flatMap(place => barsOf(place, aims.get(place.step), axis, doc));
  return { ...layout, bars: merged(bars, layout.length), ...(axis && { axis }) };
}

function barsOf(place: Place, aim: Aim | undefined, axis: Axis | undefined, doc: WorkoutDoc): Bar[] {
  const heights = aim && axis && heightsOn(axis, aim);
  if (!heights) return [plain(place, axis ? 0.3 : 0.6)];
  if (!place.step.ramp) {
    const { from: low, to: high } = heights;
    return [{ ...ends(place), low: [low, low], high: [high, high], look: aim.zone ?? zoneAt(aim, 0.5, doc) }];
  }
  const cuts = [0, ...crossings(aim, doc), 1];
  return cuts.slice(1).map((end, n) => {
    const start = cuts[n] ?? 0;
    const slope: [number, number] = [along(heights, start), along(heights, end)];
    const look = zoneAt(aim, (start + end) / 2, doc);
    return { from: along(place, start), to: along(place, end), low: slope, high: slope, look };
  });
}

/** Where in its course, from 0 to 1, a ramp goes from one zone into another. */
function crossings({ percent, base }: Aim, doc: WorkoutDoc): number[] {
  if (!percent || percent.from === percent.to) return [];
  return topsOf(base, doc)
    .map(top => (top - percent.from) / (percent.to - percent.from))
    .filter(part => part > 0 && part < 1)
    .toSorted((a, b) => a - b);
}

const zoneAt = ({ percent, base }: Aim, part: number, doc: WorkoutDoc): Look =>
  percent ? zoneOf(along(percent, part), topsOf(base, doc)) : 'none';

/** A step without a target takes its time all the same; all-out goes to the top. */
function plain(place: Place, usual: number): Bar {
  const { maxeffort, intensity } = place.step;
  const height = maxeffort ? 1 : intensity === 'rest' ? 0.1 : usual;
  return { ...ends(place), low: [height, height], high: [height, height], look: maxeffort ? 'max' : 'none' };
}

const ends = ({ from, to }: Place): Span => ({ from, to });

/** The value at a part of a way, exact at its end. */
const along = ({ from, to }: Span, part: number): number => (part === 1 ? to : from + (to - from) * part);

/** Bars that share a sliver of the picture become one that looks like the longest of them. */
function merged(bars: Bar[], length: number): Bar[] {
  if (bars.length <= MOST_BARS) return bars;
  const slivers = Map.groupBy(bars, ({ from }) => Math.floor((from / length) * MOST_BARS));
  return [...slivers.values()].flatMap(sliver => {
    const [longest] = sliver.toSorted((a, b) => b.to - b.from - (a.to - a.from));
    return longest ? { ...longest, from: sliver[0]?.from ?? 0, to: sliver.at(-1)?.to ?? length } : [];
  });
}

import type { WorkoutDoc } from './workout-doc.ts';

/** The value that percentages are relative to. */
export type PercentBase = 'ftp' | 'lthr' | 'pace' | 'max-hr';

/** A training zone, the easiest first. Zones above the seventh count as the seventh. */
export type TrainingZone = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * Upper ends of Intervals.icu's default zones in percent; the last zone has none. A planned workout has the athlete's own
 * zones only for power: the heart rate and pace entries of its `zoneTimes` have no upper end (seen 2026-11).
 */
const DEFAULT_ZONE_TOPS: Record<PercentBase, number[]> = {
  ftp: [55, 75, 90, 105, 120, 150],
  lthr: [81, 89, 93, 99, 102, 105],
  pace: [77.5, 87.7, 94.3, 100, 103.4, 111.5],
  'max-hr': [60, 70, 80, 90],
};

/** Intervals.icu writes 999 % for a zone without an upper end; no real target is four times the threshold. */
export const OPEN_TOP = 400;

/** Upper ends of the athlete's zones in percent, lowest first; the last zone has none. */
export function getZoneTops(base: PercentBase, doc: WorkoutDoc): number[] {
  const own = base === 'ftp' ? (doc.powerZones ?? []).map(({ topPercent }) => topPercent).filter(isPositive) : [];
  return own.length > 0 ? own.filter(top => top < OPEN_TOP).toSorted((a, b) => a - b) : DEFAULT_ZONE_TOPS[base];
}

/** A zone that ends at 0 % or below is not a zone. */
const isPositive = (percent: number): boolean => percent > 0;

/** The zone of a percentage. */
export function getZone(percent: number, tops: number[]): TrainingZone {
  const index = tops.findIndex(top => percent <= top);
  return toZone((index < 0 ? tops.length : index) + 1);
}

/** The zone of a planned number, which may be a fraction. */
export const toZone = (n: number): TrainingZone => Math.min(7, Math.max(1, Math.round(n) || 1)) as TrainingZone;

/** The range of zones in percent, by their numbers: from one percent above the zone before to the top of the last. */
export function getZoneBounds(first: number, last: number, tops: number[]): { from: number; to: number } {
  const bottom = tops[Math.ceil(first) - 2];
  const from = first <= 1 ? 0 : (bottom ?? tops.at(-1) ?? 0) + 1;
  const to = tops[Math.max(1, Math.ceil(last)) - 1] ?? OPEN_TOP;
  return { from, to: Math.max(from, to) };
}

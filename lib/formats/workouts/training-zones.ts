import type { WorkoutDoc } from './workout-doc.ts';

/** What a percentage is a percentage of. */
export type PercentBase = 'ftp' | 'lthr' | 'pace' | 'max-hr';

/** A training zone, the easiest first. Where an athlete has more, the rest counts as the hardest. */
export type TrainingZone = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * The tops of the zones in percent, as Intervals.icu sets them for whoever changes nothing; the last zone has none. A planned
 * workout carries the athlete's own only for power (`zoneTimes`, reference §8): those of heart rate and pace come without tops.
 */
const DEFAULT_ZONE_TOPS: Record<PercentBase, number[]> = {
  ftp: [55, 75, 90, 105, 120, 150],
  lthr: [81, 89, 93, 99, 102, 105],
  pace: [77.5, 87.7, 94.3, 100, 103.4, 111.5],
  'max-hr': [60, 70, 80, 90],
};

/** A top like Intervals.icu's 999 % is no bound: nobody does four times their threshold as a target. */
export const OPEN_TOP = 400;

/** The tops of the athlete's zones in percent, lowest first, without the open end of the last. */
export function getZoneTops(base: PercentBase, doc: WorkoutDoc): number[] {
  const own =
    base === 'ftp' ? (doc.powerZones ?? []).map(({ topPercent }) => topPercent).filter(isPositive) : [];
  return own.length > 0
    ? own.filter(top => top < OPEN_TOP).toSorted((a, b) => a - b)
    : DEFAULT_ZONE_TOPS[base];
}

/** A zone that ends at nothing, or below it, is none. Documents that were stored before they were read so may have some. */
const isPositive = (percent: number): boolean => percent > 0;

/** The zone of a percentage. */
export function getZone(percent: number, tops: number[]): TrainingZone {
  const index = tops.findIndex(top => percent <= top);
  return toZone((index < 0 ? tops.length : index) + 1);
}

/** A zone by its planned number, which may be a fraction. */
export const toZone = (n: number): TrainingZone =>
  Math.min(7, Math.max(1, Math.round(n) || 1)) as TrainingZone;

/** From where to where zones reach, in percent, by their numbers: the next percent after the zone before, to the top. */
export function getZoneBounds(first: number, last: number, tops: number[]): { from: number; to: number } {
  const bottom = tops[Math.ceil(first) - 2];
  const from = first <= 1 ? 0 : (bottom ?? tops.at(-1) ?? 0) + 1;
  const to = tops[Math.max(1, Math.ceil(last)) - 1] ?? OPEN_TOP;
  return { from, to: Math.max(from, to) };
}

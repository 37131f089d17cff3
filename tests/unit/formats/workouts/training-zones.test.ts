import { describe, expect, test } from 'vitest';
import { getZone, getZoneBounds, getZoneTops } from '../../../../lib/formats/workouts/training-zones.ts';

const topsFor = (...tops: number[]) =>
  getZoneTops('ftp', { steps: [], powerZones: tops.map(topPercent => ({ name: '', topPercent })) });

describe('getZoneTops', () => {
  test('returns the defaults of Intervals.icu when the athlete has no usable power zones', () => {
    const usual = getZoneTops('ftp', { steps: [] });

    expect(usual).toHaveLength(6);
    expect(topsFor(-1.5e308, 0, Number.NaN, Number.NEGATIVE_INFINITY)).toEqual(usual);
  });

  test.each([
    ['that are not sorted', [90, 55, 75], [55, 75, 90]],
    ['with a negative end', [-1.5e308, 55, 75], [55, 75]],
    ['with ends that are not above 0', [0, Number.NaN, 55, 75], [55, 75]],
    ['with open ends', [55, 75, 999, 1e308, Number.POSITIVE_INFINITY], [55, 75]],
    ['with two equal ends', [55, 75, 75, 90], [55, 75, 75, 90]],
  ])('returns the usable upper ends, the lowest first, of zones %s', (_, given, tops) => {
    expect(topsFor(...given)).toEqual(tops);
  });
});

describe('getZoneBounds', () => {
  test.each([
    ['begins after the zone before', 2, [55, 75], { from: 56, to: 75 }],
    ['begins at 0 for the first zone', 1, [55, 75], { from: 0, to: 55 }],
    ['has no end for the last zone', 3, [55, 75], { from: 76, to: 400 }],
    ['is not reversed when two upper ends are equal', 2, [55, 55, 75], { from: 56, to: 56 }],
    ['is not reversed when two upper ends are close', 2, [55, 55.5, 75], { from: 56, to: 56 }],
  ])('returns a range that %s', (_, zone, tops, bounds) => {
    expect(getZoneBounds(zone, zone, tops)).toEqual(bounds);
  });

  test('returns the range of the only zone when no zone has an upper end', () => {
    expect(topsFor(999)).toEqual([]);
    expect(getZone(300, [])).toBe(1);
    expect(getZoneBounds(1, 1, [])).toEqual({ from: 0, to: 400 });
  });
});

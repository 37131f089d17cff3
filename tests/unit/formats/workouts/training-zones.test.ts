import { describe, expect, test } from 'vitest';
import { getZone, getZoneBounds, getZoneTops } from '../../../../lib/formats/workouts/training-zones.ts';

const topsFor = (...tops: number[]) =>
  getZoneTops('ftp', { steps: [], powerZones: tops.map(topPercent => ({ name: '', topPercent })) });

describe('the tops of zones', () => {
  test('are those of Intervals.icu where the athlete has none, or none that is a percentage', () => {
    const usual = getZoneTops('ftp', { steps: [] });

    expect(usual).toHaveLength(6);
    expect(topsFor(-1.5e308, 0, Number.NaN, Number.NEGATIVE_INFINITY)).toEqual(usual);
  });

  test.each([
    ['unsorted', [90, 55, 75], [55, 75, 90]],
    ['with one that is negative', [-1.5e308, 55, 75], [55, 75]],
    ['with one that is nothing', [0, Number.NaN, 55, 75], [55, 75]],
    ['with ends that are open', [55, 75, 999, 1e308, Number.POSITIVE_INFINITY], [55, 75]],
    ['with two that are the same', [55, 75, 75, 90], [55, 75, 75, 90]],
  ])('%s are those that bound a zone, the lowest first', (_, given, tops) => {
    expect(topsFor(...given)).toEqual(tops);
  });
});

describe('the bounds of zones', () => {
  test.each([
    ['begin after the zone before', 2, [55, 75], { from: 56, to: 75 }],
    ['begin at nothing for the first', 1, [55, 75], { from: 0, to: 55 }],
    ['have no end for the last', 3, [55, 75], { from: 76, to: 400 }],
    ['do not turn round where two tops are the same', 2, [55, 55, 75], { from: 56, to: 56 }],
    ['do not turn round where two tops are close', 2, [55, 55.5, 75], { from: 56, to: 56 }],
  ])('%s', (_, zone, tops, bounds) => {
    expect(getZoneBounds(zone, zone, tops)).toEqual(bounds);
  });

  test('are of the only zone where no zone has a top', () => {
    expect(topsFor(999)).toEqual([]);
    expect(getZone(300, [])).toBe(1);
    expect(getZoneBounds(1, 1, [])).toEqual({ from: 0, to: 400 });
  });
});

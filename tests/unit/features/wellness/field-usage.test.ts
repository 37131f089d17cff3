import { describe, expect, test } from 'vitest';
import {
  getAllFields,
  getMorningFields,
  getUsedFields,
} from '../../../../lib/features/wellness/field-usage.ts';
import type { WellnessDay } from '../../../../lib/formats/wellness/wellness-fields.ts';

const days = (...values: Record<string, unknown>[]): WellnessDay[] =>
  values.map((value, n) => ({ day: `2026-11-${String(n + 1).padStart(2, '0')}`, values: value }));

describe('columns', () => {
  test('are the fields that have values, in their order, custom ones last', () => {
    const some = days({ steps: 9000, Ferritin: 80, ctl: 40 }, { weight: 70, sportInfo: [{ type: 'Ride' }] });
    expect(getUsedFields(some)).toEqual(['weight', 'steps', 'Ferritin']);
  });

  test('are a few to begin with where nothing was ever logged', () => {
    expect(getUsedFields(days({ ctl: 40 }))).toEqual([
      'weight',
      'restingHR',
      'sleepSecs',
      'sleepQuality',
      'comments',
    ]);
  });

  test('can be all there are, but for flags', () => {
    const all = getAllFields(days({ Ferritin: 80 }));
    expect(all).toContain('ctl');
    expect(all).toContain('Ferritin');
    expect(all).not.toContain('locked');
    expect(all).not.toContain('tempWeight');
  });
});

describe('a morning', () => {
  test('asks what most days have: feelings first, three at most', () => {
    const day = { weight: 70, restingHR: 48, hrv: 60, soreness: 1, comments: 'x' };
    const some = days(day, day, { ...day, hrv: undefined }, { mood: 1, weight: 70, restingHR: 48 });
    expect(getMorningFields(some)).toEqual(['soreness', 'weight', 'restingHR']);
  });

  test('asks neither for what adds up in a day nor for what Intervals.icu copied or worked out', () => {
    const some = days({ steps: 9000, kcalConsumed: 2500, weight: 70, tempWeight: true, ctl: 40, hrv: 60 });
    expect(getMorningFields(some)).toEqual(['hrv']);
  });

  test('asks something on the first day', () => {
    expect(getMorningFields([])).toEqual(['weight', 'restingHR', 'sleepQuality']);
  });
});

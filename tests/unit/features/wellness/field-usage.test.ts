import { describe, expect, test } from 'vitest';
import { getAllFields, getMorningFields, getUsedFields } from '../../../../lib/features/wellness/field-usage.ts';
import type { WellnessDay } from '../../../../lib/formats/wellness/wellness-fields.ts';

const days = (...values: Record<string, unknown>[]): WellnessDay[] =>
  values.map((value, n) => ({ day: `2026-11-${String(n + 1).padStart(2, '0')}`, values: value }));

describe('the columns of the table', () => {
  test('are the fields with values in their order, custom ones last', () => {
    const some = days({ steps: 9000, Ferritin: 80, ctl: 40 }, { weight: 70, sportInfo: [{ type: 'Ride' }] });
    expect(getUsedFields(some)).toEqual(['weight', 'steps', 'Ferritin']);
  });

  test('are a few defaults when nothing was ever logged', () => {
    expect(getUsedFields(days({ ctl: 40 }))).toEqual(['weight', 'restingHR', 'sleepSecs', 'sleepQuality', 'comments']);
  });

  test('can be chosen from all fields except flags', () => {
    const all = getAllFields(days({ Ferritin: 80 }));
    expect(all).toContain('ctl');
    expect(all).toContain('Ferritin');
    expect(all).not.toContain('locked');
    expect(all).not.toContain('tempWeight');
  });
});

describe('the morning card', () => {
  test('asks for up to three fields that most days have, scales first', () => {
    const day = { weight: 70, restingHR: 48, hrv: 60, soreness: 1, comments: 'x' };
    const some = days(day, day, { ...day, hrv: undefined }, { mood: 1, weight: 70, restingHR: 48 });
    expect(getMorningFields(some)).toEqual(['soreness', 'weight', 'restingHR']);
  });

  test('does not ask for totals of a day, or for values that Intervals.icu copied or calculated', () => {
    const some = days({ steps: 9000, kcalConsumed: 2500, weight: 70, tempWeight: true, ctl: 40, hrv: 60 });
    expect(getMorningFields(some)).toEqual(['hrv']);
  });

  test('asks for default fields on the first day', () => {
    expect(getMorningFields([])).toEqual(['weight', 'restingHR', 'sleepQuality']);
  });
});

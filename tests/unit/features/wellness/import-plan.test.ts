import { describe, expect, test } from 'vitest';
import {
  countByStatus,
  countUnusual,
  getEditsToWrite,
  mergeImports,
  planImport,
} from '../../../../lib/features/wellness/import-plan.ts';
import type { ImportedDay } from '../../../../lib/formats/wellness/import-result.ts';
import type { WellnessDay } from '../../../../lib/formats/wellness/wellness-fields.ts';

const row = (day: string, values: ImportedDay['values'], line = 2): ImportedDay => {
  return { day, values, locations: [{ line }] };
};
const known = (day: string, values: WellnessDay['values'], locked?: true): WellnessDay => {
  return { day, values, ...(locked && { locked }) };
};
const ALL = new Set(['weight', 'restingHR', 'hrv', 'comments']);

describe('an import', () => {
  test('fills empty values, and replaces existing ones only when chosen', () => {
    const plan = planImport(
      [row('2026-03-03', { weight: 71.4, hrv: 60 }), row('2026-03-04', { weight: 71 })],
      [known('2026-03-03', { weight: 72, hrv: null })],
    );

    expect(getEditsToWrite(plan, 'fill', ALL)).toEqual([
      { day: '2026-03-03', key: 'hrv', from: undefined, to: 60 },
      { day: '2026-03-04', key: 'weight', from: undefined, to: 71 },
    ]);
    expect(getEditsToWrite(plan, 'replace', ALL)).toContainEqual({
      day: '2026-03-03',
      key: 'weight',
      from: 72,
      to: 71.4,
    });
  });

  test('B10 marks a weight that is to the others as pounds are to kilograms', () => {
    const days = [row('2026-03-03', { weight: 157.2 }), row('2026-03-04', { weight: 80 })];
    const plan = planImport(days, [
      known('2026-03-02', { weight: 71.4 }),
      known('2026-03-05', { weight: 71, tempWeight: true }),
    ]);

    expect(plan.days.map(({ values }) => values.weight?.isUnusual)).toEqual([false, true]);
    expect(countUnusual(plan, 'fill', ALL)).toBe(1);
    expect(countUnusual(plan, 'fill', new Set())).toBe(0);
    expect(planImport(days, []).days.map(({ values }) => values.weight?.isUnusual)).toEqual([false, false]);
    expect(
      planImport([row('2026-03-03', { weight: 71.4 })], [known('2026-03-02', { weight: 157.2 })]).days,
    ).toMatchObject([{ values: { weight: { isUnusual: true } } }]);
  });

  test('does not write a value that is equal in the digits that Intervals.icu stores', () => {
    const plan = planImport(
      [row('2026-03-03', { weight: 71.40000001, comments: 'rested' })],
      [known('2026-03-03', { weight: 71.4, comments: 'rested' })],
    );

    expect(getEditsToWrite(plan, 'replace', ALL)).toEqual([]);
    expect(plan.days[0]?.values.weight?.status).toBe('same');
  });

  test('skips locked days, and marks their different values', () => {
    const plan = planImport([row('2026-03-03', { weight: 71.4, hrv: 60 })], [known('2026-03-03', { hrv: 60 }, true)]);

    expect(getEditsToWrite(plan, 'replace', ALL)).toEqual([]);
    expect(plan.days[0]?.values).toMatchObject({ weight: { status: 'locked' }, hrv: { status: 'same' } });
  });

  test('counts values by status, and a locked day once', () => {
    const plan = planImport(
      [row('2026-03-03', { weight: 71, hrv: 60 }), row('2026-03-04', { weight: 71, hrv: 60, restingHR: 47 })],
      [known('2026-03-03', {}, true), known('2026-03-04', { weight: 72, hrv: 60 })],
    );

    expect(countByStatus(plan, ALL)).toEqual({ new: 1, same: 1, different: 1, locked: ['2026-03-03'] });
    expect(countByStatus(plan, new Set(['hrv']))).toEqual({
      new: 0,
      same: 1,
      different: 0,
      locked: ['2026-03-03'],
    });
  });

  test('treats weight and resting HR from the settings as empty', () => {
    const values = { weight: 72, tempWeight: true, restingHR: 50, tempRestingHR: false };
    const plan = planImport([row('2026-03-03', { weight: 71, restingHR: 47 })], [known('2026-03-03', values)]);

    expect(getEditsToWrite(plan, 'fill', ALL)).toEqual([{ day: '2026-03-03', key: 'weight', from: 72, to: 71 }]);
  });

  test('writes only the chosen fields, and lists the newest day first', () => {
    const plan = planImport([row('2026-03-03', { weight: 71 }), row('2026-03-04', { hrv: 60, weight: 70 })], []);

    expect(plan.days.map(({ day }) => day)).toEqual(['2026-03-04', '2026-03-03']);
    expect(plan.keys).toEqual(['weight', 'hrv']);
    expect(getEditsToWrite(plan, 'fill', new Set(['hrv']))).toHaveLength(1);
  });
});

describe('several import files', () => {
  test('complete one another', () => {
    const { days, rejected } = mergeImports([
      { name: 'weight.csv', days: [row('2026-03-04', { weight: 71 })], rejected: [] },
      {
        name: 'sleep.csv',
        days: [row('2026-03-03', { hrv: 60 }), row('2026-03-04', { hrv: 58 })],
        rejected: [],
      },
    ]);

    expect(days.map(({ day, values }) => [day, values])).toEqual([
      ['2026-03-03', { hrv: 60 }],
      ['2026-03-04', { weight: 71, hrv: 58 }],
    ]);
    expect(rejected).toEqual([]);
  });

  test('report where they differ, and the first one counts', () => {
    const no = { location: { line: 9 }, text: 'x', reason: 'no-number' } as const;
    const { days, rejected } = mergeImports([
      { name: 'a.csv', days: [row('2026-03-04', { weight: 71, hrv: 60 })], rejected: [no] },
      { name: 'b.csv', days: [row('2026-03-04', { weight: 72, hrv: 60 }, 5)], rejected: [] },
    ]);

    expect(days[0]?.values).toEqual({ weight: 71, hrv: 60 });
    expect(rejected).toEqual([
      { ...no, name: 'a.csv' },
      { name: 'b.csv', location: { line: 5, column: 'weight' }, text: '72', reason: 'duplicate-day' },
    ]);
  });
});

test('half a million rejected readings do not overflow the stack', () => {
  const left = { location: { line: 1 }, text: '60', reason: 'raw-readings' as const };
  const all = Array.from({ length: 500_000 }, () => left);

  expect(mergeImports([{ name: 'raw.csv', days: [], rejected: all }]).rejected).toHaveLength(500_000);
});

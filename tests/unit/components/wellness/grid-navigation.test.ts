import { describe, expect, test } from 'vitest';
import { getNextCell } from '../../../../components/wellness/grid-navigation.ts';
import { getMonthRange, resolveWellnessRange } from '../../../../components/wellness/wellness-range.ts';

const key = (key: string, change: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...change,
});
const TABLE = { rows: 30, columns: 5 };

describe('a key in the table', () => {
  test.each([
    ['ArrowDown', {}, { row: 3, column: 2 }],
    ['ArrowUp', {}, { row: 1, column: 2 }],
    ['ArrowLeft', {}, { row: 2, column: 1 }],
    ['ArrowRight', { ctrlKey: true }, { row: 2, column: 4 }],
    ['Home', {}, { row: 2, column: 0 }],
    ['Home', { ctrlKey: true }, { row: 0, column: 0 }],
    ['End', { metaKey: true }, { row: 29, column: 4 }],
    ['PageDown', {}, { row: 16, column: 2 }],
  ])('%s %o moves the focus', (name, change, to) => {
    expect(getNextCell(key(name, change), { row: 2, column: 2 }, TABLE)).toEqual(to);
  });

  test('does not move the focus out of the table', () => {
    expect(getNextCell(key('ArrowUp'), { row: 0, column: 0 }, TABLE)).toEqual({ row: 0, column: 0 });
    expect(getNextCell(key('ArrowRight'), { row: 0, column: 4 }, TABLE)).toEqual({ row: 0, column: 4 });
  });

  test('does not move the focus when it is a browser shortcut or another key', () => {
    expect(getNextCell(key('ArrowLeft', { altKey: true }), { row: 2, column: 2 }, TABLE)).toBeUndefined();
    expect(getNextCell(key('Tab'), { row: 2, column: 2 }, TABLE)).toBeUndefined();
  });
});

describe('the shown days', () => {
  test('are a month up to today', () => {
    expect(getMonthRange('2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(getMonthRange('2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(resolveWellnessRange({ mode: 'month', day: '2026-11-03' }, '2026-11-22')).toEqual({
      from: '2026-11-01',
      to: '2026-11-22',
    });
  });

  test('are the days between two dates, at most a year', () => {
    const shown = (from: string, to: string) => resolveWellnessRange({ mode: 'dates', from, to }, '2026-11-22');
    expect(shown('2025-11-22', '2027-01-01')).toEqual({ from: '2025-11-22', to: '2026-11-22' });
    expect(shown('2025-11-21', '2026-11-22')).toBeUndefined();
    expect(shown('2026-11-22', '2026-11-21')).toBeUndefined();
    expect(shown('2026-11-23', '2026-11-24')).toBeUndefined();
    expect(shown('', '2026-11-22')).toBeUndefined();
  });
});

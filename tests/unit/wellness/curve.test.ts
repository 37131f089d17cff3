import { expect, test } from 'vitest';
import { curveOf } from '../../../lib/wellness/curve.ts';

test('a curve goes from day to day and breaks where there is nothing', () => {
  expect(curveOf([2, 4, undefined, 3, undefined])).toEqual({
    path: 'M0 1L0.25 0M0.75 0.5h0',
    least: 2,
    most: 4,
    last: 3,
    lastIndex: 3,
  });
});

test('what never changes runs through the middle, and one day alone is a dot', () => {
  expect(curveOf([5, 5])?.path).toBe('M0 0.5L1 0.5');
  expect(curveOf([5])?.path).toBe('M0.5 0.5h0');
});

test('there is none without numbers', () => {
  expect(curveOf([undefined])).toBeUndefined();
});

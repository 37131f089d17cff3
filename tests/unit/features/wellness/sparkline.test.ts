import { expect, test } from 'vitest';
import { createSparkline } from '../../../../lib/features/wellness/sparkline.ts';

test('a sparkline connects consecutive days and has gaps for missing values', () => {
  expect(createSparkline([2, 4, undefined, 3, undefined])).toEqual({
    path: 'M0 1L0.25 0M0.75 0.5h0',
    min: 2,
    max: 4,
    last: 3,
    lastIndex: 3,
  });
});

test('a sparkline of a constant value runs through the middle, and a single day is a dot', () => {
  expect(createSparkline([5, 5])?.path).toBe('M0 0.5L1 0.5');
  expect(createSparkline([5])?.path).toBe('M0.5 0.5h0');
});

test('a sparkline is undefined without numbers', () => {
  expect(createSparkline([undefined])).toBeUndefined();
});

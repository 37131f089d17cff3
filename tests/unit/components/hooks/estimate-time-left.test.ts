import { expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { addSample, estimateTimeLeftMs, type ProgressSample } from '../../../../components/hooks/estimate-time-left.ts';
import { formatDuration, formatRoughDuration } from '../../../../lib/platform/format.ts';

/** One done every `everyMs`, from 0 on. */
const steady = (n: number, everyMs: number): ProgressSample[] =>
  Array.from({ length: n }, (_, i) => ({ at: i * everyMs, done: i })).reduce(addSample, [] as ProgressSample[]);

test('the time left follows from the pace so far', () => {
  expect(estimateTimeLeftMs(steady(20, 1000), 38, 19_000)).toBe(38_000);
});

test('no time left is shown after too few files, after too short a time, or when nothing moves any more', () => {
  expect(estimateTimeLeftMs(steady(4, 4000), 38, 12_000)).toBeUndefined();
  expect(estimateTimeLeftMs(steady(20, 100), 38, 2000)).toBeUndefined();
  expect(estimateTimeLeftMs(steady(20, 1000), 38, 60_000)).toBeUndefined();
});

test('samples of another batch and samples older than a minute are dropped', () => {
  expect(addSample(steady(20, 1000), { at: 30_000, done: 0 })).toEqual([{ at: 30_000, done: 0 }]);
  expect(steady(100, 1000)[0]).toEqual({ at: 39_000, done: 39 });
});

test.each([
  [40_000, '40 s'],
  [59_800, '1 min'],
  [131 * 60_000, '2 h 11 min'],
  [120 * 60_000, '2 h'],
  [59.7 * 60_000, '1 h'],
])('%d ms is formatted as %s', (ms, said) => {
  expect(formatDuration(ms)).toBe(said);
});

test.each([
  [37_000, '40 s'],
  [2000, '10 s'],
  [59_900, '1 min'],
  [170_000, '3 min'],
  [23 * 60_000, '25 min'],
  [100 * 60_000, '1 h 30 min'],
])('%d ms is rounded to %s', (ms, said) => {
  expect(formatRoughDuration(ms)).toBe(said);
});

import { describe, expect, test } from 'vitest';
import { makeLabelledPairs } from '../support/labelled-pairs.ts';
import { judgePairs } from '../support/sameness-figures.ts';
import { readExtraSessions } from './extra-sessions.ts';

describe('A4 of labelled pairs made from real recordings', async () => {
  const figures = judgePairs(makeLabelledPairs(await readExtraSessions()));

  test('there are hundreds, of both labels', () => {
    expect(Math.min(figures.twins, figures.nearMisses)).toBeGreaterThan(300);
  });

  test('no near miss is taken for the same activity', () => {
    expect(figures.wrongSame.slice(0, 3)).toEqual([]);
  });

  test('at least 99 % of the twins are recognised or asked about', () => {
    expect(figures.missedTwins.length).toBeLessThanOrEqual(0.01 * figures.twins);
  });

  test('at most 1 % of the near misses are asked about', () => {
    expect(figures.questions.length).toBeLessThanOrEqual(0.01 * figures.nearMisses);
  });
});

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { getLengthTicks, getValueTicks } from '../../../../components/calendar/axis-ticks.ts';
import {
  CHART_HEIGHT,
  CHART_WIDTH,
  toChartPaths,
  toChartX,
  toSeparatorPath,
} from '../../../../components/calendar/chart-paths.ts';
import { buildWorkoutProfile } from '../../../../components/calendar/workout-profile.ts';
import { anyDoc, foundDocs } from '../../../support/some-doc.ts';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { describeStep, describeWorkout } from '../../../../components/calendar/step-descriptions.ts';

/** Whether every point of an outline lies in the box. Every command names the end of its line. */
function isInBox(outline: string): boolean {
  return outline.split(/(?=[MLHVZ])/).every(command => {
    const [first = 0, second = 0] = command.slice(1).split(' ').map(Number);
    const [x, y] = command.startsWith('V') ? [0, first] : [first, second];
    return x >= 0 && x <= CHART_WIDTH && y >= 0 && y <= CHART_HEIGHT;
  });
}

/** What no sentence for people has in it. */
const NO_WORDS = /NaN|Infinity|undefined|null|\[object/;

test('the chart of any workout stays in its box, fills it, has few scale lines, and has a description', () => {
  fc.assert(
    fc.property(anyDoc, doc => {
      const profile = buildWorkoutProfile(doc);
      expect(describeWorkout(doc)).not.toMatch(NO_WORDS);
      if (!profile) return;
      const outlines = toChartPaths(profile).flatMap(({ lower, range }) => [lower, range]);
      expect([...outlines, toSeparatorPath(profile, 0.02)].filter(outline => !isInBox(outline))).toEqual([]);
      const drawn = toChartPaths(profile).map(({ lower }) => lower.split('M').length - 1);
      expect(drawn.reduce((sum, bars) => sum + bars, 0)).toBe(profile.bars.length);
      const seams = new Set(profile.bars.flatMap(({ from, to }) => [from, to]));
      const drawnAt = new Set([...seams].map(at => toChartX(at, profile.length)));
      expect([drawnAt.has(0), drawnAt.has(CHART_WIDTH)]).toEqual([true, true]);
      const ticks = [getLengthTicks(profile), profile.axis ? getValueTicks(profile.axis) : []];
      expect(ticks.flat().every(Number.isFinite)).toBe(true);
      expect(Math.max(...ticks.map(({ length }) => length))).toBeLessThanOrEqual(7);
      const steps = [...new Set(profile.placedSteps.map(({ step }) => step))];
      expect(steps.filter(step => describeStep(step, doc) === '')).toEqual([]);
      // What an athlete is to read may be any text, "NaN" too.
      const said = steps.map(step => describeStep({ ...step, text: '' }, doc));
      expect(said.filter(words => NO_WORDS.test(words))).toEqual([]);
    }),
    { examples: foundDocs },
  );
});

test('a thousand bars are drawn in at most a dozen paths', () => {
  const steps = [{ durationSecs: 30, power: { value: 130, units: '%ftp' } }, { durationSecs: 30 }];
  const profile = buildWorkoutProfile({ steps: [{ reps: 500, steps }] });

  expect(profile?.bars).toHaveLength(1000);
  expect(profile && toChartPaths(profile).map(({ style }) => style)).toEqual([6, 'none']);
});

test('scale lines have round numbers', () => {
  const profile = buildWorkoutProfile({
    ftp: 250,
    steps: [{ durationSecs: 4200, power: { value: 80, units: '%ftp' } }],
  });

  expect(profile && getLengthTicks(profile)).toEqual([0, 900, 1800, 2700, 3600]);
  expect(profile?.axis && getValueTicks(profile.axis)).toEqual([100, 200]);
});

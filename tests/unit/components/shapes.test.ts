import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { HEIGHT, seamsOf, shapesOf, WIDTH, x } from '../../../components/workouts/shapes.ts';
import { lengthTicks, valueTicks } from '../../../components/workouts/ticks.ts';
import { profileOf } from '../../../lib/workouts/profile.ts';
import { anyDoc, foundDocs } from '../../support/some-doc.ts';

await vi.hoisted(() => import('../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { stepWords, workoutWords } from '../../../components/workouts/step-words.ts';

/** Whether every point of an outline lies in the box. Every command names the end of its line. */
function isInBox(outline: string): boolean {
  return outline.split(/(?=[MLHVZ])/).every(command => {
    const [first = 0, second = 0] = command.slice(1).split(' ').map(Number);
    const [x, y] = command.startsWith('V') ? [0, first] : [first, second];
    return x >= 0 && x <= WIDTH && y >= 0 && y <= HEIGHT;
  });
}

/** What no sentence for people has in it. */
const NO_WORDS = /NaN|Infinity|undefined|null|\[object/;

test('the picture of anything stays in its box and fills it, has few scales, and has words', () => {
  fc.assert(
    fc.property(anyDoc, doc => {
      const profile = profileOf(doc);
      expect(workoutWords(doc)).not.toMatch(NO_WORDS);
      if (!profile) return;
      const outlines = shapesOf(profile).flatMap(({ sure, range }) => [sure, range]);
      expect([...outlines, seamsOf(profile, 0.02)].filter(outline => !isInBox(outline))).toEqual([]);
      const drawn = shapesOf(profile).map(({ sure }) => sure.split('M').length - 1);
      expect(drawn.reduce((sum, bars) => sum + bars, 0)).toBe(profile.bars.length);
      const seams = new Set(profile.bars.flatMap(({ from, to }) => [from, to]));
      const drawnAt = new Set([...seams].map(at => x(at, profile.length)));
      expect([drawnAt.has(0), drawnAt.has(WIDTH)]).toEqual([true, true]);
      const ticks = [lengthTicks(profile), profile.axis ? valueTicks(profile.axis) : []];
      expect(ticks.flat().every(Number.isFinite)).toBe(true);
      expect(Math.max(...ticks.map(({ length }) => length))).toBeLessThanOrEqual(7);
      const steps = [...new Set(profile.places.map(({ step }) => step))];
      expect(steps.filter(step => stepWords(step, doc) === '')).toEqual([]);
      // What an athlete is to read may be any text, "NaN" too.
      const said = steps.map(step => stepWords({ ...step, text: '' }, doc));
      expect(said.filter(words => NO_WORDS.test(words))).toEqual([]);
    }),
    { examples: foundDocs },
  );
});

test('a thousand bars are drawn in a dozen outlines', () => {
  const steps = [{ durationSecs: 30, power: { value: 130, units: '%ftp' } }, { durationSecs: 30 }];
  const profile = profileOf({ steps: [{ reps: 500, steps }] });

  expect(profile?.bars).toHaveLength(1000);
  expect(profile && shapesOf(profile).map(({ look }) => look)).toEqual([6, 'none']);
});

test('scales are written in round numbers', () => {
  const profile = profileOf({
    ftp: 250,
    steps: [{ durationSecs: 4200, power: { value: 80, units: '%ftp' } }],
  });

  expect(profile && lengthTicks(profile)).toEqual([0, 900, 1800, 2700, 3600]);
  expect(profile?.axis && valueTicks(profile.axis)).toEqual([100, 200]);
});

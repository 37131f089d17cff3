import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WorkoutDoc } from '../../../lib/intervals/workout-doc.ts';
import { type Look, profileOf } from '../../../lib/workouts/profile.ts';
import { samples } from './samples.ts';
import { anyDoc } from './some-doc.ts';

/** How long a profile shows each look. */
function lengthsOf(doc: WorkoutDoc): Partial<Record<Look, number>> {
  const lengths: Partial<Record<Look, number>> = {};
  for (const { look, from, to } of profileOf(doc)?.bars ?? [])
    lengths[look] = (lengths[look] ?? 0) + to - from;
  return lengths;
}

describe('a profile of anything', () => {
  test('has bars in order, without gaps or overlaps, as long as the steps, and within its box', () => {
    fc.assert(
      fc.property(anyDoc, doc => {
        const profile = profileOf(doc);
        if (!profile) return;
        const { bars, places, length } = profile;
        expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([0, length]);
        expect(bars.slice(1).map(({ from }) => from)).toEqual(bars.slice(0, -1).map(({ to }) => to));
        expect(places.slice(1).map(({ from }) => from)).toEqual(places.slice(0, -1).map(({ to }) => to));
        expect(places.at(-1)?.to).toBe(length);
        expect(bars.filter(({ from, to }) => to < from)).toEqual([]);
        expect(bars.filter(({ low, high }) => ![...low, ...high].every(n => n >= 0 && n <= 1))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('does not grow with a repeat of a thousand million rounds, nor with thousands of steps', () => {
    const steps = [{ durationSecs: 30, watts: { value: 300 } }, { durationSecs: 30 }];
    const endless = profileOf({ steps: [{ reps: 1e9, steps: [{ reps: 1e9, steps }] }, ...steps] });
    const many = profileOf({
      steps: Array.from({ length: 5000 }, () => ({
        durationSecs: 60,
        ramp: true,
        watts: { start: 9, end: 900 },
      })),
      ftp: 200,
    });

    expect(endless?.bars.length).toBeLessThan(1500);
    expect(endless?.length).toBeCloseTo(1e12 * 60 + 60, -6);
    expect(many?.bars.length).toBeLessThanOrEqual(1500);
    expect(many?.length).toBe(300_000);
  });

  test('of no steps is none', () => {
    expect(profileOf({ steps: [] })).toBeUndefined();
  });
});

describe('a profile', () => {
  test.each(samples.filter(({ doc }) => doc.powerZones))(
    'is as long in every zone as Intervals.icu says: $name',
    ({ doc, zoneSecs }) => {
      const lengths = lengthsOf(doc);

      expect(zoneSecs.map((_, n) => lengths[(n + 1) as Look] ?? 0)).toEqual(zoneSecs);
    },
  );
});

import { describe, expect, test } from 'vitest';
import { getWorkoutTotals } from '../../../../lib/formats/workouts/workout-totals.ts';
import { samples } from '../../../support/workout-samples.ts';

describe('getWorkoutTotals', () => {
  test.each(samples.filter(({ doc }) => doc.steps.length > 0))(
    'returns the totals of Intervals.icu for $name',
    ({ doc, moving_time, joules, distance }) => {
      expect(getWorkoutTotals(doc)).toEqual({
        durationSecs: moving_time,
        joules,
        distanceM: Math.fround(distance),
        ...(joules > 0 && { watts: joules / moving_time }),
      });
    },
  );

  test('counts each round of a repeat, also of nested ones', () => {
    const work = { durationSecs: 30, watts: { value: 300, start: 295, end: 305 } };
    const rest = { durationSecs: 15, watts: { start: 100, end: 140 } };

    expect(getWorkoutTotals({ steps: [{ reps: 3, steps: [{ reps: 10, steps: [work, rest] }, rest] }] })).toEqual({
      durationSecs: 3 * (10 * 45 + 15),
      joules: 3 * (10 * (30 * 300 + 15 * 120) + 15 * 120),
      distanceM: 0,
      watts: (3 * (10 * (9000 + 1800) + 1800)) / (3 * (10 * 45 + 15)),
    });
  });

  test('takes watts from percentages when they are not resolved, and time and distance from the pace', () => {
    const power = { value: 80, units: '%ftp' };
    const pace = { start: 90, end: 110, units: '%pace' };

    expect(getWorkoutTotals({ ftp: 250, steps: [{ durationSecs: 60, power }] })).toMatchObject({
      joules: 60 * 200,
    });
    expect(
      getWorkoutTotals({
        thresholdSpeed: 4,
        steps: [
          { durationSecs: 100, pace },
          { distanceM: 1000, pace },
        ],
      }),
    ).toEqual({ durationSecs: 350, joules: 0, distanceM: 1400 });
  });

  test('leaves steps without watts out of the mean, and has no mean when no step has watts', () => {
    const doc = {
      steps: [
        { durationSecs: 60, watts: { value: 200 } },
        { durationSecs: 600, freeride: true },
      ],
    };

    expect(getWorkoutTotals(doc)).toMatchObject({ durationSecs: 660, watts: 200 });
    expect(getWorkoutTotals({ steps: [{ durationSecs: 600 }] })).toEqual({
      durationSecs: 600,
      joules: 0,
      distanceM: 0,
    });
    expect(getWorkoutTotals({ steps: [] })).toEqual({ durationSecs: 0, joules: 0, distanceM: 0 });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BarStyle, buildWorkoutProfile } from '../../../../components/calendar/workout-profile.ts';
import type { WorkoutDoc } from '../../../../lib/formats/workouts/workout-doc.ts';
import { anyDoc, foundDocs } from '../../../support/some-doc.ts';
import { samples } from '../../../support/workout-samples.ts';

/** How long a profile shows each look. */
function sumByStyle(doc: WorkoutDoc): Partial<Record<BarStyle, number>> {
  const lengths: Partial<Record<BarStyle, number>> = {};
  for (const { style, from, to } of buildWorkoutProfile(doc)?.bars ?? [])
    lengths[style] = (lengths[style] ?? 0) + to - from;
  return lengths;
}

describe('the profile of any workout', () => {
  test('has bars in order, without gaps or overlaps, as wide as the steps are long, and within its box', () => {
    fc.assert(
      fc.property(anyDoc, doc => {
        const profile = buildWorkoutProfile(doc);
        if (!profile) return;
        const { bars, placedSteps, length } = profile;
        expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([0, length]);
        expect(bars.slice(1).map(({ from }) => from)).toEqual(bars.slice(0, -1).map(({ to }) => to));
        expect(placedSteps.slice(1).map(({ from }) => from)).toEqual(placedSteps.slice(0, -1).map(({ to }) => to));
        expect(placedSteps.at(-1)?.to).toBe(length);
        expect(bars.filter(({ from, to }) => to < from)).toEqual([]);
        expect(bars.filter(({ low, high }) => ![...low, ...high].every(n => n >= 0 && n <= 1))).toEqual([]);
      }),
      { examples: foundDocs },
    );
  });

  test('does not grow with a repeat of a thousand million rounds, nor with thousands of steps', () => {
    const steps = [{ durationSecs: 30, watts: { value: 300 } }, { durationSecs: 30 }];
    const endless = buildWorkoutProfile({ steps: [{ reps: 1e9, steps: [{ reps: 1e9, steps }] }, ...steps] });
    const many = buildWorkoutProfile({
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

  test('is undefined without steps', () => {
    expect(buildWorkoutProfile({ steps: [] })).toBeUndefined();
  });
});

describe('the profile of a workout', () => {
  test.each(samples.filter(({ doc }) => doc.powerZones))(
    'has the same time in every zone as Intervals.icu: $name',
    ({ doc, zoneSecs }) => {
      const lengths = sumByStyle(doc);

      expect(zoneSecs.map((_, n) => lengths[(n + 1) as BarStyle] ?? 0)).toEqual(zoneSecs);
    },
  );

  test('uses watts if they are known, else percent, else what the steps have in common', () => {
    const getAxis = (doc: WorkoutDoc) => buildWorkoutProfile(doc)?.axis;
    const power = { durationSecs: 60, power: { value: 90, units: '%ftp' } };
    const hr = { durationSecs: 60, hr: { value: 80, units: '%lthr' } };
    const pace = { durationSecs: 60, pace: { value: 95, units: '%pace' } };
    const maxHr = { durationSecs: 60, hr: { value: 80, units: '%hr' } };

    expect(getAxis({ ftp: 250, steps: [power] })).toMatchObject({ unit: 'watts', threshold: 250, bottom: 0 });
    expect(getAxis({ steps: [power] })).toMatchObject({ unit: 'percent', base: 'ftp', threshold: 100 });
    expect(getAxis({ lthr: 170, steps: [hr] })).toMatchObject({ unit: 'bpm', threshold: 170, bottom: 68 });
    expect(getAxis({ thresholdSpeed: 4, steps: [pace] })).toMatchObject({ unit: 'percent', base: 'pace' });
    expect(getAxis({ ftp: 250, lthr: 170, steps: [power, hr] })).toMatchObject({
      unit: 'percent',
      threshold: 100,
    });
    expect(getAxis({ ftp: 250, lthr: 170, steps: [power, hr] })).not.toHaveProperty('base');
    expect(getAxis({ steps: [maxHr] })).not.toHaveProperty('threshold');
    expect(getAxis({ steps: [{ durationSecs: 60, watts: { value: 200 } }] })).toMatchObject({
      unit: 'watts',
    });
    expect(getAxis({ steps: [{ durationSecs: 60, speed: { value: 3 } }] })).toMatchObject({ unit: 'speed' });
    expect(getAxis({ steps: [{ durationSecs: 60 }] })).toBeUndefined();
  });

  test('has the colours of the athlete’s zones, and all that a ramp passes through', () => {
    const steps = [{ durationSecs: 100, ramp: true, power: { start: 100, end: 50, units: '%ftp' } }];
    const powerZones = [60, 80, 999].map(topPercent => ({ name: '', topPercent }));

    expect(sumByStyle({ steps, powerZones })).toEqual({ 3: 40, 2: 40, 1: 20 });
    expect(buildWorkoutProfile({ steps })?.bars.map(({ style }) => style)).toEqual([4, 3, 2, 1]);
    expect(sumByStyle({ steps: [{ durationSecs: 9, hr: { start: 3, end: 4, units: 'hr_zone' } }] })).toEqual({
      4: 9,
    });
    expect(sumByStyle({ steps: [{ durationSecs: 9, watts: { value: 200 } }] })).toEqual({ none: 9 });
  });

  test('shows a range as a range, and a single value as one although devices get a wider one', () => {
    const widened = { value: 96, start: 93, end: 99 };
    const [single, range] =
      buildWorkoutProfile({
        ftp: 240,
        steps: [
          { durationSecs: 60, power: { value: 40, units: '%ftp' }, watts: widened },
          { durationSecs: 60, power: { start: 50, end: 75, units: '%ftp' }, watts: { start: 120, end: 180 } },
        ],
      })?.bars ?? [];

    expect(single?.low).toEqual(single?.high);
    expect(range && range.high[0] / range.low[0]).toBeCloseTo(1.5);
  });

  test('keeps its scale although a zone has no upper limit', () => {
    const watts = { start: 362, end: 2397 };
    const sprint = { durationSecs: 10, power: { value: 7, units: 'power_zone' }, watts };

    expect(buildWorkoutProfile({ ftp: 240, steps: [sprint] })?.axis?.top).toBeLessThan(500);
    expect(buildWorkoutProfile({ steps: [{ durationSecs: 10, power: sprint.power }] })?.axis?.top).toBeLessThan(200);
  });

  test('estimates the length of a step without one, uses distance if no step has a time, and says so', () => {
    const widths = (doc: WorkoutDoc) => buildWorkoutProfile(doc)?.bars.map(({ from, to }) => to - from);
    const open = { untilLapPress: true };

    expect(widths({ steps: [{ durationSecs: 60 }, open, { durationSecs: 120 }] })).toEqual([60, 90, 120]);
    expect(buildWorkoutProfile({ steps: [{ durationSecs: 60 }, open] })).toMatchObject({
      lengthUnit: 'time',
      isEstimated: true,
    });
    expect(widths({ steps: [{ distanceM: 400 }, { distanceM: 100 }] })).toEqual([400, 100]);
    expect(buildWorkoutProfile({ steps: [{ distanceM: 400 }] })).toMatchObject({
      lengthUnit: 'distance',
      isEstimated: false,
    });
    expect(buildWorkoutProfile({ steps: [open] })).toMatchObject({ lengthUnit: 'order', length: 1 });
    expect(widths({ thresholdSpeed: 4, steps: [{ distanceM: 400, pace: { value: 100, units: '%pace' } }] })).toEqual([
      100,
    ]);
  });

  test('knows the repeat and the round of each step that is drawn', () => {
    const steps = [{ reps: 2, steps: [{ reps: 3, steps: [{ durationSecs: 60 }] }] }];

    expect(
      buildWorkoutProfile({ steps })?.placedSteps.map(({ repeats }) => repeats.map(({ round }) => round).join(' of ')),
    ).toEqual(['1 of 1', '1 of 2', '1 of 3', '2 of 1', '2 of 2', '2 of 3']);
    expect(buildWorkoutProfile({ steps: [{ reps: 1e6, steps }] })?.placedSteps[0]?.repeats[0]).toEqual({
      total: 1e6,
    });
  });
});

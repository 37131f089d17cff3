import { describe, expect, test, vi } from 'vitest';
import type { WorkoutDoc, WorkoutStep } from '../../../../lib/formats/workouts/workout-doc.ts';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { describeStep, describeWorkout } from '../../../../components/calendar/step-descriptions.ts';
import { getTargetLabel } from '../../../../components/calendar/target-descriptions.ts';

/** Numbers do not leave their units at the end of a line. */
const plain = (words: string): string => words.replaceAll('\u00a0', ' ');

const ftp = (start: number, end = start) => ({ start, end, units: '%ftp' });

describe('the description of a step', () => {
  const pace = { value: 90, units: '%pace' };
  const zone = (value: number) => ({ value, units: 'power_zone' });

  test.each<[string, WorkoutStep, Partial<WorkoutDoc>?]>([
    ['8 min', { durationSecs: 480 }],
    ['1 h', { durationSecs: 3600.4 }],
    ['1 min 30 s at 88–94% of FTP', { durationSecs: 90, power: ftp(88, 94) }],
    ['1 min at 220–235 W (88–94% of FTP)', { durationSecs: 60, power: ftp(88, 94) }, { ftp: 250 }],
    [
      '1 min at 96 W (40% of FTP)',
      { durationSecs: 60, power: { value: 40, units: '%ftp' }, watts: { value: 96, start: 93, end: 99 } },
    ],
    ['1 min ramp from 25 to 75% of FTP', { durationSecs: 60, ramp: true, power: ftp(25, 75) }],
    ['1 min at 134–180 W (Z2)', { durationSecs: 60, power: zone(2), watts: { start: 134, end: 180 } }],
    ['1 min at up to 132 W (Z1)', { durationSecs: 60, power: zone(1), watts: { start: 2, end: 132 } }],
    ['1 min at 378 W or more (Z7)', { durationSecs: 60, power: zone(7) }, { ftp: 250 }],
    ['1 min at Z2–Z3 pace', { durationSecs: 60, pace: { start: 2, end: 3, units: 'pace_zone' } }],
    ['1 min at 80% of maximum heart rate', { durationSecs: 60, hr: { value: 80, units: '%hr' } }],
    ['1 min at 145 bpm', { durationSecs: 60, hr: { value: 145, units: 'bpm' } }],
    ['1 min at 5:00 pace', { durationSecs: 60, pace: { value: 300, units: 'secs' } }],
    ['1 min at 5:00–4:05 pace', { durationSecs: 60, pace: { start: 300, end: 245, units: 'secs' } }],
    ['1 min, “First”, “2nd” after 33 s', { durationSecs: 60, text: 'First 33^2nd <!>' }],
    ['1 min at 4 furlongs', { durationSecs: 60, power: { value: 4, units: 'furlongs' } }],
    [
      '1 km at 4:38 /km (90% of threshold pace)',
      { distanceM: 1000, pace },
      { thresholdSpeed: 4, paceUnits: 'MINS_KM' },
    ],
    [
      '400 m at 1:51 /100 m (90% of threshold pace)',
      { distanceM: 400, pace },
      { thresholdSpeed: 1, paceUnits: 'SECS_100M' },
    ],
    ['1 mi at 5:55 /mi', { distanceM: 1609.344, pace: { value: 355, units: 'secs/mi' } }, { paceUnits: 'MINS_MILE' }],
    ['1 min at 13 km/h (90% of threshold pace)', { durationSecs: 60, pace }, { thresholdSpeed: 4 }],
    ['10 min free ride', { durationSecs: 600, freeride: true }],
    ['20 s all out', { durationSecs: 20, maxeffort: true }],
    ['2 min rest', { durationSecs: 120, intensity: 'rest' }],
    ['until you press lap (about 5 min)', { durationSecs: 300, untilLapPress: true }],
    ['until you press lap', { untilLapPress: true }],
    ['open-ended', {}],
    [
      '1 min at 250 W, 85–95 rpm, “Hold it”',
      { durationSecs: 60, watts: { value: 250 }, cadence: { start: 85, end: 95 }, text: 'Hold it' },
    ],
    [
      '5 min, “First”, “Second” after 1 min, “Third” after 2 min',
      { durationSecs: 300, text: 'First 60^30 Second 120^ Third' },
    ],
    ['5 × “Main set”', { reps: 5, text: 'Main set', steps: [{ durationSecs: 60 }] }],
  ])('is “%s”', (words, step, doc = {}) => {
    expect(plain(describeStep(step, { steps: [], ...doc }))).toBe(words);
  });
});

describe('the description of a workout', () => {
  const work = { durationSecs: 480, power: ftp(90, 95) };
  const rest = { durationSecs: 180, power: ftp(50) };
  const words = (steps: WorkoutStep[]) => plain(describeWorkout({ ftp: 240, steps }));

  test('describes repeats as repeats', () => {
    expect(words([rest, { reps: 5, steps: [work, rest] }, { durationSecs: 600 }])).toBe(
      '1 h 8 min: 3 min at 120 W, 5 × 8 min at 216–228 W with 3 min at 120 W, 10 min',
    );
    expect(
      words([
        { reps: 2, steps: [{ reps: 3, steps: [work, rest] }, rest] },
        { reps: 2, steps: [work] },
      ]),
    ).toBe('1 h 28 min: 2 × (3 × 8 min at 216–228 W with 3 min at 120 W, 3 min at 120 W), 2 × 8 min at 216–228 W');
  });

  test('ends after a bounded number of steps', () => {
    expect(words(Array.from({ length: 5000 }, () => ({ durationSecs: 1 })))).toMatch(
      /^1 h 23 min 20 s: (1 s, ){8}and 4,992 more steps$/,
    );
    expect(words([])).toBe('');
  });

  test('names the target type: power, heart rate or pace', () => {
    const hr = { value: 80, units: '%lthr' };

    expect(getTargetLabel({ target: 'PACE', doc: { steps: [] } })).toBe('Pace');
    expect(getTargetLabel({ target: 'AUTO', doc: { steps: [{ reps: 2, steps: [{ hr }] }] } })).toBe('Heart rate');
    expect(getTargetLabel({ doc: { steps: [{ durationSecs: 60 }] } })).toBeUndefined();
    expect(getTargetLabel({})).toBeUndefined();
  });
});

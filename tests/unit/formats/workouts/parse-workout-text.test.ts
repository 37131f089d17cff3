import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintWorkoutText } from '../../../../lib/formats/workouts/lint-workout-text.ts';
import { parseWorkoutText } from '../../../../lib/formats/workouts/parse-workout-text.ts';
import { parseWorkoutDoc, type WorkoutStep } from '../../../../lib/formats/workouts/workout-doc.ts';
import { sampleText } from '../../../fixtures/samples.ts';

describe('a step of workout text', () => {
  test.each<[string, WorkoutStep]>([
    ['30s', { durationSecs: 30 }],
    ['10m', { durationSecs: 600 }],
    ['1h', { durationSecs: 3600 }],
    ['1m30', { durationSecs: 90 }],
    ['1m30s', { durationSecs: 90 }],
    ['1h15m', { durationSecs: 4500 }],
    [`5'30"`, { durationSecs: 330 }],
    ['1:30:00', { durationSecs: 5400 }],
    ['400mtr', { distanceM: 400 }],
    ['1.2km', { distanceM: 1200 }],
    ['1mi', { distanceM: 1609.34 }],
    ['10m 75%', { durationSecs: 600, power: { value: 75, units: '%ftp' } }],
    ['10m 88-94%', { durationSecs: 600, power: { start: 88, end: 94, units: '%ftp' } }],
    ['10m ramp 50%-75%', { durationSecs: 600, ramp: true, power: { start: 50, end: 75, units: '%ftp' } }],
    ['10m 60%-80% Pace', { durationSecs: 600, pace: { start: 60, end: 80, units: '%pace' } }],
    ['2m 315w - 330w', { durationSecs: 120, power: { start: 315, end: 330, units: 'w' } }],
    ['2m 140bpm-150bpm', { durationSecs: 120, hr: { start: 140, end: 150, units: 'bpm' } }],
    ['10m 240-260w', { durationSecs: 600, power: { start: 240, end: 260, units: 'w' } }],
    [
      '4m 100% 40-50 rpm, torque',
      {
        durationSecs: 240,
        power: { value: 100, units: '%ftp' },
        cadence: { start: 40, end: 50, units: 'rpm' },
      },
    ],
    ['10m Z2', { durationSecs: 600, power: { value: 2, units: 'power_zone' } }],
    ['10m Z3-Z4', { durationSecs: 600, power: { start: 3, end: 4, units: 'power_zone' } }],
    ['10m 60% MMP', { durationSecs: 600, power: { value: 60, units: '%mmp' } }],
    ['10m 75% HR', { durationSecs: 600, hr: { value: 75, units: '%hr' } }],
    ['10m 95-100% LTHR', { durationSecs: 600, hr: { start: 95, end: 100, units: '%lthr' } }],
    ['10m Z2 HR', { durationSecs: 600, hr: { value: 2, units: 'hr_zone' } }],
    ['10m 145bpm', { durationSecs: 600, hr: { value: 145, units: 'bpm' } }],
    ['10m 90% Pace', { durationSecs: 600, pace: { value: 90, units: '%pace' } }],
    ['10m Z2 Pace', { durationSecs: 600, pace: { value: 2, units: 'pace_zone' } }],
    ['5m 3:00/100m-4:00/100m Pace', { durationSecs: 300, pace: { start: 180, end: 240, units: 'secs/100m' } }],
    ['1km 5:00-4:50/km Pace', { distanceM: 1000, pace: { start: 300, end: 290, units: 'secs/km' } }],
    [
      'Spin easy 10m ramp 50-75% 85-95rpm',
      {
        text: 'Spin easy',
        durationSecs: 600,
        ramp: true,
        power: { start: 50, end: 75, units: '%ftp' },
        cadence: { start: 85, end: 95, units: 'rpm' },
      },
    ],
    ['Open 5m freeride', { text: 'Open', durationSecs: 300, freeride: true }],
    ['20s maxeffort', { durationSecs: 20, maxeffort: true }],
    ['5m lap press Z1', { durationSecs: 300, untilLapPress: true, power: { value: 1, units: 'power_zone' } }],
    ['5m 50% intensity=rest', { durationSecs: 300, power: { value: 50, units: '%ftp' }, intensity: 'rest' }],
  ])('is parsed: %s', (written, step) => {
    expect(parseWorkoutText(`- ${written}`).steps).toEqual([step]);
    expect(lintWorkoutText(`- ${written}`, 'Ride')).toEqual([]);
  });
});

test('parseWorkoutText starts warm-ups and repeats at headers, and ends them at blank lines', () => {
  const text = 'Warmup\n- 10m ramp 50-75%\n\nMain Set 3x\n- 10m 88-92%\n- 5m Z1\n\n- 1m 50%\n\nCooldown\n- 10m 50%';
  const { steps, durationSecs } = parseWorkoutText(text);

  expect(steps.map(({ reps, warmup, cooldown }) => reps ?? (warmup ? 'up' : cooldown ? 'down' : 'step'))).toEqual([
    'up',
    3,
    'step',
    'down',
  ]);
  expect(durationSecs).toBe(600 + 3 * 900 + 60 + 600);
  expect(lintWorkoutText(text, 'Ride')).toEqual([]);
});

test('parseWorkoutText returns no steps for a description', () => {
  expect(parseWorkoutText('Two hours easy, 3x coffee').steps).toEqual([]);
  expect(lintWorkoutText('Two hours easy\nwith friends', 'Ride')).toEqual([]);
});

test('parseWorkoutText reads a text as the server does, except where the linter warns', () => {
  const { description, workout_doc } = JSON.parse(sampleText('workout_doc_from_text'));
  const found = lintWorkoutText(description, 'Ride');
  expect(found.map(({ rule, line }) => `${line} ${rule}`)).toEqual([
    '3 blank-line',
    '4 indented',
    '5 indented',
    '6 indented',
    '12 no-target',
  ]);

  const flat = parseWorkoutText(description).steps.flatMap(step => step.steps ?? step);
  const byText = (steps: WorkoutStep[] = []) => new Map(steps.map(step => [step.text, pickTargets(step)]));
  expect(byText(flat)).toEqual(byText(parseWorkoutDoc(workout_doc)?.steps));
});

/** The server estimates durations of steps by distance. */
const pickTargets = ({ power, hr, pace, cadence, ramp, freeride, distanceM, durationSecs }: WorkoutStep) => ({
  power,
  hr,
  pace,
  cadence,
  ramp,
  freeride,
  distanceM,
  ...(distanceM === undefined && { durationSecs }),
});

const word = fc.constantFrom(
  '-',
  '  -',
  '\n',
  '\n\n',
  '3x',
  '- 4x',
  '10m',
  '200m',
  '30 secs',
  'Z2',
  'Pace',
  'HR',
  '75%',
  '5:00/km',
  'RPE 8',
  '*',
  'Set 2',
  'lap press',
  '🚴',
  '---',
  '<!>',
  '33^2nd',
  '60^30',
  '2 km',
  '75–85%',
  '72,5 %',
  '(4x)',
  '1h30',
  '* ',
);

test('parseWorkoutText and lintWorkoutText never throw, and every fix changes the text', () => {
  const text = fc.oneof(
    fc.array(word, { maxLength: 20 }).map(words => words.join(' ')),
    fc.string(),
  );
  fc.assert(
    fc.property(text, fc.constantFrom('Ride', 'Run', 'Swim'), (written, type) => {
      parseWorkoutText(written);
      for (const { fixes } of lintWorkoutText(written, type)) {
        for (const fix of fixes) expect(fix.text).not.toBe(written);
      }
    }),
  );
});

test('parseWorkoutText reads a very long word in linear time', () => {
  const [step] = parseWorkoutText(`- ${'a'.repeat(1_000_000)} 10m`).steps;
  expect(step?.durationSecs).toBe(600);
});

describe('B5 Punctuation behind a length', () => {
  test.each(['- 10m, 60%, 90rpm', '- 10m; 60%; 90rpm', '- Easy 10m, 60% 90rpm.', '- 60%, 90rpm, 10m.'])(
    'is no part of it: %s',
    text => {
      expect(parseWorkoutText(text).steps).toEqual([
        expect.objectContaining({
          durationSecs: 600,
          power: { value: 60, units: '%ftp' },
          cadence: { value: 90, units: 'rpm' },
        }),
      ]);
      expect(lintWorkoutText(text, 'Ride')).toEqual([]);
    },
  );
});

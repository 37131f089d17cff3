import { describe, expect, test } from 'vitest';
import { sampleText } from '../../../fixtures/samples.ts';
import { timedSteps } from './resolve.ts';
import { makeSportSettings, settingsFor } from './sport-settings.ts';
import { readText } from './text-reader.ts';

const ride = { settings: settingsFor(makeSportSettings(), 'Ride'), type: 'Ride', indoor: false, ranges: {} };

test('a text is read as the server reads it', () => {
  const { description, workout_doc } = JSON.parse(sampleText('workout_doc_from_text'));
  expect(timedSteps(readText(description), ride)).toEqual(workout_doc.steps);
});

describe('a step', () => {
  const ftp = (value: number) => ({ value, units: '%ftp' });

  test.each([
    ['10m 75%', { duration: 600, power: ftp(75) }],
    ['30s 120%', { duration: 30, power: ftp(120) }],
    ['1h 60%', { duration: 3600, power: ftp(60) }],
    ['1m30 60%', { duration: 90, power: ftp(60) }],
    ['1m30s 60%', { duration: 90, power: ftp(60) }],
    ['1h30m 60%', { duration: 5400, power: ftp(60) }],
    [`5'30" 60%`, { duration: 330, power: ftp(60) }],
    ['1:30:00 60%', { duration: 5400, power: ftp(60) }],
    ['88-94% 5m', { duration: 300, power: { start: 88, end: 94, units: '%ftp' } }],
    ['10m ramp 45%-75%', { ramp: true, duration: 600, power: { start: 45, end: 75, units: '%ftp' } }],
    ['5m 250w', { duration: 300, power: { value: 250, units: 'w' } }],
    ['5m Z3-Z4', { duration: 300, power: { start: 3, end: 4, units: 'power_zone' } }],
    ['5m 60% MMP', { duration: 300, power: { value: 60, units: '%mmp' } }],
    ['5m 145bpm', { duration: 300, hr: { value: 145, units: 'bpm' } }],
    ['5m Z2 HR', { duration: 300, hr: { value: 2, units: 'hr_zone' } }],
    ['5m 75% HR hr=3s', { duration: 300, hr: { value: 75, units: '%hr' } }],
    ['1.2km 90% Pace', { distance: 1200, pace: { value: 90, units: '%pace' } }],
    ['400mtr 1:45/100m Pace', { distance: 400, pace: { value: 105, units: 'secs/100m' } }],
    ['10m 60% 85-95rpm', { duration: 600, power: ftp(60), cadence: { start: 85, end: 95, units: 'rpm' } }],
    ['5m recovery at 40%', { duration: 300, power: ftp(40) }],
    ['Spin easy 5m 40%', { text: 'Spin easy', duration: 300, power: ftp(40) }],
    ['First 60^30 Second 10m 65%', { text: 'First 60^30 Second', duration: 600, power: ftp(65) }],
    ['10m freeride', { duration: 600, freeride: true }],
    ['20s maxeffort', { duration: 20, maxeffort: true }],
    ['Press lap 5m 50%', { until_lap_press: true, duration: 300, power: ftp(50) }],
    ['2m 50% intensity=rest', { duration: 120, power: ftp(50), intensity: 'rest' }],
  ])('“%s” is read as a step', (text, step) => {
    expect(readText(`- ${text}`)).toEqual([step]);
  });

  test.each([
    ['200m 75%', 'm is minutes', { duration: 12_000, power: ftp(75) }],
    ['5m 5:00/km', 'a pace without its word is lost', { duration: 300 }],
    ['5m RPE 8', 'exertion is lost', { duration: 300 }],
    [
      'Zone Z2 10m 60% HR',
      'a zone in the cue becomes a target',
      expect.objectContaining({ power: { value: 2, units: 'power_zone' } }),
    ],
  ])('“%s”: %s', (text, _, step) => {
    expect(readText(`- ${text}`)).toEqual([step]);
  });

  test.each(['30secs 75%', '400metres 75%', '10min 75%', 'just ride', '75%'])('“%s” is not read as a step', text => {
    expect(readText(`- ${text}`)).toEqual([]);
  });
});

describe('a repeat', () => {
  const step = (seconds: number) => ({ duration: seconds, power: { value: 90, units: '%ftp' } });

  test('has a blank line before it and ends at the next', () => {
    const text = 'Warmup\n- 10s 90%\n\nMain Set 3x\n- 20s 90%\n- 30s 90%\n\nCooldown\n- 40s 90%';
    expect(readText(text)).toEqual([
      { ...step(10), warmup: true },
      { reps: 3, steps: [step(20), step(30)] },
      { ...step(40), cooldown: true },
    ]);
  });

  test('can consist of its count alone', () => {
    expect(readText('4x\n- 20s 90%')).toEqual([{ reps: 4, steps: [step(20)] }]);
  });

  test('is not read without a blank line before it', () => {
    expect(readText('- 10s 90%\n3x\n- 20s 90%')).toEqual([step(10), step(20)]);
  });

  test('loses its indented steps to the end of the workout', () => {
    expect(readText('3x\n  - 20s 90%\n\n- 30s 90%')).toEqual([step(30), step(20)]);
  });

  test('is not read behind a dash', () => {
    expect(readText('- 4x 20s 90%')).toEqual([step(20)]);
  });
});

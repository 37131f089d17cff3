import { describe, expect, test } from 'vitest';
import { sampleText } from '../../../fixtures/samples.ts';
import { resolveSteps, timedSteps } from './resolve.ts';
import { makeSportSettings, settingsFor } from './sport-settings.ts';
import { textEventsOf } from './text-events.ts';
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
    ['1h2m30s 60%', { duration: 3750, power: ftp(60) }],
    ['1h30 60%', { duration: 5400, power: ftp(60) }],
    ['10m ramp 60%-80% Pace', { ramp: true, duration: 600, pace: { start: 60, end: 80, units: '%pace' } }],
    ['60% MMP 5m', { duration: 300, power: { value: 60, units: '%mmp' } }],
    ['Ramp 60-80% 10m', { ramp: true, duration: 600, power: { start: 60, end: 80, units: '%ftp' } }],
    ['Z2-Z3 HR 10m', { duration: 600, hr: { start: 2, end: 3, units: 'hr_zone' } }],
    ['10m CZ2-CZ3', { duration: 600, power: { start: 2, end: 3, units: 'power_zone' } }],
    ['5m 3:00/100m-4:00/100m Pace', { duration: 300, pace: { start: 180, end: 240, units: 'secs/100m' } }],
    ['10m 5:00 Pace', { duration: 600, pace: { value: 300, units: 'secs' } }],
    ['10m 75–85%', { duration: 600, power: { start: 75, end: 85, units: '%ftp' } }],
    ['10m 72,5%', { duration: 600, power: ftp(72.5) }],
    ['2m 315w - 330w', { duration: 120, power: { start: 315, end: 330, units: 'w' } }],
    ['2m 315 w', { duration: 120, power: { value: 315, units: 'w' } }],
    ['10m 75% 85 - 95 rpm', { duration: 600, power: ftp(75), cadence: { start: 85, end: 95, units: 'rpm' } }],
    ['5m lap press Z1', { until_lap_press: true, duration: 300, power: { value: 1, units: 'power_zone' } }],
    [
      'First prompt at 0s    33^2nd prompt at 33s    <!> 10m ramp 25-75%',
      {
        text: 'First prompt at 0s    33^2nd prompt at 33s',
        ramp: true,
        duration: 600,
        power: { start: 25, end: 75, units: '%ftp' },
      },
    ],
    ['Ready 5m 30^Go <!> 20m 80%', { text: 'Ready 5m 30^Go', duration: 1200, power: ftp(80) }],
    [
      'First 60^30 Second 120^30 Third 10m 65%',
      { text: 'First 60^30 Second 120^30 Third', duration: 600, power: ftp(65) },
    ],
    ['20^ First 5m 85%', { text: '20^ First', duration: 300, power: ftp(85) }],
  ])('“%s” is read as a step', (text, step) => {
    expect(readText(`- ${text}`)).toEqual([step]);
  });

  test.each([
    ['200m 75%', 'm is minutes', { duration: 12_000, power: ftp(75) }],
    ['5m 5:00/km', 'a pace without its word is lost', { duration: 300 }],
    ['5m RPE 8', 'exertion is lost', { duration: 300 }],
    [
      'Ready 5m 30^Go 20m 80%',
      'a prompt that has a length needs <!>',
      { text: 'Ready', duration: 300, power: ftp(80) },
    ],
    ['Set 2 easy 5m 60%', 'a number ends the cue', { text: 'Set', duration: 300, power: ftp(60) }],
    [
      'Zone Z2 10m 60% HR',
      'a zone in the cue becomes a target',
      expect.objectContaining({ power: { value: 2, units: 'power_zone' } }),
    ],
  ])('“%s”: %s', (text, _, step) => {
    expect(readText(`- ${text}`)).toEqual([step]);
  });

  test.each([
    '30secs 75%',
    '400metres 75%',
    '10min 75%',
    'just ride',
    '75%',
    '2 km 75%',
    '200y Z2',
    '1 mile Z2',
    '10 m 75%',
  ])('“%s” is not read as a step', text => {
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

  test.each(['Main Set 4x', 'Main Set (4x)', '4x:', '4x Main', 'Main set 4x easy', '4X'])(
    'can be named in “%s”',
    header => {
      expect(readText(`${header}\n- 20s 90%`)).toEqual([{ reps: 4, steps: [step(20)] }]);
    },
  );

  test.each(['4x4 hills', 'https://example.org/4x', '- - -\nMain'])('is not in “%s”', header => {
    expect(readText(`${header}\n- 20s 90%`)).toEqual([step(20)]);
  });

  test('ends at a line of dashes, which is no step', () => {
    expect(readText('4x\n- 20s 90%\n---\n- 30s 90%')).toEqual([{ reps: 4, steps: [step(20)] }, step(30)]);
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

test('messages have a duration only where it stands alone', () => {
  expect(textEventsOf('First prompt at 0s    33^2nd prompt    60^30 Third 90^ Fourth')).toEqual([
    { message: 'First prompt at 0s' },
    { message: '2nd prompt', offset: 33 },
    { message: 'Third', offset: 60, duration: 30 },
    { message: 'Fourth', offset: 90 },
  ]);
});

test('a pace without a distance is in the unit of the sport', () => {
  const run = { ...ride, settings: settingsFor(makeSportSettings(), 'Run'), type: 'Run' };
  const swim = { ...ride, settings: settingsFor(makeSportSettings(), 'Swim'), type: 'Swim' };

  const speedIn = (sport: typeof ride) => resolveSteps(readText('- 10m 4:10 Pace'), sport)[0]?._pace?.value;
  expect(speedIn(run)).toBe(4);
  expect(speedIn(swim)).toBeCloseTo(0.4);
});

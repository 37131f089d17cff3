import { describe, expect, test } from 'vitest';
import { resolveSteps, timedSteps, unresolved } from './resolve.ts';
import { single } from './single.ts';
import { makeSportSettings, settingsFor } from './sport-settings.ts';
import type { StepJson } from './step.ts';
import { makeWorkoutDoc, sumsOf } from './workout-doc.ts';

const athletics = (type: string, more: object = {}) => ({
  settings: { ...settingsFor(makeSportSettings(), type), ...more },
  type,
  indoor: false,
  ranges: {},
});

describe('a target', () => {
  test.each<[string, string, StepJson, object]>([
    [
      'a percentage of FTP',
      'Ride',
      { power: { value: 40, units: '%ftp' } },
      { _power: { value: 104, start: 101, end: 107 } },
    ],
    [
      'a range of it',
      'Ride',
      { power: { start: 50, end: 61, units: '%ftp' } },
      { _power: { value: 145, start: 131, end: 159 } },
    ],
    ['a zone of power', 'Ride', { power: { value: 2, units: 'power_zone' } }, { _power: { start: 146, end: 196 } }],
    ['the lowest zone', 'Ride', { power: { value: 1, units: 'power_zone' } }, { _power: { start: 0, end: 144 } }],
    ['watts', 'Ride', { power: { value: 200, units: 'w' } }, { _power: { value: 200, start: 195, end: 205 } }],
    [
      'a percentage of LTHR',
      'Ride',
      { hr: { value: 80, units: '%lthr' } },
      { _hr: { value: 131, start: 129, end: 133 } },
    ],
    [
      'one of the highest heart rate',
      'Ride',
      { hr: { value: 50, units: '%hr' } },
      { _hr: { value: 93, start: 91, end: 95 } },
    ],
    [
      'no half beat',
      'Ride',
      { ramp: true, hr: { start: 45, end: 60, units: '%lthr' } },
      { _hr: { value: 86, start: 73, end: 98 } },
    ],
    [
      'a percentage of threshold pace',
      'Run',
      { pace: { start: 80, end: 110, units: '%pace' } },
      { _pace: { value: 3.3333332538604736, start: 2.8070175647735596, end: 3.859649181365967 } },
    ],
    ['zones of heart rate', 'Ride', { hr: { start: 3, end: 4, units: 'hr_zone' } }, { _hr: { start: 137, end: 170 } }],
    [
      'a pace',
      'Ride',
      { pace: { value: 300, units: 'secs/km' } },
      { _pace: expect.objectContaining({ value: Math.fround(10 / 3) }) },
    ],
    ['power without an FTP: nothing', 'Run', { power: { value: 75, units: '%ftp' } }, {}],
    ['unknown units: nothing', 'Ride', { power: { value: 75, units: '%cosmos' } }, {}],
  ])('is resolved: %s', (_, type, step, resolved) => {
    expect(resolveSteps([step], athletics(type))).toEqual([{ ...step, ...resolved }]);
    expect(unresolved(resolveSteps([step], athletics(type)))).toEqual([step]);
  });

  test('is widened as far as asked; indoors it is not, and the indoor FTP counts', () => {
    const step = { power: { value: 50, units: '%ftp' } };
    const power = (given: object) =>
      resolveSteps([step], { ...athletics('Ride', { indoor_ftp: 200 }), ...given })[0]?._power;
    expect(power({ ranges: { power: 10 } })).toEqual({ value: 131, start: 117, end: 145 });
    expect(power({ indoor: true })).toEqual({ value: 100, start: 100, end: 100 });
  });

  test('of pace is a float, and not widened in water', () => {
    const step = { duration: 600, pace: { value: 20, units: '%pace' } };
    expect(resolveSteps([step], athletics('Swim'))).toEqual([
      {
        ...step,
        _pace: { value: 0.2083333283662796, start: 0.2083333283662796, end: 0.2083333283662796 },
        _distance: 125,
      },
    ]);
  });
});

describe('a step with a distance', () => {
  test('lasts as long as its pace makes it', () => {
    const step = { distance: 500, pace: { value: 70, units: '%pace' } };
    expect(timedSteps([{ reps: 2, steps: [step] }], athletics('Swim'))).toEqual([
      { reps: 2, steps: [{ ...step, duration: 685 }] },
    ]);
  });

  test('without a pace is taken at 30 km/h', () => {
    expect(timedSteps([{ distance: 400 }], athletics('Ride'))[0]?.duration).toBe(48);
  });
});

describe('a workout', () => {
  const ride = athletics('Ride');
  const hour = { duration: 3600, power: { value: 100, units: '%ftp' } };

  test('is summed with its repeats', () => {
    const steps = [{ reps: 3, steps: [{ duration: 60, power: { value: 150, units: '%ftp' } }, { duration: 30 }] }];
    const doc = makeWorkoutDoc(steps, ride);
    expect(doc).toMatchObject({ duration: 270, target: 'POWER', ftp: 262, steps });
    expect(sumsOf(doc, ride)).toMatchObject({ moving_time: 270, joules: 70_740, joules_above_ftp: 23_580 });
    expect(doc.zoneTimes?.find(({ id }) => id === 'Z6')?.secs).toBe(180);
  });

  test('of an hour at threshold has a load of 100 and an intensity of 100 %', () => {
    const sums = sumsOf(makeWorkoutDoc([hour], ride), ride);
    expect(sums).toMatchObject({ icu_training_load: 100, icu_intensity: 100 });
  });

  test('has the intensity that follows from a load set by hand', () => {
    expect(sumsOf(makeWorkoutDoc([hour], ride), ride, 25).icu_intensity).toBe(50);
  });
});

test.each([
  [0.1, 0.1],
  [1 / 3, 0.33333334],
  [99.999994, 99.99999],
  [1700, 1700],
])('%d is serialised as Java serialises a float', (value, written) => {
  expect(single(value)).toBe(written);
});

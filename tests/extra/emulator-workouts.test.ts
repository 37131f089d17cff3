import { describe, expect, test } from 'vitest';
import { expectKept } from '../emulator/intervals/workouts/expect-kept.ts';
import { readWorkout } from '../emulator/intervals/workouts/read-workout.ts';
import { makeSportSettings, settingsFor } from '../emulator/intervals/workouts/sport-settings.ts';
import { extraFixture, extraFixtures } from './extra-files.ts';

const settings = settingsFor(makeSportSettings(), 'Ride');
const names = extraFixtures('zwo').filter(name => /\.(zwo|mrc|erg)$/.test(name));

describe('the emulator', () => {
  test.each(names.filter(name => !name.includes('broken')))('reads and writes %s', name => {
    expectKept(name, extraFixture(`zwo/${name}`), { settings, type: 'Ride', indoor: true, ranges: {} });
  });

  test.each(names.filter(name => name.includes('broken')))('refuses %s', name => {
    expect(() => readWorkout(name, extraFixture(`zwo/${name}`))).toThrow();
  });
});

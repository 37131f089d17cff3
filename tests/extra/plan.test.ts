import { expect, test } from 'vitest';
import { parseWorkout } from '../../lib/formats/workouts/parse-workout.ts';
import { addToCalendar, emulator, ME, only, plan, undoLast } from '../support/calendar-driver.ts';
import { extraFixture, extraFixtures } from './extra-files.ts';

test.each(extraFixtures('zwo').filter(name => !name.includes('broken')))(
  '%s is added to the calendar with its own duration, and removed again',
  async name => {
    const content = new File([extraFixture(`zwo/${name}`)], name);
    await addToCalendar(ME(), plan({ content, name }));

    const { doc } = await parseWorkout(content);
    expect(only().moving_time).toBe(doc.durationSecs);
    await undoLast();
    expect(emulator.events()).toEqual([]);
  },
);

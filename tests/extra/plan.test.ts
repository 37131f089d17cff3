import { expect, test } from 'vitest';
import { readWorkout } from '../../lib/workouts/read/read-file.ts';
import { emulator, ME, only, plan, putOnCalendar, undoLast } from '../support/calendar-driver.ts';
import { extraFixture, extraFixtures } from './extra-files.ts';

test.each(extraFixtures('zwo').filter(name => !name.includes('broken')))(
  '%s goes up as long as it is, and comes off',
  async name => {
    const content = new File([extraFixture(`zwo/${name}`)], name);
    await putOnCalendar(ME(), plan({ content, name }));

    const { doc } = await readWorkout(content);
    expect(only().moving_time).toBe(doc.durationSecs);
    await undoLast();
    expect(emulator.events()).toEqual([]);
  },
);

import { describe, expect, test } from 'vitest';
import { copyCalendarEvent } from '../../../../lib/features/calendar/calendar-commands.ts';
import {
  closeLengthQuestions,
  getLengthQuestions,
  getRecentOperations,
} from '../../../../lib/features/calendar/operation-log.ts';
import { removeAddedEvent } from '../../../../lib/features/calendar/undo-operations.ts';
import { closeDatabases } from '../../../../lib/platform/database.ts';
import {
  addToCalendar,
  deleteCalendarEvent,
  emulator,
  ME,
  only,
  plan,
  seen,
  undoLast,
  writes,
} from '../../../support/calendar-driver.ts';

const TEXT = 'Warmup\n- 10m 50%\n\n3x\n- 5m 95%\n- 1m 50%';
const EXPECTED_SECS = 600 + 3 * 360;

const athlete = () => emulator.athlete.id;
const questions = async () =>
  (await getLengthQuestions(athlete())).map(({ change }) => ('lengths' in change ? change.lengths : undefined));

describe('B1 a text of the documents', () => {
  test.each([
    ['- First prompt at 0s    33^2nd prompt at 33s    <!> 10m ramp 25-75%', 600],
    ['- First 60^30 Second 120^30 Third 10m 65%', 600],
    ['- 20^ First 5m 85%', 300],
    ['- Start at 90s then 40^Push <!> 10m 65%', 600],
    ['- Ready 5m 30^Go <!> 20m 80%', 1200],
    ['## Workout\n\n---\n\n1. **first** Warmup\n\n- Warmup 5m 100w\n- Mainset 10m 170w', 900],
    ['Main Set (4x)\n- 30s 120%\n- 30s 50%\n\n4x:\n- 30s 120%\n\n4x Main\n- 30s 50%', 480],
    ['- Ramp 60-80% 10m', 600],
    ['- 1h30 60%', 5400],
    ['- 60% MMP 5m', 300],
  ])('%j is added as it is, without a question', async (content, secs) => {
    await addToCalendar(ME(), plan({ content }));

    expect(only()).toMatchObject({ description: content, moving_time: secs });
    expect(await questions()).toEqual([]);
    expect(writes('DELETE')).toEqual([]);
  });

  test('that Musette reads in another way stays, with a question', async () => {
    // "4 x" is a repeat for Musette; the documents say only "4x".
    await addToCalendar(ME(), plan({ content: 'Main 4 x\n- 30s 120%\n- 30s 50%' }));

    expect(await questions()).toEqual([{ expectedSecs: 240, madeSecs: 60 }]);
    expect(emulator.events()).toHaveLength(1);
  });
});

describe('B4 a text whose lines with a dash are notes', () => {
  test.each([
    '- Fuel: 60 g/h\n- Bring lights',
    'Strength\n- Squats, heavy\n- Plank',
    '2x\n- Squats\n- Plank',
    '- 2 km 90% Pace',
  ])('stays on the calendar as it is: %j', async content => {
    expect(await addToCalendar(ME(), plan({ content }))).toBe('added');

    expect(only()).toMatchObject({ description: content });
    expect(writes('DELETE')).toEqual([]);
    expect(await questions()).toEqual([]);
  });
});

describe('B1 a workout that Intervals.icu made of another length', () => {
  test.each([
    ['a text', TEXT, EXPECTED_SECS],
    ['a file', plan().content, 600 + 3 * 420],
  ])('stays on the calendar with both lengths, and is asked about: %s', async (_, content, expectedSecs) => {
    emulator.misreading = { moving_time: 900 };

    expect(await addToCalendar(ME(), plan({ content }))).toBe('added');
    expect(only().moving_time).toBe(900);
    expect(await questions()).toEqual([{ expectedSecs, madeSecs: 900 }]);
    expect(writes('DELETE')).toEqual([]);
  });

  test('is asked about after a restart too, until it is kept', async () => {
    emulator.misreading = { moving_time: 900 };
    await addToCalendar(ME(), plan({ content: TEXT }));
    await closeDatabases();
    expect(await questions()).toHaveLength(1);

    await closeLengthQuestions(athlete(), () => true);
    expect(await questions()).toEqual([]);
    expect(emulator.events()).toHaveLength(1);
    await undoLast();
    expect(emulator.events()).toEqual([]);
  });

  test('is removed where the athlete wants that, and the others of its batch stay', async () => {
    const batch = ME();
    await addToCalendar(batch, plan({ content: TEXT, name: 'Right' }));
    emulator.misreading = { moving_time: 900 };
    await addToCalendar(batch, plan({ content: TEXT, name: 'Wrong' }));
    const [question] = await getLengthQuestions(athlete());
    await removeAddedEvent({ athlete: athlete(), operation: question?.id ?? '' });

    expect(only().name).toBe('Right');
    expect(await questions()).toEqual([]);
    expect(await getRecentOperations(athlete())).toMatchObject([{ name: 'Right' }]);
  });

  test('is not removed for another athlete than the one who was asked', async () => {
    emulator.misreading = { moving_time: 900 };
    await addToCalendar(ME(), plan({ content: TEXT }));
    const [question] = await getLengthQuestions(athlete());
    await removeAddedEvent({ athlete: 'i999', operation: question?.id ?? '' });

    expect(emulator.events()).toHaveLength(1);
    expect(await getLengthQuestions('i999')).toEqual([]);
  });

  test('is removed by undo with the rest of its batch', async () => {
    const batch = ME();
    emulator.misreading = { moving_time: 900 };
    await addToCalendar(batch, plan({ content: TEXT, name: 'One' }));
    await addToCalendar(batch, plan({ content: TEXT, name: 'Two' }));
    expect(await questions()).toHaveLength(2);

    await undoLast();
    expect(emulator.events()).toEqual([]);
    expect(await questions()).toEqual([]);
  });

  test('is asked about once, also after a lost answer', async () => {
    emulator.misreading = { moving_time: 900 };
    emulator.fail({ match: { method: 'POST' }, stage: 'after processing', cut: true });
    await expect(addToCalendar(ME(), plan({ content: TEXT }))).rejects.toMatchObject({ kind: 'unreachable' });

    expect(await addToCalendar(ME(), plan({ content: TEXT }))).toBe('added');
    expect(await addToCalendar(ME(), plan({ content: TEXT }))).toBe('known');
    expect(await questions()).toHaveLength(1);
    expect(emulator.events()).toHaveLength(1);
  });

  test('is not asked about any more once it was deleted', async () => {
    emulator.misreading = { moving_time: 900 };
    await addToCalendar(ME(), plan({ content: TEXT }));
    await deleteCalendarEvent(ME(), seen());

    expect(await questions()).toEqual([]);
  });

  test.each([
    ['ends by the lap button', '- Press lap 20m 50%'],
    ['is a distance', '- 2km 90% Pace'],
    ['has a length that documents disagree on', '- 2 km 90% Pace\n- 10m 50%'],
  ])('is not asked about where a step %s', async (_, content) => {
    emulator.misreading = { moving_time: 900, workout_doc: { steps: [{ duration: 900 }] } as never };
    await addToCalendar(ME(), plan({ content }));

    expect(await questions()).toEqual([]);
  });

  test('is copied to all days, and each copy is asked about', async () => {
    await addToCalendar(ME(), plan({ content: TEXT }));
    emulator.misreading = { moving_time: 900 };
    await copyCalendarEvent(ME(), seen(), ['2026-12-02', '2026-12-09']);

    expect(emulator.events()).toHaveLength(3);
    expect(await questions()).toEqual([
      { expectedSecs: EXPECTED_SECS, madeSecs: 900 },
      { expectedSecs: EXPECTED_SECS, madeSecs: 900 },
    ]);
  });

  test('comes back when it was deleted, and is asked about, not deleted again', async () => {
    await addToCalendar(ME(), plan({ content: TEXT }));
    await deleteCalendarEvent(ME(), seen());
    emulator.misreading = { moving_time: 900 };
    await undoLast();

    expect(only().moving_time).toBe(900);
    const [question] = await getLengthQuestions(athlete());
    expect(question).toMatchObject({ change: { lengths: { expectedSecs: EXPECTED_SECS, madeSecs: 900 } } });
    await removeAddedEvent({ athlete: athlete(), operation: question?.id ?? '' });
    expect(emulator.events()).toEqual([]);
  });
});

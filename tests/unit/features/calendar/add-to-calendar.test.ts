import { describe, expect, test } from 'vitest';
import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { connectToken } from '../../../../lib/features/account/connect-oauth.ts';
import { getRecentOperations } from '../../../../lib/features/calendar/operation-log.ts';
import { closeDatabases } from '../../../../lib/platform/database.ts';
import { fitWorkoutFile } from '../../../fixtures/recordings.ts';
import { sampleWorkouts } from '../../../fixtures/workouts.ts';
import {
  addToCalendar,
  calendar,
  emulator,
  ME,
  moveCalendarEvent,
  only,
  plan,
  undoLast,
  writes,
} from '../../../support/calendar-driver.ts';

test('a workout is added on its day with its steps, its text cues and what the athlete entered', async () => {
  expect(await addToCalendar(ME(), plan({ time: '17:30', indoor: true, name: 'Mine' }))).toBe('added');

  const { workout_doc: doc, ...event } = only();
  expect(event).toMatchObject({
    category: 'WORKOUT',
    name: 'Mine',
    type: 'Ride',
    start_date_local: '2026-11-25T17:30:00',
    indoor: true,
    moving_time: 600 + 3 * 420,
  });
  expect(doc?.steps).toHaveLength(2);
  expect(JSON.stringify(doc)).toContain('Easy now');
});

test.each([
  ['Pago Pago', 'Pacific/Pago_Pago'],
  ['Kiritimati', 'Pacific/Kiritimati'],
  ['Kathmandu', 'Asia/Kathmandu'],
])('the day is not shifted by the athlete’s time zone in %s', async (_, timezone) => {
  emulator.athlete.timezone = timezone;
  await connectWithKey(emulator.athlete.key);
  await addToCalendar(ME(), plan());

  expect(only().start_date_local).toBe('2026-11-25T00:00:00');
});

test.each(sampleWorkouts)('$name is added with its duration, and removed by undo', async ({ name, text, secs }) => {
  await addToCalendar(ME(), plan({ content: new File([text], name), name }));

  expect(only().moving_time).toBe(secs);
  await undoLast();
  expect(emulator.events()).toEqual([]);
});

test.each([
  ['a FIT workout', new File([fitWorkoutFile('a')], 'a.fit'), 2100],
  ['two bare columns', new File(['5 40\n20 90\n'], 'a.txt'), 1500],
  ['native text', 'Warmup\n- 10m 50%\n\n3x\n- 5m 95%\n- 1m 50%\n', 1680],
])('%s is added', async (_, content, secs) => {
  await addToCalendar(ME(), plan({ content }));

  expect(only().moving_time).toBe(secs);
});

test('a text without steps is added as it is', async () => {
  await addToCalendar(ME(), plan({ content: 'Two hours easy, with friends' }));

  expect(only().description).toBe('Two hours easy, with friends');
});

describe('a workout without steps on Intervals.icu', () => {
  const NO_STEPS = { workout_doc: { steps: [] } } as typeof emulator.misreading;

  test('is removed again', async () => {
    emulator.misreading = NO_STEPS;

    await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'misread-workout' });
    expect(emulator.events()).toEqual([]);
    expect(await getRecentOperations(emulator.athlete.id)).toEqual([]);
  });

  test('stays with a message when removing it fails too, and can be undone later', async () => {
    emulator.misreading = NO_STEPS;
    emulator.fail({ match: { method: 'DELETE' }, reply: { status: 503, headers: {}, body: '' } });
    await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'left-on-calendar' });
    expect(emulator.events()).toHaveLength(1);

    await undoLast();
    expect(emulator.events()).toEqual([]);
  });

  test('is removed by the next try when removing it failed at first', async () => {
    emulator.misreading = NO_STEPS;
    emulator.fail({ match: { method: 'DELETE' }, reply: { status: 503, headers: {}, body: '' } });
    await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'left-on-calendar' });

    await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'misread-workout' });
    expect(emulator.events()).toEqual([]);
  });

  test('is removed by the next try when the answer was lost', async () => {
    emulator.misreading = NO_STEPS;
    emulator.fail({ match: { method: 'POST' }, stage: 'after processing', cut: true });
    await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'unreachable' });

    await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'misread-workout' });
    expect(emulator.events()).toEqual([]);
  });
});

test('a change without an answer is shown as unconfirmed', async () => {
  emulator.fail({ match: { method: 'POST' }, stage: 'before processing', cut: true });
  await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'unreachable' });
  expect(await getRecentOperations(emulator.athlete.id)).toMatchObject([{ unconfirmed: true }]);

  await addToCalendar(ME(), plan());
  const [done] = await getRecentOperations(emulator.athlete.id);
  expect(done).not.toHaveProperty('unconfirmed');
  const at = { event: only().id, day: '2026-11-25' };
  emulator.fail({ match: { method: 'PUT' }, stage: 'after processing', cut: true });
  await expect(moveCalendarEvent(ME(), at, { day: '2026-11-26' })).rejects.toMatchObject({
    kind: 'unreachable',
  });
  expect(await getRecentOperations(emulator.athlete.id)).toMatchObject([
    { unconfirmed: true, change: { kind: 'moved' } },
  ]);
});

test('a lost answer creates no second workout, even after the worker was restarted', async () => {
  emulator.fail({ match: { method: 'POST' }, stage: 'after processing', cut: true });
  await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'unreachable' });
  await closeDatabases();

  expect(await addToCalendar(ME(), plan())).toBe('added');
  expect(emulator.events()).toHaveLength(1);
  await undoLast();
  expect(emulator.events()).toEqual([]);
});

test('a workout that is added twice at once is created once, and at another time of day again', async () => {
  const both = await Promise.all([addToCalendar(ME(), plan()), addToCalendar(ME(), plan())]);
  await addToCalendar(ME(), plan({ time: '18:00' }));

  expect(both.sort()).toEqual(['added', 'known']);
  expect(emulator.events()).toHaveLength(2);
});

test('a workout that was deleted on Intervals.icu is added again', async () => {
  await addToCalendar(ME(), plan());
  emulator.removeEvent(only().id);

  expect(await addToCalendar(ME(), plan())).toBe('added');
});

test('undo does not delete a workout that an earlier operation had added', async () => {
  await addToCalendar(ME(), plan());
  const again = ME();
  await addToCalendar(again, plan());
  const before = calendar();
  await import('../../../../lib/features/calendar/undo-operations.ts').then(({ undoOperations }) =>
    undoOperations(again),
  );

  expect(calendar()).toEqual(before);
});

test('nothing is added to the calendar of another athlete than the one shown', async () => {
  const asked = ME();
  const other = emulator.addAthlete({ id: 'i200', key: 'other' });
  await connectWithKey(other.key);

  await expect(addToCalendar(asked, plan())).rejects.toMatchObject({ kind: 'wrong-athlete' });
  expect(writes()).toEqual([]);
});

test('a file that is no workout is not sent', async () => {
  const content = new File(['<workout_file>'], 'a.zwo');

  await expect(addToCalendar(ME(), plan({ content }))).rejects.toMatchObject({ kind: 'broken-workout' });
  expect(writes()).toEqual([]);
});

test('a refused workout leaves nothing to undo', async () => {
  await expect(addToCalendar(ME(), plan({ type: '' }))).rejects.toMatchObject({ kind: 'refused' });

  expect(await getRecentOperations(emulator.athlete.id)).toEqual([]);
});

describe('a refused token leaves nothing to undo', () => {
  test('when it was revoked', async () => {
    await connectToken(emulator.issueToken(['CALENDAR:WRITE']));
    emulator.revokeToken();

    await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'token-refused' });
    expect(await getRecentOperations(emulator.athlete.id)).toEqual([]);
  });

  test('when it does not cover writing to the calendar', async () => {
    await connectToken(emulator.issueToken(['CALENDAR:READ']));

    await expect(addToCalendar(ME(), plan())).rejects.toMatchObject({ kind: 'not-allowed' });
    expect(await getRecentOperations(emulator.athlete.id)).toEqual([]);
  });
});

import { describe, expect, test, vi } from 'vitest';
import { disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { copyCalendarEvent } from '../../../../lib/features/calendar/calendar-commands.ts';
import { getRecentOperations } from '../../../../lib/features/calendar/operation-log.ts';
import { closeDatabases } from '../../../../lib/platform/database.ts';
import { DAY } from '../../../../lib/platform/time.ts';
import {
  addToCalendar,
  calendar,
  deleteCalendarEvent,
  emulator,
  ME,
  moveCalendarEvent,
  only,
  plan,
  seen,
  undoLast,
  writes,
} from '../../../support/calendar-driver.ts';

const TEXT = 'Warmup\n- 10m ramp 50-75%\n\n3x\n- 5m 95%\n- 1m 50%\n\n- 5m Z1';

/** Workouts as they may stand on a calendar. */
const KINDS = {
  'of native text': () =>
    emulator.seed.event({
      start_date_local: '2026-11-25T06:15:00',
      name: 'Threshold',
      type: 'Ride',
      description: TEXT,
      color: 'blue',
      tags: ['key'],
      indoor: true,
    }),
  'that came as a file': () => addToCalendar(ME(), plan()),
  'of words, with a time and a load by hand': () =>
    emulator.seed.event({
      start_date_local: '2026-11-25T00:00:00',
      name: 'Easy',
      type: 'Run',
      description: 'Just run',
      moving_time: 3600,
      icu_training_load: 40,
    }),
  'of a file, with a text that reads like steps': async () => {
    await addToCalendar(ME(), plan());
    emulator.changeEvent(only().id, { description: 'As often:\n- 5m easy\n- then as you like' });
  },
  'of steps alone': () =>
    emulator.seed.event({
      start_date_local: '2026-11-25T00:00:00',
      name: 'By pace',
      type: 'Run',
      workout_doc: { steps: [{ duration: 600, pace: { value: 90, units: '%pace' } }] },
    }),
};

describe.each(Object.entries(KINDS))('a workout %s', (_, make) => {
  test('moves to another day and time, and back', async () => {
    await make();
    const before = calendar();
    await moveCalendarEvent(ME(), seen(), { day: '2026-11-29', time: '18:45' });
    expect(only().start_date_local).toBe('2026-11-29T18:45:00');
    expect(writes('PUT').map(({ bodyText }) => bodyText)).toEqual(['{"start_date_local":"2026-11-29T18:45:00"}']);

    await undoLast();
    expect(calendar()).toEqual(before);
  });

  test('is restored after it was deleted, even after the worker was restarted', async () => {
    await make();
    const before = calendar();
    await deleteCalendarEvent(ME(), seen());
    expect(emulator.events()).toEqual([]);
    await closeDatabases();

    await undoLast();
    expect(calendar()).toEqual(before);
  });

  test('is copied to other days completely, and undo removes the copies', async () => {
    await make();
    const [original] = calendar();
    await copyCalendarEvent(ME(), seen(), ['2026-12-02', '2026-12-09']);
    expect(calendar()).toHaveLength(3);
    for (const [n, day] of ['2026-11-25', '2026-12-02', '2026-12-09'].entries()) {
      const { start_date_local, end_date_local, ...rest } = calendar()[n] ?? {};
      expect(start_date_local).toBe(original?.start_date_local.replace('2026-11-25', day));
      expect(original).toMatchObject(rest);
    }

    await undoLast();
    expect(calendar()).toEqual([original]);
  });
});

test('a copy has the planned targets, not the wider ones for devices', async () => {
  await addToCalendar(ME(), plan());
  await copyCalendarEvent(ME(), seen(), ['2026-12-02']);

  const [read] = emulator.requests.filter(({ query }) => query.category === 'WORKOUT');
  expect(read?.query).toMatchObject({ powerRange: '0', hrRange: '0', paceRange: '0' });
});

test('a restored workout is paired with its activity again', async () => {
  const { id } = emulator.seed.activity({ start_date_local: '2026-11-25T08:00:00', type: 'Ride' });
  await addToCalendar(ME(), plan());
  emulator.changeEvent(only().id, { paired_activity_id: id });
  await deleteCalendarEvent(ME(), seen());

  await undoLast();
  expect(emulator.activities()[0]).toMatchObject({ paired_event_id: only().id });
});

test('a deleted workout is restored once, although the answer was lost', async () => {
  await addToCalendar(ME(), plan());
  await deleteCalendarEvent(ME(), seen());
  emulator.fail({ match: { method: 'POST' }, stage: 'after processing', cut: true });
  await expect(undoLast()).rejects.toMatchObject({ kind: 'unreachable' });

  await undoLast();
  expect(emulator.events()).toHaveLength(1);
});

test('undoing a deletion that never arrived creates no second workout', async () => {
  KINDS['of native text']();
  emulator.fail({ match: { method: 'DELETE' }, stage: 'before processing', cut: true });
  await expect(deleteCalendarEvent(ME(), seen())).rejects.toMatchObject({ kind: 'unreachable' });

  await undoLast();
  expect(emulator.events()).toHaveLength(1);
});

test('a workout that is gone from the calendar cannot be moved', async () => {
  await addToCalendar(ME(), plan());
  const was = seen();
  emulator.removeEvent(was.event);

  await expect(moveCalendarEvent(ME(), was, { day: '2026-11-30' })).rejects.toMatchObject({
    kind: 'not-found',
  });
  expect(writes('PUT')).toEqual([]);
});

test.each([
  ['a type', { type: null }, { type: 'Other' }],
  ['a name', { name: '' }, { name: 'Workout' }],
])('a deleted workout without %s is restored, although none can be created without it', async (_, without, back) => {
  emulator.seed.event({
    start_date_local: '2026-11-25T00:00:00',
    name: 'Easy',
    description: TEXT,
    ...without,
  });
  const [before] = calendar();
  await deleteCalendarEvent(ME(), seen());

  await undoLast();
  expect(calendar()).toEqual([{ ...before, ...back }]);
});

test('a refused change leaves nothing to undo', async () => {
  await addToCalendar(ME(), plan());
  const [before] = await getRecentOperations(emulator.athlete.id);
  emulator.fail({
    match: { method: 'PUT' },
    reply: { status: 422, headers: {}, body: '{"status":422,"error":"No"}' },
  });
  await expect(moveCalendarEvent(ME(), seen(), { day: '2026-11-30' })).rejects.toMatchObject({
    kind: 'refused',
  });

  expect((await getRecentOperations(emulator.athlete.id))[0]?.id).toBe(before?.id);
});

test('an operation from a wrong clock does not stay the latest one', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * DAY });
  try {
    await addToCalendar(ME(), plan());
  } finally {
    vi.useRealTimers();
  }
  await moveCalendarEvent(ME(), seen(), { day: '2026-11-30' });

  expect(await getRecentOperations(emulator.athlete.id)).toMatchObject([{ change: { kind: 'moved' } }]);
});

test('disconnecting leaves nothing to undo', async () => {
  await addToCalendar(ME(), plan());
  await disconnectAccount();

  expect(await getRecentOperations(emulator.athlete.id)).toEqual([]);
});

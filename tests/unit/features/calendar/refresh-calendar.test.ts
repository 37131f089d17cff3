import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followAccountChanges } from '../../../../lib/features/account/account-change.ts';
import { connectWithKey, disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { addToCalendar } from '../../../../lib/features/calendar/calendar-commands.ts';
import {
  clearCalendars,
  getEvents,
  getLastReadAt,
  getSavedWorkoutFiles,
  getStoredWorkoutFiles,
} from '../../../../lib/features/calendar/calendar-store.ts';
import { calendar } from '../../../../lib/features/calendar/index.ts';
import { invalidateCalendarReads, refreshCalendar } from '../../../../lib/features/calendar/refresh-calendar.ts';
import { calendarSettings } from '../../../../lib/features/calendar/settings.ts';
import { getWorkoutFiles, markFilesSaved } from '../../../../lib/features/calendar/workout-files.ts';
import { onChanged } from '../../../../lib/platform/change-events.ts';
import type { EventSeed } from '../../../emulator/emulator.ts';
import { emulatorForTests } from '../../../emulator/for-tests.ts';
import { fitWorkoutMadeAt } from '../../../fixtures/recordings.ts';

const WEEK = { from: '2026-11-16', to: '2026-11-22' };
const STEPS = [{ duration: 600, power: { value: 75, units: '%ftp' } }];

const emulator = await emulatorForTests();

followAccountChanges(calendar);

beforeEach(async () => {
  fakeBrowser.reset();
  await clearCalendars();
  vi.stubGlobal('fetch', emulator.fetch);
  await connectWithKey(emulator.athlete.key);
  emulator.clearRequests();
});

const plan = (change: EventSeed = {}) =>
  emulator.seed.event({
    start_date_local: '2026-11-18T00:00:00',
    name: 'Tempo',
    workout_doc: { steps: STEPS },
    ...change,
  });
const id = () => emulator.athlete.id;
const names = async () => (await getEvents(id(), WEEK)).map(({ name }) => name);
const wanted = (format: 'zwo' | 'fit' = 'zwo', onlyEventId?: number) =>
  getWorkoutFiles({ athlete: id(), range: WEEK, format, ranges: {}, onlyEventId }, refreshCalendar);

describe('the calendar', () => {
  test('is read in one request, with every workout as a file, and pages are notified', async () => {
    const { id: event } = plan();
    plan({ category: 'NOTE', name: 'Sleep well', workout_doc: null });
    const heard = new Promise<void>(resolve => onChanged(resolve, 'calendar'));
    await calendarSettings.update({ workoutFormat: 'fit', workoutRanges: { power: 3 } });
    await refreshCalendar(WEEK);
    await heard;
    expect(await names()).toEqual(['Sleep well', 'Tempo']);
    expect(emulator.requests).toHaveLength(1);
    expect(emulator.requests[0]?.query).toMatchObject({
      oldest: '2026-11-16',
      newest: '2026-11-22',
      ext: 'fit',
      powerRange: '3',
      resolve: 'true',
    });
    expect([...(await getStoredWorkoutFiles(id(), [event], 'fit')).values()]).toMatchObject([
      { ranges: '3//', result: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    ]);
  });

  test('is read once for two requests at the same time', async () => {
    await Promise.all([refreshCalendar(WEEK), refreshCalendar(WEEK)]);
    expect(emulator.requests).toHaveLength(1);
    await refreshCalendar(WEEK);
    expect(emulator.requests).toHaveLength(2);
  });

  test('stays unchanged when Intervals.icu cannot be read', async () => {
    plan();
    await refreshCalendar(WEEK);
    for (const body of ['<html>', 'null', '{"status":500}', '']) {
      emulator.fail({ match: { method: 'GET' }, reply: { status: 200, body } });
      await expect(refreshCalendar(WEEK)).rejects.toMatchObject({ kind: 'unreadable-reply' });
      emulator.mend();
    }
    expect(await names()).toEqual(['Tempo']);
  });

  test('ignores empty rows and entries of an unknown kind', async () => {
    plan();
    emulator.seed.events([
      { ...plan({ name: 'New' }), id: 7, category: 'MOON_PHASE', athlete_id: id() },
      Object.fromEntries(Object.keys(plan()).map(key => [key, null])),
    ]);
    emulator.seed.events([{ athlete_id: id(), id: 8, start_date_local: '2026-11-19T00:00:00', category: null }]);
    await refreshCalendar(WEEK);
    expect(await names()).toContain('Tempo');
  });

  test('is deleted with the account, also while it is being read', async () => {
    plan();
    await refreshCalendar(WEEK);
    await disconnectAccount();
    expect(await names()).toEqual([]);

    await connectWithKey(emulator.athlete.key);
    const held = emulator.fail({ match: { method: 'GET' }, hold: true });
    const reading = expect(refreshCalendar(WEEK)).rejects.toMatchObject({ kind: 'stopped' });
    await emulator.until(() => held.strikes === 1);
    await disconnectAccount();
    emulator.mend();
    await reading;
    expect(await getLastReadAt('i123456', WEEK)).toBeUndefined();
  });

  test.each([
    ['the same days', { from: '2026-11-18', to: '2026-11-18' }],
    ['other days', WEEK],
  ])('keeps a change that was made while %s were being read', async (_, range) => {
    const held = emulator.fail({ match: { path: /events/ }, stage: 'after processing', hold: true });
    const reading = refreshCalendar(range);
    await emulator.until(() => held.strikes === 1);
    const content = 'As you like';
    const planned = { content, name: 'New', type: 'Ride', day: '2026-11-18', indoor: false };
    await addToCalendar({ athlete: id(), batch: crypto.randomUUID() }, planned);
    held.cancel();
    await reading;
    expect(await names()).toEqual(['New']);
  });

  test('keeps a change that was made while the received files were checked', async () => {
    const { id: event } = plan();
    const { digest } = crypto.subtle;
    vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce((...what) => {
      emulator.changeEvent(event, { name: 'New' });
      invalidateCalendarReads();
      return digest.apply(crypto.subtle, what);
    });
    await refreshCalendar(WEEK);
    expect(await names()).toEqual(['New']);
  });

  test('is not shared with the athlete who connects next', async () => {
    const other = emulator.addAthlete({ id: 'i777' });
    const held = emulator.fail({ match: { path: /events/ }, hold: true });
    const reading = expect(refreshCalendar(WEEK)).rejects.toMatchObject({ kind: 'stopped' });
    await emulator.until(() => held.strikes === 1);
    await connectWithKey(other.key);
    await refreshCalendar(WEEK);
    held.cancel();
    await reading;
    expect(await getLastReadAt(other.id, WEEK)).toBeDefined();
  });
});

describe('the files of a week', () => {
  test('are those of Intervals.icu, byte for byte, and are requested once in each format', async () => {
    const { id: event } = plan();
    const zwo = await wanted();
    const fit = await wanted('fit', event);
    expect(zwo.files.map(({ name }) => name)).toEqual(['2026-11-18 Tempo.zwo']);
    expect(new TextDecoder().decode(zwo.files[0]?.bytes)).toContain('<workout_file>');
    expect(fit.files.map(({ name }) => name)).toEqual(['2026-11-18 Tempo.fit']);
    await wanted('zwo', event);
    await wanted('fit');
    expect(emulator.requests).toHaveLength(2);
  });

  test('exist for all workouts but invalid ones, which have a reason', async () => {
    plan({ name: 'Good' });
    plan({ name: 'Text', workout_doc: null, description: 'as you like' });
    plan({ name: 'No base64', file: { name: '../../x.zwo', base64: '!!' } });
    plan({ name: 'A web page', file: { name: 'x', base64: btoa('<html></html>') } });
    plan({ name: 'Huge', file: { name: 'x', base64: 'A'.repeat(20 * 2 ** 20) } });
    const { files, failed } = await wanted();
    expect(files.map(({ name }) => name)).toEqual(['2026-11-18 Good.zwo']);
    expect(failed.map(({ event, problem }) => [event.name, problem.kind, problem.detail])).toEqual([
      ['A web page', 'bad-workout-file', '<html> instead of <workout_file>'],
      ['Huge', 'bad-workout-file', 'over 2097152 bytes'],
      ['No base64', 'bad-workout-file', 'no base64'],
      ['Text', 'no-workout-file', undefined],
    ]);
  });

  test('have the same names one by one and together', async () => {
    const first = plan();
    const second = plan();
    const all = await wanted();
    expect(all.files.map(({ name }) => name)).toEqual(['2026-11-18 Tempo.zwo', `2026-11-18 Tempo (${second.id}).zwo`]);
    for (const { id: only } of [first, second]) {
      const [alone] = (await wanted('zwo', only)).files;
      expect(all.files).toContainEqual(alone);
    }
  });

  test('do not exist for a workout that is gone', async () => {
    const { id: event } = plan();
    await refreshCalendar(WEEK);
    emulator.removeEvent(event);
    await expect(wanted('fit', event)).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('stay the same while their content is the same, although a FIT file contains when it was made', async () => {
    const made = (secs: number) => ({
      name: 'x.fit',
      base64: Buffer.from(fitWorkoutMadeAt(secs)).toString('base64'),
    });
    const { id: event } = plan({ file: made(1000) });
    const before = await wanted('fit');
    emulator.changeEvent(event, { file: made(2000) });
    await refreshCalendar(WEEK, 'fit');
    expect((await wanted('fit')).files).toEqual(before.files);
  });

  test('are remembered when they are saved, so that a change is noticed', async () => {
    const { id: event } = plan();
    const before = await wanted();
    await markFilesSaved(before, before.files);
    emulator.changeEvent(event, { workout_doc: { steps: [...STEPS, ...STEPS] } });
    await refreshCalendar(WEEK);
    const [saved] = await getSavedWorkoutFiles(id(), [event]);
    expect(saved?.digest).toBe(before.files[0]?.digest);
    expect((await wanted()).files[0]?.digest).not.toBe(saved?.digest);
  });
});

import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { StoredWorkoutFile } from '../../../../lib/features/calendar/calendar-rows.ts';
import {
  clearCalendars,
  getEvents,
  getLastReadAt,
  getNextWorkout,
  getSavedWorkoutFiles,
  getStoredWorkoutFiles,
  replaceCalendarRange,
  storeSavedFiles,
} from '../../../../lib/features/calendar/calendar-store.ts';
import type { WorkoutFormat } from '../../../../lib/formats/workouts/workout-format.ts';
import { DAY } from '../../../../lib/platform/time.ts';
import { someEvent } from '../../../support/some-event.ts';

const WEEK = { from: '2026-11-16', to: '2026-11-22' };
const file = (event: number, format: WorkoutFormat = 'zwo', digest = 'aa'): StoredWorkoutFile => ({
  event,
  format,
  ranges: '//',
  result: { bytes: new Uint8Array([1]), digest, contentDigest: digest },
});
const names = async (athlete = 'i1', range = WEEK) => (await getEvents(athlete, range)).map(({ name }) => name);
const keep = (events = [someEvent()], files: StoredWorkoutFile[] = [], range = WEEK, athlete = 'i1') =>
  replaceCalendarRange(athlete, range, { events, files, atMs: 1000 });

beforeEach(clearCalendars);

describe('the stored calendar', () => {
  test('has each day as it was last read, sorted by time', async () => {
    await keep([
      someEvent({ id: 3, name: 'Evening', time: '18:00' }),
      someEvent({ id: 1, name: 'Morning', time: '06:00' }),
      someEvent({ id: 2, name: 'Before', day: '2026-11-20' }),
    ]);
    expect(await names()).toEqual(['Before', 'Morning', 'Evening']);
    expect(await names('i1', { from: '2026-11-22', to: '2026-11-22' })).toEqual(['Morning', 'Evening']);
  });

  test('deletes entries that are gone, and does not change other days', async () => {
    await keep([someEvent({ id: 9, name: 'Next week', day: '2026-11-24' })], [file(9)], {
      from: '2026-11-23',
      to: '2026-11-29',
    });
    await keep([someEvent({ id: 1, name: 'Gone' }), someEvent({ id: 2, name: 'Moved' })], [file(1), file(2)]);
    await keep([someEvent({ id: 2, name: 'Moved', day: '2026-11-18' })]);
    expect(await names('i1', { from: '2026-11-16', to: '2026-11-29' })).toEqual(['Moved', 'Next week']);
    expect([...(await getStoredWorkoutFiles('i1', [1, 2, 9], 'zwo')).keys()]).toEqual([9]);
  });

  test('shows a holiday on each of its days, once in a week', async () => {
    await keep([someEvent({ name: 'Holiday', category: 'HOLIDAY', day: '2026-11-14', lastDay: '2026-11-18' })]);
    expect(await names('i1', { from: '2026-11-18', to: '2026-11-18' })).toEqual(['Holiday']);
    expect(await names()).toEqual(['Holiday']);
  });

  test('stores an event of nine thousand years without filling the disk', async () => {
    await keep([someEvent({ name: 'Ever', category: 'SICK', lastDay: '9999-12-31' })]);
    expect(await names('i1', { from: '2027-12-01', to: '2027-12-01' })).toEqual(['Ever']);
    expect(await names('i1', { from: '2028-01-01', to: '2028-01-01' })).toEqual([]);
  });

  test('knows when a range was read, and that it was not if one of its days was not', async () => {
    await keep();
    expect(await getLastReadAt('i1', WEEK)).toBe(1000);
    expect(await getLastReadAt('i1', { from: '2026-11-20', to: '2026-11-23' })).toBeUndefined();
    await replaceCalendarRange('i1', { from: '2026-11-22', to: '2026-11-23' }, { events: [], files: [], atMs: 2000 });
    expect(await getLastReadAt('i1', { from: '2026-11-20', to: '2026-11-23' })).toBe(1000);
  });

  test('never shows one athlete the plans of another', async () => {
    await keep([someEvent({ name: 'Mine' })], [file(1)]);
    await keep([someEvent({ name: 'Theirs' })], [], WEEK, 'i12');
    expect(await names()).toEqual(['Mine']);
    expect(await names('i12')).toEqual(['Theirs']);
    expect((await getStoredWorkoutFiles('i12', [1], 'zwo')).size).toBe(0);
    expect(await names('i')).toEqual([]);
  });

  test('deletes the days of any athlete that were not read for 90 days, and nothing else', async () => {
    const later = { from: '2027-02-20', to: '2027-02-26' };
    await keep(
      [
        someEvent({ id: 1, name: 'Old' }),
        someEvent({ id: 2, name: 'Injury', category: 'INJURED', lastDay: '2027-02-21' }),
      ],
      [file(1), file(2)],
    );
    await keep([someEvent({ name: 'Theirs' })], [file(1)], WEEK, 'i12');
    await storeSavedFiles('i1', [{ event: 1, format: 'zwo', digest: 'aa', name: 'x.zwo', atMs: 5 }]);
    const read = (atMs: number, range = later) =>
      replaceCalendarRange('i1', range, {
        events: [someEvent({ id: 2, name: 'Injury', category: 'INJURED', lastDay: '2027-02-21' })],
        files: [],
        atMs,
      });

    await read(1000 + 90 * DAY);
    expect(await names()).toEqual(['Injury', 'Old']);
    await read(1001 + 90 * DAY);
    expect(await names()).toEqual(['Injury']);
    expect(await names('i12')).toEqual([]);
    expect([...(await getStoredWorkoutFiles('i1', [1, 2], 'zwo')).keys()]).toEqual([2]);
    expect(await getLastReadAt('i1', WEEK)).toBeUndefined();
    expect(await getSavedWorkoutFiles('i1', [1])).toHaveLength(1);

    await replaceCalendarRange('i1', WEEK, { events: [], files: [], atMs: 1001 + 181 * DAY });
    expect(await names('i1', later)).toEqual([]);
  });

  test('finds the next workout after a day', async () => {
    await keep([
      someEvent({ id: 1, name: 'Today', day: '2026-11-18' }),
      someEvent({ id: 2, name: 'Note', category: 'NOTE', day: '2026-11-19' }),
      someEvent({ id: 3, name: 'Next', day: '2026-11-21' }),
    ]);
    expect((await getNextWorkout('i1', '2026-11-18'))?.name).toBe('Next');
    expect(await getNextWorkout('i1', '2026-11-21')).toBeUndefined();
    expect(await getNextWorkout('i0', '2026-11-01')).toBeUndefined();
  });
});

describe('stored workout files', () => {
  test('stay in other formats while their workout is the same', async () => {
    await keep([someEvent()], [file(1, 'fit')]);
    await keep([someEvent()], [file(1, 'zwo')]);
    expect((await getStoredWorkoutFiles('i1', [1], 'fit')).size).toBe(1);
    await keep([someEvent({ load: 70 })], [file(1, 'zwo')]);
    expect((await getStoredWorkoutFiles('i1', [1], 'fit')).size).toBe(0);
    expect((await getStoredWorkoutFiles('i1', [1], 'zwo')).size).toBe(1);
  });

  test('are stored all together, or not at all', async () => {
    await keep([someEvent({ name: 'Before' })]);
    const broken = { ...file(2), event: Number.NaN };
    await expect(keep([someEvent({ name: 'After' })], [broken])).rejects.toMatchObject({ name: 'Problem' });
    expect(await names()).toEqual(['Before']);
  });

  test('are remembered as saved in each format until the athlete disconnects', async () => {
    const saved = { event: 1, format: 'zwo' as const, digest: 'aa', name: 'x.zwo', atMs: 5 };
    await storeSavedFiles('i1', [saved, { ...saved, format: 'fit' }]);
    await storeSavedFiles('i1', [{ ...saved, digest: 'bb' }]);
    expect((await getSavedWorkoutFiles('i1', [1])).map(({ format, digest }) => [format, digest])).toEqual([
      ['fit', 'aa'],
      ['zwo', 'bb'],
    ]);
    await keep();
    await clearCalendars();
    expect(await getSavedWorkoutFiles('i1', [1])).toEqual([]);
    expect(await names()).toEqual([]);
    expect(await getLastReadAt('i1', WEEK)).toBeUndefined();
  });
});

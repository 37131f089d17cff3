import { describe, expect, test } from 'vitest';
import {
  exportOneFile,
  listActivitiesForExport,
  searchActivitiesForExport,
} from '../../../../lib/features/activity-export/export-commands.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { emulator, fetched, seed, YEAR } from '../../../support/activity-export-driver.ts';

describe('the list of activities', () => {
  test('is sorted by newest first, and requests the shown fields once', async () => {
    seed(7);
    const before = emulator.requests.length;
    const activities = await listActivitiesForExport(YEAR);

    expect(activities.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5, 6, 7].map(n => `Session ${n}`));
    expect(activities[0]).toMatchObject({
      start: expect.stringMatching(/^2026-03-01T\d\d:00:00$/),
      type: 'Ride',
      durationSecs: expect.any(Number),
      source: 'GARMIN_CONNECT',
      fileType: 'fit',
    });
    expect(emulator.requests.slice(before).map(({ url }) => new URL(url).searchParams.get('fields'))).toEqual([
      expect.stringContaining('device_name'),
    ]);
  });

  test('names the activities without a file, and the reason', async () => {
    emulator.seed.activity({ source: 'STRAVA', start_date: '2026-05-02T08:00:00Z' });
    emulator.seed.activity({ source: 'MANUAL', start_date: '2026-05-01T08:00:00Z' });
    emulator.seed.activity({ file: fitFile({ startMs: Date.UTC(2026, 3, 30) }), nulls: ['source', 'name'] });

    expect((await listActivitiesForExport(YEAR)).map(({ noFileReason }) => noFileReason)).toEqual([
      'strava',
      'manual',
      undefined,
    ]);
  });

  test('Hidden rows: says that an activity is not shared, and not that it is Strava’s', async () => {
    emulator.seed.activity({ source: 'GARMIN_CONNECT', start_date: '2026-05-02T08:00:00Z' });
    emulator.hideActivities(() => 'stub');

    expect((await listActivitiesForExport(YEAR)).map(({ noFileReason }) => noFileReason)).toEqual(['hidden']);
  });

  test('has no time for an activity with an impossible one', async () => {
    const times = ['2026-02-31T08:00:00', '2026-13-01T08:00:00', '2026-03-01T08:00:00.5Z'];
    for (const start_date_local of times) emulator.seed.activity({ start_date_local });

    expect((await listActivitiesForExport({ from: '2026-01-01', to: '2026-99-99' })).map(({ start }) => start)).toEqual(
      [undefined, '2026-03-01T08:00:00', undefined],
    );
  });

  test('uses the days of the athlete’s time zone', async () => {
    emulator.athlete.timezone = 'Pacific/Kiritimati';
    emulator.seed.activity({ file: fitFile({ startMs: Date.UTC(2026, 4, 1, 12) }) });
    const day = '2026-05-02';

    expect(await listActivitiesForExport({ from: day, to: day })).toMatchObject([{ start: `${day}T02:00:00` }]);
    expect(await listActivitiesForExport({ from: '2026-05-01', to: '2026-05-01' })).toEqual([]);
  });

  test('is searched on Intervals.icu by a part of the name or a tag', async () => {
    const [first] = seed(12);
    emulator.seed.activity({ source: 'UPLOAD', name: 'Crit', tags: ['race'] });

    expect((await searchActivitiesForExport('session 1')).map(({ name }) => name)).toEqual([
      'Session 1',
      'Session 10',
      'Session 11',
      'Session 12',
    ]);
    expect((await searchActivitiesForExport('#race')).map(({ name }) => name)).toEqual(['Crit']);
    expect((await searchActivitiesForExport('Session 1'))[0]).toMatchObject({ id: first?.id });
  });
});

describe('a single file', () => {
  test('is the original to the byte, with a name that contains its time and its title', async () => {
    const [seeded] = seed(1);
    const [activity] = await listActivitiesForExport(YEAR);
    const file = activity && (await exportOneFile(activity, 'original'));

    expect(file?.name).toMatch(/^2026-03-01 \d{4} Session 1\.fit$/);
    expect(new Uint8Array((await file?.arrayBuffer()) ?? [])).toEqual(new Uint8Array(seeded?.bytes ?? []));
  });

  test('is converted by Intervals.icu when another format is chosen', async () => {
    seed(1);
    const [activity] = await listActivitiesForExport(YEAR);
    const files = activity && [await exportOneFile(activity, 'fit'), await exportOneFile(activity, 'gpx')];

    expect(files?.map(({ name }) => name.split('.').at(-1))).toEqual(['fit', 'gpx']);
    expect(fetched().map(({ path }) => path.split('/').at(-1))).toEqual(['fit-file', 'gpx-file']);
  });

  test('that does not exist is refused with the text of Intervals.icu', async () => {
    const { id } = emulator.seed.activity({ source: 'MANUAL' });

    await expect(exportOneFile({ id }, 'original')).rejects.toMatchObject({
      kind: 'refused',
      facts: { detail: expect.stringContaining('do not have a file') },
    });
  });
});

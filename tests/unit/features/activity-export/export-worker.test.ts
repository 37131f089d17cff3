import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  discardExport,
  pauseExport,
  resumeExport,
  retryExportNow,
  searchActivitiesForExport,
} from '../../../../lib/features/activity-export/export-commands.ts';
import {
  claimZip,
  countExportItems,
  getExportFile,
  listExportItems,
} from '../../../../lib/features/activity-export/export-store.ts';
import { exportJob } from '../../../../lib/features/activity-export/export-worker.ts';
import { DAY, MINUTE } from '../../../../lib/platform/time.ts';
import { badReplies } from '../../../emulator/emulator.ts';
import {
  disks,
  download,
  emulator,
  FILES,
  fetched,
  seed,
  start,
  state,
  zip,
} from '../../../support/activity-export-driver.ts';

describe('a zip of many originals', () => {
  test('has every file to the byte, under a name that sorts, and with the ending that it deserves', async () => {
    const seeded = seed(13);
    await download();
    const entries = await zip();

    expect(entries.map(({ bytes }) => bytes)).toEqual(seeded.map(({ bytes }) => new Uint8Array(bytes ?? [])));
    const names = entries.map(({ name }) => name);
    expect(names).toEqual(names.toSorted().reverse());
    expect(names.slice(0, 3).map(name => name.replace(/^\S+ \d{4} /, ''))).toEqual([
      'Session 1.fit',
      'Session 2.tcx',
      'Session 3.gpx',
    ]);
    expect(await state()).toMatchObject({ done: true, failureCount: 0 });
    expect(await getExportFile(0)).toBeUndefined();
  });

  test('is handed out by one of the pages that watch it', async () => {
    seed(1);
    await download();
    const id = (await state())?.id ?? '';

    expect(await Promise.all([claimZip(id), claimZip(id)])).toEqual([true, false]);
    expect(await claimZip('another')).toBe(false);
  });

  test('does not ask for what has no file, and tells of it', async () => {
    seed(2);
    emulator.seed.activity({ source: 'STRAVA', start_date: '2026-05-02T08:00:00Z' });
    await download();

    expect(await countExportItems()).toEqual({ waiting: 0, done: 2, fileless: 1, failed: 0 });
    expect(fetched()).toHaveLength(2);
  });

  test('goes on after a refusal, and keeps its words', async () => {
    seed(2);
    emulator.seed.activity({ source: 'MANUAL', name: 'Session of yoga' });
    await download({ activities: await searchActivitiesForExport('session') });

    expect(await countExportItems()).toMatchObject({ done: 2, fileless: 1 });
    expect(await listExportItems('fileless')).toMatchObject([
      { problem: { kind: 'refused', detail: 'Manual activities do not have a file' } },
    ]);
  });

  test('leaves one file out that the server stumbles over each time, and has all others', async () => {
    const [, second] = seed(5);
    emulator.fail({
      match: { path: `/api/v1/activity/${second?.id}/file` },
      times: 'always',
      reply: badReplies.serverError,
    });
    await download();
    while (!(await state())?.done) await resumeExport().then(exportJob.trigger);

    expect(await countExportItems()).toEqual({ waiting: 0, done: 4, fileless: 0, failed: 1 });
    expect(await zip()).toHaveLength(4);
  });
});

describe('under a limit', () => {
  test('it waits as long as Intervals.icu asks, asks nothing meanwhile, and goes on', async () => {
    seed(9);
    emulator.fail({ match: { path: FILES }, times: 6, reply: badReplies.rateLimited(600) });
    const before = Date.now();
    await download();
    const asked = fetched().length;
    const { backoff } = (await state()) ?? {};
    await Promise.all([retryExportNow(), exportJob.trigger()]);
    await exportJob.trigger();

    expect(backoff?.problem.kind).toBe('rate-limited');
    expect(backoff?.until).toBeGreaterThanOrEqual(before + 10 * MINUTE);
    expect(await fakeBrowser.alarms.get(exportJob.name)).toMatchObject({ scheduledTime: backoff?.until });
    expect(fetched()).toHaveLength(asked);

    vi.useFakeTimers({ toFake: ['Date'], now: before + 11 * MINUTE });
    try {
      await exportJob.trigger();
    } finally {
      vi.useRealTimers();
    }
    expect(await zip()).toHaveLength(9);
  });
});

test('a wait that a clock ahead of its time has set is not waited for', async () => {
  seed(2);
  emulator.fail({ match: { path: FILES }, times: 2, reply: badReplies.rateLimited(600) });
  await start();
  await exportJob.stop();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * DAY });
  try {
    await exportJob.trigger();
  } finally {
    vi.useRealTimers();
  }
  expect(await state()).toMatchObject({ backoff: { problem: { kind: 'rate-limited' } } });
  await exportJob.trigger();

  expect(await zip()).toHaveLength(2);
});

describe('what is cut off', () => {
  test('goes on with what is not there yet', async () => {
    seed(12);
    await start();
    await emulator.until(() => fetched().length >= 6);
    await exportJob.stop();
    const { done, waiting } = await countExportItems();
    emulator.clearRequests();
    await exportJob.trigger();

    expect(done + waiting).toBe(12);
    expect(waiting).toBeGreaterThan(0);
    expect(fetched()).toHaveLength(waiting);
    expect(await zip()).toHaveLength(12);
  });

  test('is paused by a person until they go on', async () => {
    seed(3);
    const held = emulator.fail({ match: { path: FILES }, times: 'always', hold: true });
    await start();
    await emulator.until(() => held.strikes === 3);
    await pauseExport();
    await exportJob.trigger();
    expect(await countExportItems()).toMatchObject({ waiting: 3 });
    expect(await fakeBrowser.alarms.get(exportJob.name)).toBeUndefined();

    held.cancel();
    await resumeExport();
    await exportJob.trigger();
    expect(await zip()).toHaveLength(3);
  });

  test('stops where the zip cannot be written, and is packed once a person goes on', async () => {
    seed(2);
    disks.zips.trouble = 'SecurityError';
    await download();
    expect(await state()).toMatchObject({ blocked: { kind: 'unexpected' } });
    expect(await fakeBrowser.alarms.get(exportJob.name)).toBeUndefined();

    disks.zips.trouble = undefined;
    await resumeExport();
    await exportJob.trigger();
    expect(await zip()).toHaveLength(2);
  });

  test('by another download takes nothing of that one’s', async () => {
    seed(3);
    const held = emulator.fail({ match: { path: FILES }, times: 'always', hold: true });
    await start();
    await emulator.until(() => held.strikes === 3);
    held.cancel();
    // As when the alarm goes off in the middle.
    void exportJob.trigger();
    await start();
    await exportJob.trigger();

    expect(await state()).toMatchObject({ done: true });
    expect(await zip()).toHaveLength(3);
  });

  test('and resumed waits on as long as Intervals.icu asked', async () => {
    seed(2);
    emulator.fail({ match: { path: FILES }, times: 2, reply: badReplies.rateLimited(600) });
    await download();
    const asked = fetched().length;
    await pauseExport();
    await resumeExport();
    await exportJob.trigger();

    expect(await state()).toMatchObject({ paused: false, backoff: { problem: { kind: 'rate-limited' } } });
    expect(fetched()).toHaveLength(asked);
  });

  test('is as if it had never been, once it is cancelled', async () => {
    seed(3);
    const held = emulator.fail({ match: { path: FILES }, times: 'always', hold: true });
    await start();
    await emulator.until(() => held.strikes === 3);
    await discardExport();

    expect(await state()).toBeUndefined();
    expect(await countExportItems()).toMatchObject({ waiting: 0, done: 0 });
    expect(disks.zips.files.size).toBe(0);
  });
});

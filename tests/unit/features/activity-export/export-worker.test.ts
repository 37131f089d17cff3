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
import { passTime } from '../../../emulator/clock.ts';
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

describe('a zip of original files', () => {
  test('contains every file to the byte, with a name that sorts and the right extension', async () => {
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

  test('is saved by one of the pages that show it', async () => {
    seed(1);
    await download();
    const id = (await state())?.id ?? '';

    expect(await Promise.all([claimZip(id), claimZip(id)])).toEqual([true, false]);
    expect(await claimZip('another')).toBe(false);
  });

  test('does not request activities without a file, and reports them', async () => {
    seed(2);
    emulator.seed.activity({ source: 'STRAVA', start_date: '2026-05-02T08:00:00Z' });
    await download();

    expect(await countExportItems()).toEqual({ waiting: 0, done: 2, fileless: 1, failed: 0 });
    expect(fetched()).toHaveLength(2);
  });

  test('continues after a refusal, and reports its text', async () => {
    seed(2);
    emulator.seed.activity({ source: 'MANUAL', name: 'Session of yoga' });
    await download({ activities: await searchActivitiesForExport('session') });

    expect(await countExportItems()).toMatchObject({ done: 2, fileless: 1 });
    expect(await listExportItems('fileless')).toMatchObject([
      { problem: { kind: 'refused', detail: 'Manual activities do not have a file' } },
    ]);
  });

  test('leaves out one file that the server cannot deliver, and contains all others', async () => {
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

describe('a download under a rate limit', () => {
  test('waits as long as Intervals.icu asks without any request, and continues', async () => {
    seed(9);
    const limited = emulator.fail({ match: { path: FILES }, times: 'always', reply: badReplies.rateLimited(600) });
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

    limited.cancel();
    passTime(10 * MINUTE);
    vi.useFakeTimers({ toFake: ['Date'], now: before + 11 * MINUTE });
    try {
      await exportJob.trigger();
    } finally {
      vi.useRealTimers();
    }
    expect(await zip()).toHaveLength(9);
  });
});

test('a pause that a wrong clock set is ignored', async () => {
  seed(2);
  const limited = emulator.fail({ match: { path: FILES }, times: 'always', reply: badReplies.rateLimited(600) });
  await start();
  await exportJob.stop();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * DAY });
  try {
    await exportJob.trigger();
  } finally {
    vi.useRealTimers();
  }
  expect(await state()).toMatchObject({ backoff: { problem: { kind: 'rate-limited' } } });
  limited.cancel();
  passTime(10 * MINUTE);
  await exportJob.trigger();

  expect(await zip()).toHaveLength(2);
});

describe('an interrupted download', () => {
  test('continues with the files that are missing', async () => {
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

  test('stays paused until the athlete resumes it', async () => {
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

  test('stops when the zip cannot be written, and packs it when the athlete resumes', async () => {
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

  test('does not delete anything of the download that replaced it', async () => {
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

  test('still waits as long as Intervals.icu asked after it was resumed', async () => {
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

  test('leaves nothing behind after it was cancelled', async () => {
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

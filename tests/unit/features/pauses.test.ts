import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectWithKey } from '../../../lib/features/account/connect.ts';
import { listActivitiesForExport } from '../../../lib/features/activity-export/export-commands.ts';
import { refreshCalendar } from '../../../lib/features/calendar/refresh-calendar.ts';
import { syncOnce } from '../../../lib/features/change-feed/feed-sync.ts';
import { changeFeedSettings } from '../../../lib/features/change-feed/settings.ts';
import { uploadQueue } from '../../../lib/features/uploads/queue-runner.ts';
import { undoUpload } from '../../../lib/features/uploads/undo-upload.ts';
import { retryUploadsNow } from '../../../lib/features/uploads/upload-commands.ts';
import { refreshWellness } from '../../../lib/features/wellness/refresh-wellness.ts';
import { writeWellness } from '../../../lib/features/wellness/write-wellness.ts';
import { getFolderState, updateFolderState } from '../../../lib/features/workout-folder/folder-state.ts';
import { folderJob, syncFolder, watchForFolderSync } from '../../../lib/features/workout-folder/folder-sync.ts';
import { Problem } from '../../../lib/platform/problem.ts';
import { getBreaker } from '../../../lib/services/intervals/circuit-breaker.ts';
import { passTime } from '../../emulator/clock.ts';
import { badReplies, type Fault } from '../../emulator/emulator.ts';
import { FolderInMemory } from '../../support/folder-in-memory.ts';
import { addAndDrain, emulator, json, only, ride } from '../../support/uploads-driver.ts';

const WEEK = { from: '2026-11-23', to: '2026-11-29' } as const;
const TEN_MINUTES = 600;

beforeEach(() => vi.stubGlobal('reportError', console.error));

afterEach(() => {
  // The emulator objects to each request in a pause that it asked for.
  expect(emulator.violations).toEqual([]);
  vi.useRealTimers();
});

/** Lets something meet the reply. For the emulator, nothing that is asked after it can have been under way before it. */
async function meet(reply: NonNullable<Fault['reply']>, request: () => Promise<unknown>): Promise<void> {
  emulator.fail({ reply });
  await request().catch(() => undefined);
  passTime(600);
  emulator.clearRequests();
}

const askForPause = badReplies.rateLimited(TEN_MINUTES);

/** Everything that a person can click, and how it ends. */
const clicks: [string, () => Promise<unknown>][] = [
  ['the calendar', () => refreshCalendar(WEEK)],
  ['wellness', () => refreshWellness(WEEK)],
  [
    'writing wellness',
    () =>
      writeWellness({
        athlete: emulator.athlete.id,
        edits: [{ day: '2026-11-25', key: 'weight', from: undefined, to: 70 }],
        kind: 'edit',
        lock: false,
      }),
  ],
  ['the list of activities', () => listActivitiesForExport(WEEK)],
  ['undoing an upload', async () => undoUpload((await only()).id)],
  ['connecting with the same key', () => connectWithKey(emulator.athlete.key)],
];

describe('A17 a pause that Intervals.icu asks for is kept by everything', () => {
  test.each(clicks)('%s sends nothing in it, and says when it ends', async (_, click) => {
    await addAndDrain([ride()]);
    await meet(askForPause, () => refreshWellness(WEEK));

    await expect(click()).rejects.toMatchObject({ kind: 'rate-limited' });
    const { retryAfterMs } = await click().then(
      () => ({ retryAfterMs: undefined }),
      thrown => Problem.from(thrown).facts,
    );
    expect(retryAfterMs).toBeGreaterThan(590_000);
    expect(retryAfterMs).toBeLessThanOrEqual(600_000);
    expect(emulator.requests).toEqual([]);
  });

  test.each([
    ['the calendar', () => refreshCalendar(WEEK)],
    ['wellness', () => refreshWellness(WEEK)],
    ['the list of activities', () => listActivitiesForExport(WEEK)],
  ])('uploads wait for the end of one that %s met, also after a click and when the network is back', async (_, ask) => {
    await meet(askForPause, ask);
    await addAndDrain([ride()]);
    await retryUploadsNow();
    await uploadQueue.trigger();

    expect(emulator.requests).toEqual([]);
    expect((await only()).state.name).toBe('queued');
    expect((await getBreaker()).backoff?.until).toBeGreaterThan(Date.now() + 590_000);
  });

  test('the change feed waits for it', async () => {
    await changeFeedSettings.update({ watchChanges: true });
    await meet(askForPause, () => refreshCalendar(WEEK));
    await syncOnce();

    expect(emulator.requests).toEqual([]);
  });

  describe('the workout folder', () => {
    beforeEach(async () => {
      const folder = new FolderInMemory();
      watchForFolderSync({ notifyProblem: () => undefined, getHandle: async () => folder.handle });
      const { athlete } = emulator;
      await updateFolderState(() => ({
        folder: { id: crypto.randomUUID(), name: 'ID', kind: 'chosen', athlete: athlete.id },
        failureCount: 0,
      }));
    });

    test('“Sync” sends nothing in it, and says when it ends', async () => {
      await meet(askForPause, () => refreshCalendar(WEEK));
      await syncFolder(true);

      expect(emulator.requests).toEqual([]);
      expect((await getFolderState()).problem).toMatchObject({ kind: 'rate-limited' });
    });

    test.each([
      ['a pause', badReplies.rateLimited(2)],
      ['a security check', badReplies.challengedByCloudflare],
    ])('the sync of a morning waits for the end of %s that something else met', async (_, reply) => {
      await meet(reply, () => refreshCalendar(WEEK));
      await syncFolder();
      expect(emulator.requests).toEqual([]);
      expect((await getFolderState()).problem).toBeUndefined();

      passTime(2000);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
      await folderJob.trigger();
      expect(await getFolderState()).toMatchObject({ last: {} });
    });
  });

  test('a server in trouble that names a time is left alone until then, whatever is clicked', async () => {
    await meet({ ...json(503, {}), headers: { 'Content-Type': 'text/html', 'Retry-After': '600' } }, () =>
      refreshCalendar(WEEK),
    );
    await addAndDrain([ride()]);
    await retryUploadsNow();
    await uploadQueue.trigger();

    await expect(refreshWellness(WEEK)).rejects.toMatchObject({ kind: 'rate-limited', facts: { detail: '503' } });
    expect(emulator.requests).toEqual([]);
  });

  test('it ends by itself, and nothing remembers it', async () => {
    await meet(badReplies.rateLimited(1), () => refreshCalendar(WEEK));
    passTime(1000);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
    await refreshCalendar(WEEK);

    expect(await getBreaker()).toMatchObject({ failureCount: 0 });
  });

  test('another athlete does not have to keep it', async () => {
    const other = emulator.addAthlete({ id: 'i2', name: 'Other' });
    await meet(askForPause, () => refreshCalendar(WEEK));
    await connectWithKey(other.key);
    await refreshCalendar(WEEK);

    expect(emulator.requests.map(({ status }) => status)).not.toContain(429);
  });

  test('one server error of the calendar delays no upload', async () => {
    await meet(badReplies.serverError, () => refreshCalendar(WEEK));
    await addAndDrain([ride()]);

    expect((await only()).state.name).toBe('uploaded');
  });
});

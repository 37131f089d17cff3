import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followAccountChanges } from '../../../../lib/features/account/account-change.ts';
import { connectWithKey, disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { connectToken } from '../../../../lib/features/account/connect-oauth.ts';
import { calendarSettings } from '../../../../lib/features/calendar/settings.ts';
import {
  getFolderState,
  updateFolderState,
  watchFolderState,
} from '../../../../lib/features/workout-folder/folder-state.ts';
import {
  folderJob,
  retryFolderNow,
  startFolderSync,
  stopFolderSync,
  syncFolder,
  watchForFolderSync,
} from '../../../../lib/features/workout-folder/folder-sync.ts';
import { workoutFolder } from '../../../../lib/features/workout-folder/index.ts';
import { workoutFolderSettings } from '../../../../lib/features/workout-folder/settings.ts';
import { addDays, getDateInZone } from '../../../../lib/platform/calendar-date.ts';
import type { ProblemKind } from '../../../../lib/platform/problem.ts';
import { emulatorForTests } from '../../../emulator/for-tests.ts';
import { fitWorkoutMadeAt } from '../../../fixtures/recordings.ts';
import { fakeDownloads } from '../../../support/fake-downloads.ts';
import { fakePermissions } from '../../../support/fake-permissions.ts';
import { FolderInMemory } from '../../../support/folder-in-memory.ts';

const emulator = await emulatorForTests();

let folder: FolderInMemory;
let told: ProblemKind[];

followAccountChanges(workoutFolder);

beforeEach(async () => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal('fetch', emulator.fetch);
  vi.stubGlobal('reportError', console.error);
  folder = new FolderInMemory();
  told = [];
  await connectWithKey(emulator.athlete.key);
  watchForFolderSync({ notifyProblem: ({ kind }) => told.push(kind), getHandle: async () => folder.handle });
});

const start = () => startFolderSync({ id: crypto.randomUUID(), name: folder.name, kind: 'chosen' });
const names = () => [...folder.files.keys()].sort();
const today = () => getDateInZone(emulator.athlete.timezone, Date.now());
const lists = () => emulator.requests.filter(({ path }) => path.includes('/events'));
const problem = async () => (await getFolderState()).problem?.kind;

const plan = (name: string, day = today(), athleteId = emulator.athlete.id) =>
  emulator.seed.event({
    name,
    athleteId,
    start_date_local: `${day}T00:00:00`,
    workout_doc: { steps: [{ duration: 600, power: { value: 75, units: '%ftp' } }] },
  });

describe('a chosen folder', () => {
  test('contains the coming days of the athlete’s own calendar, read in one request', async () => {
    emulator.athlete.timezone = 'Pacific/Kiritimati';
    await connectWithKey(emulator.athlete.key);
    plan('Yesterday', addDays(today(), -1));
    plan('First');
    plan('Last', addDays(today(), 6));
    plan('Too far', addDays(today(), 7));
    emulator.seed.event({ name: 'By feel', start_date_local: `${today()}T00:00:00` });
    await start();
    expect(names()).toEqual([`${today()} First.zwo`, `${addDays(today(), 6)} Last.zwo`]);
    expect(lists()).toHaveLength(1);
    expect(await getFolderState()).toMatchObject({
      last: { files: 2, written: 2, failed: [] },
      failureCount: 0,
    });
  });

  test('keeps a FIT file with the same content as yesterday, although it contains when it was made', async () => {
    const made = (secs: number) => ({
      name: 'x.fit',
      base64: Buffer.from(fitWorkoutMadeAt(secs)).toString('base64'),
    });
    await calendarSettings.update({ workoutFormat: 'fit' });
    const { id } = plan('Same');
    emulator.changeEvent(id, { file: made(1000) });
    await start();
    emulator.changeEvent(id, { file: made(2000) });
    await syncFolder();

    expect((await getFolderState()).last).toMatchObject({ files: 1, written: 0 });
    expect(folder.files.get(`${today()} Same.fit`)).toEqual(fitWorkoutMadeAt(1000));
  });

  test('is synced on the next morning, by an alarm', async () => {
    await start();
    const { nextAtMs = 0 } = await getFolderState();
    expect(new Date(nextAtMs).getHours()).toBe(5);
    expect(nextAtMs).toBeGreaterThan(Date.now());
    expect(await fakeBrowser.alarms.get(folderJob.name)).toMatchObject({ scheduledTime: nextAtMs });
  });

  test('follows the settings as soon as they change', async () => {
    plan('First');
    plan('Last', addDays(today(), 6));
    await start();
    await Promise.all([
      calendarSettings.update({ workoutFormat: 'mrc' }),
      workoutFolderSettings.update({ folderDays: 1 }),
    ]);
    await vi.waitFor(() => expect(names()).toEqual([`${today()} First.mrc`]));
  });

  test('is synced once for all requests during a sync', async () => {
    plan('First');
    await start();
    await Promise.all([syncFolder(), syncFolder(), syncFolder(), syncFolder()]);
    expect(lists().length).toBeLessThanOrEqual(3);
    expect(names()).toHaveLength(1);
  });

  test('shows the progress of a sync', async () => {
    plan('First');
    plan('Second');
    const told: string[] = [];
    const end = watchFolderState(({ progress }) => progress && told.push(`${progress.done} of ${progress.total}`));
    await start();
    end();
    expect(told).toEqual(['0 of 2', '1 of 2', '2 of 2']);
    expect(await getFolderState()).not.toHaveProperty('progress');
  });

  test('stays unchanged after syncing was stopped', async () => {
    plan('First');
    await start();
    await stopFolderSync();
    emulator.removeEvent(emulator.events()[0]?.id ?? 0);
    await syncFolder();
    expect(names()).toHaveLength(1);
    expect(await fakeBrowser.alarms.get(folderJob.name)).toBeUndefined();
  });

  test('is synced at the next start when it missed its morning', async () => {
    await start();
    plan('First');
    await updateFolderState(state => ({ ...state, nextAtMs: Date.now() - 1 }));
    emulator.clearRequests();
    watchForFolderSync({ notifyProblem: () => undefined, getHandle: async () => folder.handle });
    // The alarm rings as well.
    await folderJob.trigger();
    await vi.waitFor(() => expect(names()).toHaveLength(1));
    await folderJob.trigger();
    expect(lists()).toHaveLength(1);
  });

  test('is synced once at the next start when its settings changed in between', async () => {
    plan('First');
    await start();
    emulator.clearRequests();
    await updateFolderState(state => ({ ...state, settingsHash: 'other settings' }));
    // As the next worker does: both features report their settings.
    watchForFolderSync({ notifyProblem: () => undefined, getHandle: async () => folder.handle });
    await vi.waitFor(async () => expect((await getFolderState()).settingsHash).not.toBe('other settings'));
    await folderJob.trigger();
    expect(lists()).toHaveLength(1);
  });
});

describe('a sync with a problem', () => {
  test('requests nothing while the browser wants the permission again, and notifies once', async () => {
    await start();
    emulator.clearRequests();
    folder.permission = 'prompt';
    await syncFolder();
    await syncFolder();
    expect([await problem(), told, lists().length]).toEqual(['folder-permission', ['folder-permission'], 0]);
    folder.permission = 'granted';
    plan('First');
    await syncFolder();
    expect([await problem(), names().length]).toEqual([undefined, 1]);
  });

  test('A16 names the permission to save downloads, and continues by itself when it is granted', async () => {
    const permissions = fakePermissions('downloads');
    const saved = fakeDownloads(permissions, () => true);
    plan('First');
    await startFolderSync({ id: 'downloads', name: 'Musette workouts', kind: 'downloads' });
    plan('Second');
    permissions.revoke('downloads');
    await syncFolder();
    await syncFolder();
    expect([await problem(), told, saved.length]).toEqual(['downloads-denied', ['downloads-denied'], 1]);

    await retryFolderNow();
    expect(await problem()).toBe('downloads-denied');
    permissions.grant('downloads');
    await retryFolderNow();
    expect([await problem(), saved.length]).toEqual([undefined, 2]);
  });

  test('notifies once about a revoked token', async () => {
    await connectToken(emulator.issueToken(['CALENDAR:READ']));
    await start();
    emulator.revokeToken();
    await syncFolder();
    await syncFolder();
    expect([await problem(), told]).toEqual(['token-refused', ['token-refused']]);
  });

  test('notifies once about a calendar that the token may not read', async () => {
    await start();
    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    await syncFolder();
    await syncFolder();
    expect([await problem(), told]).toEqual(['not-allowed', ['not-allowed']]);
  });

  test('notifies once about a key that may not read the calendar', async () => {
    await start();
    const body = JSON.stringify({ status: 403, error: 'Forbidden' });
    emulator.fail({ match: { path: /events/ }, times: 2, reply: { status: 403, body } });
    await syncFolder();
    await syncFolder();
    expect([await problem(), told]).toEqual(['forbidden', ['forbidden']]);
  });

  test('notifies once about a full disk', async () => {
    await start();
    plan('First');
    folder.room = 0;
    await syncFolder();
    await syncFolder();
    expect([await problem(), told]).toEqual(['folder-full', ['folder-full']]);
  });

  test('shows the problem without a notification when the athlete started it', async () => {
    folder.permission = 'prompt';
    await start();
    expect([await problem(), told]).toEqual(['folder-permission', []]);
  });

  test('keeps the files while Intervals.icu is unreachable, and continues when the network is back', async () => {
    plan('First');
    await start();
    emulator.online = false;
    await syncFolder();
    expect(await problem()).toBe('unreachable');
    expect((await getFolderState()).nextAtMs).toBeLessThan(Date.now() + 60_000);
    emulator.online = true;
    plan('Second');
    await retryFolderNow();
    expect([await problem(), names().length]).toEqual([undefined, 2]);
  });

  test.each(['<html>', '[null]', '[{"id":null,"name":null}]'])(
    'removes nothing after a reply that is no calendar: %s',
    async body => {
      plan('First');
      await start();
      emulator.fail({ match: { path: /events/ }, reply: { status: 200, body } });
      await syncFolder();
      expect([await problem(), names().length]).toEqual(['unreadable-reply', 1]);
    },
  );

  test('clears its alarm when no folder is chosen', async () => {
    await fakeBrowser.alarms.create(folderJob.name, { periodInMinutes: 0.5 });
    await folderJob.trigger();
    expect(await fakeBrowser.alarms.get(folderJob.name)).toBeUndefined();
  });

  test('reports an invalid file, and writes the others', async () => {
    plan('First');
    emulator.seed.event({
      name: 'Bad',
      start_date_local: `${today()}T00:00:00`,
      workout_doc: { steps: [{ duration: 600 }] },
      file: { name: '../../x.zwo', base64: 'no base64' },
    });
    await start();
    expect(names()).toEqual([`${today()} First.zwo`]);
    expect((await getFolderState()).last?.failed).toMatchObject([
      { name: `${today()} Bad.zwo`, problem: { kind: 'bad-workout-file' } },
    ]);
  });
});

describe('a change of account', () => {
  test('keeps the files without an account, and syncs them when the athlete connects again', async () => {
    plan('First');
    await start();
    await disconnectAccount();
    await vi.waitFor(async () => expect(await problem()).toBe('not-connected'));
    expect(names()).toHaveLength(1);
    plan('Second');
    await connectWithKey(emulator.athlete.key);
    await vi.waitFor(() => expect(names()).toHaveLength(2));
  });

  test('adds nothing of another athlete until they choose the folder', async () => {
    plan('Mine');
    await start();
    folder.put('notes.txt', 'notes');
    const other = emulator.addAthlete({ id: 'i777' });
    plan('Theirs', today(), other.id);
    await connectWithKey(other.key);
    await vi.waitFor(async () => expect(await problem()).toBe('wrong-athlete'));
    expect(names()).toEqual([`${today()} Mine.zwo`, 'notes.txt']);

    const chosen = (await getFolderState()).folder;
    if (chosen) await startFolderSync(chosen);
    expect(names()).toEqual([`${today()} Theirs.zwo`, 'notes.txt']);
  });
});

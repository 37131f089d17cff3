import 'fake-indexeddb/auto';
import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storage } from 'wxt/utils/storage';
import { followAccountChanges } from '../../lib/features/account/account-change.ts';
import { connectWithKey } from '../../lib/features/account/connect.ts';
import {
  discardExport,
  type ExportRequest,
  listActivitiesForExport,
  startExport,
} from '../../lib/features/activity-export/export-commands.ts';
import { getExport } from '../../lib/features/activity-export/export-store.ts';
import { exportJob, setExportDisks } from '../../lib/features/activity-export/export-worker.ts';
import { activityExport } from '../../lib/features/activity-export/index.ts';
import { emulatorForTests } from '../emulator/for-tests.ts';
import { differentRecordings } from '../fixtures/recordings.ts';
import { FolderInMemory } from './folder-in-memory.ts';
import { unzipped } from './unzipped.ts';

/** Activities on an Intervals.icu that is reset before each test, with its athlete connected, and disks to put them on. */
export const emulator = await emulatorForTests();

export const disks = { folder: new FolderInMemory(), zips: new FolderInMemory() };

followAccountChanges(activityExport);

beforeEach(async () => {
  fakeBrowser.reset();
  vi.stubGlobal('fetch', emulator.fetch);
  vi.stubGlobal('reportError', console.error);
  disks.folder = new FolderInMemory();
  disks.zips = new FolderInMemory();
  setExportDisks({
    getFolderHandle: async () => disks.folder.handle,
    getZipDirectory: async () => disks.zips.handle,
  });
  await discardExport();
  // No pauses between requests: a test does not wait for a second to end.
  await storage.setItem('local:limits', { perSecond: 1000 });
  await connectWithKey(emulator.athlete.key);
});

/** Seeds so many activities with all kinds of files; newest first. */
export const seed = (count: number) =>
  differentRecordings(count, { durationSecs: 20 }).map(({ name, bytes, spec }) =>
    emulator.seed.activity({ file: bytes, fileName: name, name: spec.title ?? name }),
  );

export const YEAR = { from: '2026-01-01', to: '2026-12-31' };

/** Starts a download of every activity of the year. */
export async function start(wish: Partial<ExportRequest> = {}): Promise<void> {
  const activities = await listActivitiesForExport(YEAR);
  const { id } = emulator.athlete;
  await startExport({
    athlete: id,
    kind: 'original',
    target: { to: 'zip' },
    title: 'All',
    activities,
    ...wish,
  });
}

/** The same, and waits until nothing more can be fetched now. */
export async function download(wish: Partial<ExportRequest> = {}): Promise<void> {
  await start(wish);
  await exportJob.trigger();
}

export const INTO_FOLDER = { to: 'folder', folder: crypto.randomUUID(), name: 'Rides' } as const;

export const state = async () => await getExport();

/** The requests for files. */
export const fetched = () => emulator.requests.filter(({ path }) => FILES.test(path));

/** The files of activities, and not a profile. */
export const FILES = /\/activity\/.*file$/;

/** What is in the zip. */
export const zip = async () => unzipped(disks.zips.files.get((await state())?.id ?? ''));

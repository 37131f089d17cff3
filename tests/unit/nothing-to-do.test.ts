import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ApiAccess } from '../../lib/services/intervals/access.ts';
import type { Athlete } from '../../lib/services/intervals/athlete.ts';
import { setCredentials } from '../../lib/services/intervals/credentials.ts';

const access: ApiAccess = { kind: 'key', key: 'k' };
const athlete: Athlete = { id: 'i1', name: 'Mo', timezone: 'UTC' };

/** The topics of what pages were told. */
let topics: string[] = [];

beforeEach(async () => {
  // As in a background that has just come to life.
  vi.resetModules();
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  await setCredentials({ access, athlete });
  topics = [];
  vi.stubGlobal('reportError', console.error);
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(function (this: BroadcastChannel) {
    topics.push(this.name);
  });
});

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

test('a background that comes to life makes no database of activities, and tells nobody of them', async () => {
  const { resumeUnfinishedExport, retryExportNow } = await import(
    '../../lib/features/activity-export/export-commands.ts'
  );
  const { exportJob } = await import('../../lib/features/activity-export/export-worker.ts');
  await resumeUnfinishedExport();
  await retryExportNow();
  await exportJob.trigger();

  expect(await databases()).toEqual(['musette-keys']);
  expect(topics).toEqual([]);
});

test('nor does it tell of an outbox that is empty', async () => {
  const { retryUploadsNow } = await import('../../lib/features/uploads/upload-commands.ts');
  const { uploadQueue } = await import('../../lib/features/uploads/queue-runner.ts');
  await retryUploadsNow();
  await uploadQueue.trigger();

  expect(topics).toEqual([]);
});

test('nor of what is missing, where nothing is planned', async () => {
  const { startBackfillFeature } = await import('../../lib/features/backfill/backfill.ts');
  await startBackfillFeature();

  expect(topics).toEqual([]);
});

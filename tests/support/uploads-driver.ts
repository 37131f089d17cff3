import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storage } from 'wxt/utils/storage';
import { followAccountChanges } from '../../lib/features/account/account-change.ts';
import { connectWithKey } from '../../lib/features/account/connect.ts';
import { calendar } from '../../lib/features/calendar/index.ts';
import { uploads as uploadsFeature } from '../../lib/features/uploads/index.ts';
import { uploadQueue } from '../../lib/features/uploads/queue-runner.ts';
import type { Upload, UploadOrigin } from '../../lib/features/uploads/upload.ts';
import * as outbox from '../../lib/features/uploads/upload-commands.ts';
import { listUploads } from '../../lib/features/uploads/upload-store.ts';
import { wellness } from '../../lib/features/wellness/index.ts';
import { closeDatabases } from '../../lib/platform/database.ts';
import { emulatorForTests } from '../emulator/for-tests.ts';
import { fitFile } from '../fixtures/recordings.ts';

/** The extension's outbox, empty and connected before each test, and the Intervals.icu that it uploads to. */
export const emulator = await emulatorForTests();

followAccountChanges(uploadsFeature, calendar, wellness);

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabases();
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal('fetch', emulator.fetch);
  // No pauses between requests: `rate-limiter.test.ts` and `rate-limits.test.ts` test the pace.
  await storage.setItem('local:limits', { perSecond: 1000, fetchPauseMs: 0 });
  await connectWithKey(emulator.athlete.key);
});

export const START = Date.UTC(2026, 9, 3, 8);
export const DAY = 86_400_000;
export const PERSON: UploadOrigin = { via: 'disk', automatic: false };
export const CAPTURE: UploadOrigin = { via: 'download', automatic: true };

export const ride = (name = 'ride.fit', startMs = START) => new File([fitFile({ startMs })], name);

export const uploads = () => listUploads(1000);

export async function only(): Promise<Upload> {
  const [upload, ...others] = await uploads();
  if (!upload || others.length > 0) throw new Error(`${others.length + (upload ? 1 : 0)} uploads instead of one`);
  return upload;
}

export const posts = () => emulator.requests.filter(({ method }) => method === 'POST');

/** Adds files and waits until nothing more can be sent now. */
export async function addAndDrain(files: File[], origin = PERSON) {
  const added = await outbox.addFiles(files, origin);
  await uploadQueue.trigger();
  return added;
}

/** A reply of the emulator's with this body. */
export const json = (status: number, body: unknown) => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

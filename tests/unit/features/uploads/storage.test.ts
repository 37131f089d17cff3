import { deleteDB, openDB } from 'idb';
import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { startUploads } from '../../../../lib/features/uploads/upload-startup.ts';
import { addUpload, getUpload } from '../../../../lib/features/uploads/upload-store.ts';
import { closeDatabases } from '../../../../lib/platform/database.ts';
import { setUploadsPaused } from '../../../../lib/services/intervals/circuit-breaker.ts';
import { someUpload } from '../../../support/some-upload.ts';
import { addAndDrain, emulator, only, PERSON, ride, uploads } from '../../../support/uploads-driver.ts';

test('a recording whose result could not be stored does not stay in “Sending”', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const held = emulator.fail({ match: { method: 'POST' }, hold: true });
  await outbox.addFiles([ride()], PERSON);
  await emulator.until(() => held.strikes === 1);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('disk', 'UnknownError');
  });
  emulator.mend();
  await uploadQueue.trigger().catch(() => undefined);
  put.mockRestore();
  await uploadQueue.trigger();
  expect((await only()).state.name).toBe('uploaded');
});

test('a database that could not be opened is opened the next time', async () => {
  await closeDatabases();
  await deleteDB('musette');
  (await openDB('musette', 99)).close();
  await expect(uploads()).rejects.toThrow();
  await deleteDB('musette');
  await expect(uploads()).resolves.toEqual([]);
});

test('a row is not stored without its bytes', async () => {
  const upload = someUpload();
  const bad = (() => 1) as unknown as Blob;
  await expect(addUpload(upload, bad, there => there)).rejects.toThrow();
  expect(await getUpload(upload.id)).toBeUndefined();
});

test('the alarm starts the queue again when it could not be started', async () => {
  await outbox.pauseUploads();
  await addAndDrain([ride()]);
  await setUploadsPaused(false);
  const all = vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
    throw new DOMException('disk', 'UnknownError');
  });
  vi.stubGlobal('reportError', vi.fn());
  await uploadQueue.trigger().catch(() => undefined);
  all.mockRestore();
  expect(await fakeBrowser.alarms.get(uploadQueue.name)).toBeDefined();
  await uploadQueue.trigger();
  expect((await only()).state.name).toBe('uploaded');
});

test('the outbox works although the browser cannot hide the key from content scripts', async () => {
  await outbox.pauseUploads();
  await addAndDrain([ride()]);
  await setUploadsPaused(false);
  const local = fakeBrowser.storage.local as object as { setAccessLevel: () => Promise<void> };
  local.setAccessLevel = () => Promise.reject(new Error('not here'));
  await expect(startUploads()).rejects.toThrow('not here');
  Reflect.deleteProperty(local, 'setAccessLevel');
  await emulator.until(() => emulator.activities().length === 1);
});

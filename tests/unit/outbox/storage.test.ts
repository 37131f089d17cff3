import { deleteDB, openDB } from 'idb';
import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { closeDatabase } from '../../../lib/outbox/database.ts';
import { drain, OUTBOX_ALARM } from '../../../lib/outbox/drain.ts';
import { setPaused } from '../../../lib/outbox/gate.ts';
import * as outbox from '../../../lib/outbox/outbox.ts';
import { addUpload, getUpload } from '../../../lib/outbox/store.ts';
import { wakeUp } from '../../../lib/outbox/wake.ts';
import { someUpload } from '../../support/some-upload.ts';
import { addAndDrain, emulator, only, PERSON, ride, uploads } from '../../support/uploads-driver.ts';

test('a recording whose end could not be stored does not stay in “Sending”', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const held = emulator.fail({ match: { method: 'POST' }, hold: true });
  await outbox.add([ride()], PERSON);
  await emulator.until(() => held.strikes === 1);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('disk', 'UnknownError');
  });
  emulator.mend();
  await drain().catch(() => undefined);
  put.mockRestore();
  await drain();
  expect((await only()).state.name).toBe('uploaded');
});

test('a database that could not be opened is opened the next time', async () => {
  await closeDatabase();
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

test('what could not be begun is begun again by the alarm', async () => {
  await outbox.pause();
  await addAndDrain([ride()]);
  await setPaused(false);
  const all = vi.spyOn(IDBIndex.prototype, 'getAll').mockImplementation(() => {
    throw new DOMException('disk', 'UnknownError');
  });
  vi.stubGlobal('reportError', vi.fn());
  await drain().catch(() => undefined);
  all.mockRestore();
  expect(await fakeBrowser.alarms.get(OUTBOX_ALARM)).toBeDefined();
  await drain();
  expect((await only()).state.name).toBe('uploaded');
});

test('the outbox goes on where the browser refuses to hide the key from content scripts', async () => {
  await outbox.pause();
  await addAndDrain([ride()]);
  await setPaused(false);
  const local = fakeBrowser.storage.local as object as { setAccessLevel: () => Promise<void> };
  local.setAccessLevel = () => Promise.reject(new Error('not here'));
  await expect(wakeUp()).rejects.toThrow('not here');
  Reflect.deleteProperty(local, 'setAccessLevel');
  await emulator.until(() => emulator.activities().length === 1);
});

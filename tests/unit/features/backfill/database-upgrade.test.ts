import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { getBackfillRun, listBackfillJobs } from '../../../../lib/features/backfill/backfill-store.ts';
import { closeUploadDatabase, uploadDatabase } from '../../../../lib/features/uploads/upload-database.ts';
import { getUploadFile, listUploads } from '../../../../lib/features/uploads/upload-store.ts';
import { someUpload } from '../../../support/some-upload.ts';

/** The database as version 1 made it, 2026-11-22. */
async function makeVersion1(): Promise<void> {
  const db = await openDB('musette', 1, {
    upgrade(db) {
      const uploads = db.createObjectStore('uploads', { keyPath: 'id' });
      uploads.createIndex('addedAt', 'addedAt');
      uploads.createIndex('due', ['state.name', 'state.dueAt']);
      uploads.createIndex('state', 'state.name');
      uploads.createIndex('digest', ['athlete', 'digest'], { unique: true });
      uploads.createIndex('batch', ['batch', 'state.name']);
      db.createObjectStore('bytes');
    },
  });
  const upload = someUpload({ id: 'kept' });
  await db.put('uploads', upload);
  await db.put('bytes', new Blob(['bytes']), upload.id);
  db.close();
}

test('an outbox of version 1 keeps its uploads and their bytes after the upgrade', async () => {
  globalThis.indexedDB = new IDBFactory();
  await makeVersion1();
  const [upload] = await listUploads(9);

  expect(upload).toEqual(someUpload({ id: 'kept' }));
  expect(await (upload && getUploadFile(upload))?.then(file => file?.text())).toBe('bytes');
  expect([await listBackfillJobs(), await getBackfillRun()]).toEqual([[], undefined]);
  expect((await uploadDatabase()).version).toBe(2);
  await closeUploadDatabase();
});

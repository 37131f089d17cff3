import { openDB } from 'idb';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** The rows of every store of every database, by "database › store"; stores without rows are left out. */
export async function getStoredRows(): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await openDB(name);
    for (const store of db.objectStoreNames) {
      const all = await db.getAll(store);
      if (all.length > 0) rows[`${name} › ${store}`] = all;
    }
    db.close();
  }
  return rows;
}

/** Puts another value in place of every row whose store allows that, under the same key. */
export async function changeStoredRows(change: (row: object) => unknown): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    // The key of the credentials is no row of a feature.
    if (name === 'musette-keys') continue;
    const db = await openDB(name);
    for (const store of db.objectStoreNames) {
      const tx = db.transaction(store, 'readwrite');
      for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
        const key = cursor.primaryKey;
        const changed = change(cursor.value);
        if (tx.store.keyPath === null) await tx.store.put(changed, key);
        else if (typeof changed === 'object') await tx.store.put(changed);
        else await tx.store.delete(key);
      }
      await tx.done;
    }
    db.close();
  }
}

/** Everything in `storage.local`. */
export const getStoredState = (): Promise<Record<string, unknown>> => fakeBrowser.storage.local.get();

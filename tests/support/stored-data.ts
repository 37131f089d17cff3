import { fakeBrowser } from 'wxt/testing/fake-browser';

/** The rows of every store of every database, by "database › store"; stores without rows are left out. */
export async function getStoredRows(): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of db.objectStoreNames) {
      const all = await new Promise<unknown[]>((resolve, reject) => {
        const request = db.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      if (all.length > 0) rows[`${name} › ${store}`] = all;
    }
    db.close();
  }
  return rows;
}

/** Everything in `storage.local`. */
export const getStoredState = (): Promise<Record<string, unknown>> => fakeBrowser.storage.local.get();

import type { Page } from '@playwright/test';

/** Writes done uploads straight into the outbox's database, as after a year of uploads, and pauses the outbox. */
export async function seedHistory(page: Page, athlete: string, rows: number): Promise<void> {
  await page.evaluate(
    async ({ athlete, rows }) => {
      await chrome.storage.local.set({ 'circuit-breaker': { paused: true, failureCount: 0 } });
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('musette');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const tx = db.transaction('uploads', 'readwrite');
      for (let n = 0; n < rows; n += 1) {
        const at = Date.UTC(2026, 0, 1) + n * 600_000;
        tx.objectStore('uploads').put({
          id: crypto.randomUUID(),
          athlete,
          digest: `history-${n}`,
          name: `history-${n}.fit`,
          size: 90_000,
          origin: { via: 'disk', automatic: false },
          addedAt: at,
          batch: Math.ceil((n + 1) / 20),
          state: { name: 'uploaded', at },
          recording: {
            format: 'fit',
            sessions: [{ sport: 'ride', startMs: at, durationSecs: 3600, distanceM: 30_000 }],
            warnings: [],
          },
          skipChecks: false,
          tries: 0,
          unconfirmedRequests: 0,
          activities: [{ id: `i${n}` }],
          createdIds: [`i${n}`],
        });
      }
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onabort = reject;
      });
      db.close();
    },
    { athlete, rows },
  );
}

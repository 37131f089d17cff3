import type { Page } from '@playwright/test';
import { fitFile } from '../fixtures/recordings.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

/** Damages every stored upload in another way, and adds what another version may have stored. */
const damageUploads = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('musette');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const tx = db.transaction(['uploads', 'missing', 'jobs'], 'readwrite');
    const now = Date.now();
    tx.objectStore('uploads').put({
      id: crypto.randomUUID(),
      name: 'newer.fit',
      addedAt: now,
      state: { name: 'on-the-moon' },
    });
    tx.objectStore('uploads').put({
      id: crypto.randomUUID(),
      name: 'problem.fit',
      addedAt: now,
      state: { name: 'failed' },
    });
    tx.objectStore('uploads').put({
      id: crypto.randomUUID(),
      name: 'timeless.fit',
      state: { name: 'queued', dueAt: 0 },
    });
    tx.objectStore('missing').put(7, 'search');
    tx.objectStore('missing').put([{}], 'findings');
    tx.objectStore('missing').put({}, 'plan');
    tx.objectStore('jobs').put({ id: 'j', order: 1, state: { name: 'waiting' } });
    await new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error);
    });
    db.close();
  });

test('S14 uploads that cannot be read are rows that can be removed, and blank no page', async ({
  app,
  musette,
  emulator,
  onDisk,
}) => {
  await damageUploads(app);
  const ride = { name: 'ride.fit', bytes: fitFile({ startMs: Date.UTC(2026, 8, 14, 7) }) };
  await app.getByLabel('Choose files').setInputFiles(onDisk([ride]));
  await emulator.until(() => emulator.activities().length === 1, 20_000);
  await app.reload();
  const unreadable = app.getByText('Musette cannot read this entry');
  await expect(unreadable).toHaveCount(3);
  await expect(app.getByText('newer.fit')).toBeVisible();
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();

  const popup = await musette.open('popup.html');
  await expect(popup.getByText('ride.fit').first()).toBeVisible();
  await popup.close();
  const missing = await musette.context.newPage();
  await missing.goto(`chrome-extension://${musette.id}/app.html#find-missing`);
  await expect(missing.getByRole('link', { name: 'Open Garmin Connect' })).toBeVisible();
  await missing.close();

  for (let left = 3; left > 0; left -= 1) {
    await expect(unreadable).toHaveCount(left);
    await app
      .getByRole('row')
      .filter({ hasText: 'Musette cannot read this entry' })
      .first()
      .getByRole('button', { name: 'Remove' })
      .click();
  }
  await expect(unreadable).toHaveCount(0);
});

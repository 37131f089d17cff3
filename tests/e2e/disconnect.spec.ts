import type { Page } from '@playwright/test';
import { getDateInZone } from '../../lib/platform/calendar-date.ts';
import { fitFile } from '../fixtures/recordings.ts';
import { connect } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

/** The stores of every database of the extension that are not empty. */
const filledStores = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const ask = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await ask(indexedDB.open(name));
      for (const store of db.objectStoreNames)
        if ((await ask(db.transaction(store).objectStore(store).count())) > 0) found.push(`${name} › ${store}`);
      db.close();
    }
    return found.sort();
  });

test('S1 Disconnect in the middle of an upload, of copies to many days and of a wellness write ends all of them for good', async ({
  app,
  musette,
  emulator,
  onDisk,
}) => {
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  emulator.seed.event({ name: 'Long ride', start_date_local: `${today}T00:00:00` });
  emulator.seed.wellness([{ id: today, weight: 70 }]);
  const held = [
    { method: 'POST', path: /activities/ },
    { method: 'POST', path: /events/ },
    { method: 'PUT', path: /wellness/ },
  ].map(match => emulator.fail({ match, hold: true }));
  const writes = () => emulator.requests.filter(({ method }) => method === 'POST' || method === 'PUT');
  const writesTo = (path: RegExp) => writes().filter(request => path.test(request.path));

  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk([{ name: 'ride.fit', bytes: fitFile({ startMs: Date.UTC(2026, 8, 14, 7) }) }]));
  await emulator.until(() => writesTo(/activities/)[0]);

  await app.getByRole('link', { name: 'Workouts' }).click();
  await app.getByRole('button', { name: 'Long ride', exact: true }).click();
  const details = app.getByRole('region', { name: 'Details of Long ride' });
  await details.getByRole('button', { name: 'Copy…' }).click();
  for (let n = 0; n < 4; n += 1) await details.getByRole('button', { name: 'Add another day' }).click();
  await details.getByRole('button', { name: 'Copy', exact: true }).click();
  await emulator.until(() => writesTo(/events/)[0]);

  await app.getByRole('link', { name: 'Wellness' }).click();
  const weight = app.getByRole('gridcell', { name: 'Weight (kg)' }).filter({ hasText: '70' });
  await weight.focus();
  await app.keyboard.type('69');
  await app.keyboard.press('Enter');
  await app.getByRole('button', { name: 'Review changes…' }).click();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await emulator.until(() => writesTo(/wellness/)[0]);

  const options = await musette.open('options.html');
  await options.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(options.getByLabel('API key', { exact: true })).toBeVisible();
  const before = emulator.requests.length;
  for (const fault of held) fault.cancel();

  expect(await filledStores(options)).toEqual(['musette › bytes', 'musette › uploads']);
  // Connecting again shows that the background is idle, and what of the work was done: nothing but what was under way.
  await connect(musette, emulator.athlete.key);
  const later = emulator.requests.slice(before).filter(({ path }) => /events|wellness/.test(path));
  expect(later.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(emulator.events().filter(({ name }) => name === 'Long ride').length).toBeLessThanOrEqual(2);
});

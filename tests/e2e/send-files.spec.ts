import { announcedLimits } from '../emulator/emulator.ts';
import { differentRecordings, fitFile } from '../fixtures/recordings.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

test('a recording chosen from disk arrives on Intervals.icu, and its row links to it', async ({
  app,
  emulator,
  onDisk,
}) => {
  const bytes = fitFile({ startMs: Date.UTC(2026, 8, 14, 7, 31) });
  await app.getByLabel('Choose files').setInputFiles(onDisk([{ name: 'galibier.fit', bytes }]));

  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
  const [arrived] = emulator.activities();
  expect(Buffer.from(arrived?.bytes ?? []).equals(bytes)).toBe(true);
});

test('twenty different recordings arrive once each, and are all duplicates when added again', async ({
  app,
  emulator,
  musette,
  onDisk,
}) => {
  // Here Musette sets the pace, and Intervals.icu objects to faster requests.
  await app.evaluate(() => chrome.storage.local.remove('limits'));
  emulator.rateLimits = announcedLimits;
  const recordings = differentRecordings(20);
  const paths = onDisk(recordings);
  await app.getByLabel('Choose files').setInputFiles(paths);

  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(20);
  expect(emulator.activities()).toHaveLength(20);
  expect(new Set(emulator.activities().map(({ sha256 }) => sha256)).size).toBe(20);

  const link = app.getByRole('row').filter({ hasText: 'Uploaded' }).first().getByRole('link').first();
  const [activity] = await Promise.all([musette.context.waitForEvent('page'), link.click()]);
  await expect(activity).toHaveURL(/^https:\/\/intervals\.icu\/activities\/i\d+$/);
  await expect(activity).toHaveTitle(/i\d+/);

  await app.getByLabel('Choose files').setInputFiles(paths);
  await expect(app.getByText('Already on Intervals.icu', { exact: true })).toHaveCount(20);
  const posts = emulator.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ status }) => status)).toEqual(Array(20).fill(201));
});

test('a file dropped on the popup is sent even when the popup closes at once', async ({
  musette,
  emulator,
  onDisk,
}) => {
  await connectedBefore(musette, emulator.athlete);
  const popup = await musette.open('popup.html');
  const [path = ''] = onDisk([{ name: 'ride.fit', bytes: fitFile({ startMs: Date.UTC(2026, 8, 14, 7) }) }]);
  emulator.latencyMs = 300;
  await popup.getByLabel('Choose files').setInputFiles(path);
  await expect(popup.getByText('ride.fit')).toBeVisible();
  await popup.close();

  await emulator.until(() => emulator.activities()[0]);
});

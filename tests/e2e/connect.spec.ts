import type { Page } from '@playwright/test';
import { badReplies } from '../emulator/emulator.ts';
import { fitFile } from '../fixtures/recordings.ts';
import { connect } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

async function tryKey(options: Page, key: string): Promise<void> {
  await options.getByLabel('API key', { exact: true }).fill(key);
  await options.getByLabel('API key', { exact: true }).press('Enter');
}

test('the popup leads to the options, and a key connects its athlete', async ({ musette, emulator }) => {
  const popup = await musette.open('popup.html');
  const [options] = await Promise.all([
    musette.context.waitForEvent('page'),
    popup.getByRole('button', { name: 'Connect Intervals.icu' }).click(),
  ]);
  await tryKey(options, `  API_KEY:${emulator.athlete.key}\n`);

  await expect(options.getByText('Connected as Mo Example (i123456)')).toBeVisible();
  await expect(options.locator('body')).not.toContainText(emulator.athlete.key);
  await expect(options.locator('body')).toContainText(emulator.athlete.key.slice(-4));
});

test.describe('a failed connection is explained', () => {
  test('when there is no key, or one with spaces in it', async ({ musette }) => {
    const options = await musette.open('options.html');
    await tryKey(options, 'two words');
    await expect(options.getByRole('alert')).toContainText('This does not look like an API key');
  });

  test('when the key is unknown', async ({ musette }) => {
    const options = await musette.open('options.html');
    await tryKey(options, 'not-the-key');
    await expect(options.getByRole('alert')).toContainText('Intervals.icu does not accept this API key');
  });

  test('when Cloudflare answers', async ({ musette, emulator }) => {
    emulator.fail({ reply: badReplies.challengedByCloudflare });
    const options = await musette.open('options.html');
    await tryKey(options, emulator.athlete.key);
    await expect(options.getByRole('alert')).toContainText('showing a security check');
  });

  test('when a captive portal answers', async ({ musette, emulator }) => {
    emulator.fail({ reply: badReplies.captivePortal });
    const options = await musette.open('options.html');
    await tryKey(options, emulator.athlete.key);
    await expect(options.getByRole('alert')).toContainText('sent a response that Musette does not understand');
  });

  test('when the key may not act for this athlete', async ({ musette, emulator }) => {
    emulator.fail({ reply: badReplies.accessDenied });
    const options = await musette.open('options.html');
    await tryKey(options, emulator.athlete.key);
    await expect(options.getByRole('alert')).toContainText('This API key is not allowed to do that');
  });

  test('when there is no network', async ({ musette, emulator }) => {
    emulator.online = false;
    await musette.context.setOffline(true);
    const options = await musette.open('options.html');
    await tryKey(options, emulator.athlete.key);
    await expect(options.getByRole('alert')).toContainText(/You are offline|cannot be reached/);
  });
});

test('recordings that were added for one athlete are never sent with another athlete’s key', async ({
  app,
  musette,
  emulator,
  onDisk,
}) => {
  const other = emulator.addAthlete({ id: 'i777', name: 'Jo Other', key: 'jos-key' });
  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk([{ name: 'first.fit', bytes: fitFile({ startMs: Date.UTC(2026, 5, 1) }) }]));
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
  emulator.online = false;
  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk([{ name: 'second.fit', bytes: fitFile({ startMs: Date.UTC(2026, 5, 2) }) }]));
  await expect(app.getByText('Queued', { exact: true })).toBeVisible();
  emulator.online = true;

  const options = await musette.open('options.html');
  await options.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await options.close();
  await connect(musette, 'jos-key');

  await expect(app.getByText('Needs your input', { exact: true })).toBeVisible();
  expect(emulator.activities(other.id)).toHaveLength(0);

  await app.getByRole('button', { name: 'Upload anyway', exact: true }).click();
  await expect(app.getByText('Needs your input', { exact: true })).toHaveCount(0);
  await emulator.until(() => emulator.activities(other.id).length === 1, 20_000);
});

test('the key is stored and sent nowhere but in its own place', async ({ app, musette, emulator, onDisk }) => {
  const { key } = emulator.athlete;
  await app
    .getByLabel('Choose files')
    .setInputFiles(onDisk([{ name: 'a.fit', bytes: fitFile({ startMs: Date.UTC(2026, 5, 1) }) }]));
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();

  const stored = await app.evaluate(async () => ({
    local: await chrome.storage.local.get(),
    session: await chrome.storage.session.get(),
    sync: await chrome.storage.sync.get(),
  }));
  expect(stored.local.credentials).toBeDefined();
  expect(JSON.stringify(stored)).not.toContain(key);

  const options = await musette.open('options.html');
  const [download] = await Promise.all([
    options.waitForEvent('download'),
    options.getByRole('button', { name: 'Export settings' }).click(),
  ]);
  const exported = (await download.createReadStream()).setEncoding('utf8');
  expect((await exported.toArray()).join('')).not.toContain(key);

  for (const request of emulator.requests) {
    expect(request.url).not.toContain(key);
    expect(request.headers.cookie).toBeUndefined();
  }
  for (const page of musette.context.pages()) expect(await page.content()).not.toContain(key);
});

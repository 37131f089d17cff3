import type { Page } from '@playwright/test';
import { badReplies, type Fault } from '../emulator/emulator.ts';
import { fitFile } from '../fixtures/recordings.ts';
import { connect } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const upload = { method: 'POST' };

const drop = (app: Page, onDisk: (files: { name: string; bytes: Uint8Array }[]) => string[], n = 0) =>
  app.getByLabel('Choose files').setInputFiles(
    onDisk([
      {
        name: `ride-${n}.fit`,
        bytes: fitFile({ startMs: Date.UTC(2026, 8, 14 + n, 7), durationSecs: 60 }),
      },
    ]),
  );

test.describe('a temporary failure leaves the recording queued with its reason, and it is sent later', () => {
  const troubles: [string, Fault, RegExp][] = [
    ['500', { reply: badReplies.serverError }, /Intervals\.icu has a server problem/],
    ['502 with a page of HTML', { reply: badReplies.badGateway }, /Intervals\.icu has a server problem/],
    [
      '403 with a challenge page',
      { reply: badReplies.challengedByCloudflare },
      /Intervals\.icu is showing a security check/,
    ],
    ['429 without Retry-After', { reply: badReplies.rateLimited() }, /Rate limit reached/],
    ['429 with Retry-After', { reply: badReplies.rateLimited(4) }, /Rate limit reached/],
    ['a reset connection', { cut: true }, /Intervals\.icu cannot be reached/],
    ['a cut in the middle of the file', { stage: 'in body', cut: true }, /Intervals\.icu cannot be reached/],
    [
      'a reply that is lost after the file was taken',
      { stage: 'after processing', cut: true },
      /Intervals\.icu cannot be reached/,
    ],
    ['200 with nothing in it', { reply: badReplies.emptySuccess }, /sent a response that Musette does not understand/],
  ];
  for (const [name, fault, sentence] of troubles) {
    test(name, async ({ app, emulator, onDisk }) => {
      emulator.fail({ match: upload, ...fault });
      await drop(app, onDisk);

      const row = app.getByRole('row', { name: /ride-0/ });
      await expect(row.getByText('Queued', { exact: true })).toBeVisible();
      await expect(app.getByText(sentence).first()).toBeVisible();
      await expect(row.getByText('Uploaded', { exact: true })).toBeVisible({ timeout: 30_000 });
      expect(emulator.activities()).toHaveLength(1);
    });
  }
});

test('a file that Intervals.icu refuses fails with the server’s words, and others are sent', async ({
  app,
  emulator,
  onDisk,
}) => {
  emulator.fail({
    match: upload,
    reply: {
      status: 422,
      headers: { 'Content-Type': 'application/json' },
      body: '{"status":422,"error":"No data in file"}',
    },
  });
  await drop(app, onDisk, 0);
  await expect(app.getByText('Failed', { exact: true })).toBeVisible();
  await expect(app.getByText('Intervals.icu says: No data in file')).toBeVisible();

  await drop(app, onDisk, 1);
  await expect(app.getByRole('row', { name: /ride-1/ }).getByText('Uploaded', { exact: true })).toBeVisible();

  await app
    .getByRole('row', { name: /ride-0/ })
    .getByRole('button', { name: 'Retry', exact: true })
    .click();
  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(2);
});

test('a revoked key stops the outbox, and connecting again sends what waited', async ({
  app,
  emulator,
  musette,
  onDisk,
}) => {
  emulator.revokeKey();
  await drop(app, onDisk);
  await expect(app.getByText(/Intervals\.icu does not accept this API key/).first()).toBeVisible();
  await expect(app.getByText('Queued', { exact: true })).toBeVisible();

  emulator.changeKey('a-fresh-key');
  await connect(musette, 'a-fresh-key');
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
});

test('recordings wait while offline, and are sent as soon as the connection is back', async ({
  app,
  emulator,
  musette,
  onDisk,
}) => {
  emulator.online = false;
  await musette.context.setOffline(true);
  await drop(app, onDisk);
  await expect(app.getByText(/^You are offline/).first()).toBeVisible();

  emulator.online = true;
  await musette.context.setOffline(false);
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible({ timeout: 40_000 });
});

test('a file whose answer takes too long is sent again, and arrives once', async ({
  app,
  emulator,
  musette,
  onDisk,
}) => {
  await app.evaluate(() => chrome.storage.local.set({ limits: { uploadMs: 500 } }));
  const held = emulator.fail({ match: upload, stage: 'after processing', hold: true });
  await drop(app, onDisk);
  await emulator.until(() => held.strikes === 1);
  await expect(app.getByText(/Intervals\.icu took too long to answer/)).toBeVisible();
  emulator.mend();

  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(emulator.activities()).toHaveLength(1);
  expect(musette.console.join('\n')).not.toContain('Uncaught');
});

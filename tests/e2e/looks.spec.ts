import type { Page } from '@playwright/test';
import { fitFile, fitWorkoutFile } from '../fixtures/recordings.ts';
import { expect, test } from './fixtures.ts';
import { connectedBefore } from './pages.ts';
import { expectSound } from './sound.ts';

const DAY = Date.UTC(2026, 6, 1, 8);
const ride = (n: number) => fitFile({ startMs: DAY + n * 86_400_000, durationSecs: 60 + n, seed: n + 1 });

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('every page is accessible before an account is connected', async ({ musette }) => {
  for (const name of ['popup.html', 'options.html', 'app.html'] as const) {
    const page = await musette.open(name);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expectSound(page);
  }
});

test('every page is accessible with rows in every state, at any width', async ({
  musette,
  app,
  emulator,
  onDisk,
}) => {
  emulator.seed.activity({ file: ride(1), name: 'There before' });
  emulator.fail({
    match: { method: 'POST' },
    reply: { status: 422, body: '{"status":422,"error":"No data"}' },
  });
  const files = onDisk([
    { name: 'refused.fit', bytes: ride(5) },
    { name: 'there.fit', bytes: ride(1) },
    { name: 'plan.fit', bytes: fitWorkoutFile('Plan') },
    { name: 'damaged.fit', bytes: ride(3).slice(0, 700) },
    { name: 'web-page.fit', bytes: new TextEncoder().encode('<html>') },
  ]);
  await app.getByLabel('Choose files').setInputFiles(files.slice(0, 1));
  await expect(app.getByText('Failed', { exact: true })).toBeVisible();
  await app
    .getByLabel('Choose files')
    .setInputFiles([...files.slice(1), ...onDisk([{ name: 'new.fit', bytes: ride(2) }])]);
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
  await expect(app.getByText('Already on Intervals.icu', { exact: true })).toBeVisible();
  await expectSound(app);
  for (const width of [1280, 768, 320]) {
    await app.setViewportSize({ width, height: 800 });
    expect(await overflow(app), `at ${width} px`).toBeLessThanOrEqual(0);
  }

  const popup = await musette.open('popup.html');
  await expect(popup.getByText('new.fit')).toBeVisible();
  await expectSound(popup);
  await expectSound(await musette.open('options.html'));
});

test('the whole way is gone by keyboard alone', async ({ musette, emulator, onDisk }) => {
  const options = await musette.open('options.html');
  await options.getByLabel('API key', { exact: true }).focus();
  await options.keyboard.type(emulator.athlete.key);
  await options.keyboard.press('Enter');
  await expect(options.getByText(/^Connected as /)).toBeVisible();

  const app = await musette.open('app.html');
  const focused = () =>
    app.evaluate(() => document.activeElement?.closest('label, button, a, input')?.textContent ?? '');
  const chooser = app.waitForEvent('filechooser');
  await expect(async () => {
    await app.keyboard.press('Tab');
    expect(
      await app.evaluate(
        () => document.activeElement?.matches('input[type=file]:not([webkitdirectory])') ?? false,
      ),
    ).toBe(true);
  }).toPass();
  await app.keyboard.press('Enter');
  await (await chooser).setFiles(onDisk([{ name: 'ride.fit', bytes: ride(1) }]));
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();

  await expect(async () => {
    await app.keyboard.press('Tab');
    expect(await focused()).toBe('Undo');
  }).toPass();
  await app.keyboard.press('Enter');
  await expect(app.getByText('ride.fit')).toHaveCount(0);
  expect(emulator.activities()).toHaveLength(0);
});

test('a dropped folder is walked to its last file', async ({ musette, emulator }) => {
  await connectedBefore(musette, emulator.athlete);
  const app = await musette.open('app.html');
  await expect(app.getByLabel('Choose files')).toBeAttached();
  const bytes = [1, 2, 3].map(n => [...ride(n)]);
  await app.evaluate(contents => {
    const transfer = new DataTransfer();
    for (const [n, content] of contents.entries())
      transfer.items.add(new File([new Uint8Array(content)], `${n}.fit`));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
    }
  }, bytes);

  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(3);
});

import { join } from 'node:path';
import { launch } from '../support/browsers/chromium.ts';
import { hasDisplay, openDisplay } from '../support/browsers/display.ts';
import { arrived, download } from '../support/e2e/capture-test.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

test('the downloads permission is requested at the click: denied, nothing changes; granted, it works at once', async ({
  emulator,
}) => {
  test.skip(!hasDisplay, 'no Xvfb, xdotool and openbox on this machine');
  const display = await openDisplay();
  const musette = await launch({ emulator, display: display.name });
  try {
    await connectedBefore(musette, emulator.athlete);
    const options = await musette.open('options.html');
    const captures = options.getByLabel('Upload recordings that I download');
    const granted = () => options.evaluate(() => chrome.permissions.contains({ permissions: ['downloads'] }));

    // The prompt is the browser's own: nothing in a page says that it is there, so the key is pressed until it is answered.
    await captures.click();
    await expect(async () => {
      display.press('Escape');
      await expect(options.getByText('The browser denied the permission.')).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(captures).not.toBeChecked();
    expect(await granted()).toBe(false);

    await captures.click();
    await expect(async () => {
      display.press('Tab', 'Return');
      await expect.poll(granted, { timeout: 500 }).toBe(true);
    }).toPass();
    await expect(captures).toBeChecked();
    await options.getByLabel('Upload it automatically').check();

    const { url, offers } = emulator.files.downloadPage(['data', 'post']);
    const page = await musette.context.newPage();
    await page.goto(url);
    for (const offer of offers) await download(musette, page, offer);
    await emulator.until(() => emulator.activities()[0]);
    expect(arrived(emulator).map(bytes => bytes.equals(offers[0]?.bytes ?? bytes))).toEqual([true]);

    const app = await musette.open('app.html');
    const row = app.getByRole('row').filter({ hasText: offers[1]?.fileName ?? '' });
    await expect(row).toContainText('Musette could not read this download.');
    // The row asks for a file until the chosen one is a recording.
    const page404 = { name: 'page.fit', mimeType: 'text/html', buffer: Buffer.from('<html>') };
    await row.getByLabel('Choose file').setInputFiles(page404);
    await expect(row).toContainText('This file contains no recording.');
    await row.getByLabel('Choose file').setInputFiles(join(musette.downloads, offers[1]?.fileName ?? ''));
    await expect(row.getByText('Uploaded', { exact: true })).toBeVisible();
  } finally {
    await musette.close();
    await display.close();
  }
});

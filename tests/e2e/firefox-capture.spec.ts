import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFirefox } from '../support/browsers/find-browsers.ts';
import { connectFirefox, type Firefox, launchFirefox } from '../support/browsers/firefox.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const program = findFirefox();

const label = (text: string): string =>
  `[...document.querySelectorAll('label')].find(({ textContent }) => textContent === ${JSON.stringify(text)})`;

/** Switches capture and one site on in the options, by real clicks: without one Firefox does not ask for a permission. */
async function switchOn(firefox: Firefox): Promise<void> {
  const options = await firefox.open('options.html');
  await options.click(label('Upload recordings that I download'));
  await options.click(label('Upload it automatically'));
  const field = `document.querySelector('input[placeholder="connect.garmin.com"]')`;
  await options.until(`(${field}.value = 'files.example.org', true)`);
  await options.click(`${field}.form.querySelector('button')`);
  await options.until(
    `[...document.querySelectorAll('h3')].some(({ textContent }) => textContent === 'files.example.org')`,
  );
  await options.until(`(
    browser.scripting.getRegisteredContentScripts().then(({ length }) => { globalThis.hooks = length; }),
    globalThis.hooks === 2
  )`);
}

test('Firefox captures what a page saves, also blobs that were revoked', async ({ emulator }) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  const firefox = await launchFirefox(program ?? '', emulator);
  try {
    await connectFirefox(firefox, emulator.athlete.key);
    await switchOn(firefox);
    const { url, offers } = emulator.files.downloadPage(['blobKept', 'blobRevoked', 'xhr', 'built', 'plain']);
    const page = await firefox.visit(url);
    for (const { kind, selector, fileName, bytes } of offers) {
      await page.click(`document.querySelector(${JSON.stringify(selector)})`);
      const path = join(firefox.downloads, fileName);
      await expect.poll(() => existsSync(path) && readFileSync(path).equals(bytes), kind).toBe(true);
      const sent = () => emulator.activities().filter(one => Buffer.from(one.bytes ?? []).equals(bytes));
      await emulator.until(() => sent().length === 1);
    }
    const posts = emulator.requests.filter(({ host, method }) => host === 'intervals.icu' && method === 'POST');
    expect(posts).toHaveLength(offers.length);
  } finally {
    await firefox.close();
  }
});

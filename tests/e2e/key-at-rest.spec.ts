import { findFirefox } from '../support/browsers/find-browsers.ts';
import { findInProfile } from '../support/browsers/find-in-profile.ts';
import { connectFirefox, launchFirefox } from '../support/browsers/firefox.ts';
import { button } from '../support/browsers/firefox-page.ts';
import { connect } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const program = findFirefox();

/** The key, and the header that is made of it. */
const forms = (key: string) => [key, btoa(`API_KEY:${key}`)];

test('S10 the key stands nowhere in the profile of a Chromium, neither while connected nor after Disconnect', async ({
  musette,
  emulator,
}) => {
  const { key, id } = emulator.athlete;
  await connect(musette, key);
  const options = await musette.open('options.html');
  await expect(options.getByText('is stored in this browser only')).toBeVisible();
  // So that finding nothing says something: this is stored, and found.
  expect(findInProfile(musette.profile, ['circuit-breaker']).length).toBeGreaterThan(0);
  expect(findInProfile(musette.profile, forms(key))).toEqual([]);

  await options.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(options.getByLabel('API key', { exact: true })).toBeVisible();
  const stored = await options.evaluate(async () => JSON.stringify(await chrome.storage.local.get()));
  expect(stored).not.toContain(id);
  await musette.context.close();
  expect(findInProfile(musette.profile, forms(key))).toEqual([]);
});

test('S9 S10 in Firefox a content script reads no key, nor does the profile have it, connected or not', async ({
  emulator,
}) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  const { key } = emulator.athlete;
  const firefox = await launchFirefox(program ?? '', emulator);
  try {
    await connectFirefox(firefox, key);
    await firefox.visit('https://intervals.icu/settings');
    const options = await firefox.open('options.html');
    const seen = await options.until<string>(`(window.reading ??= (async () => {
      const [tab] = await browser.tabs.query({ url: 'https://intervals.icu/*' });
      const target = { tabId: tab.id };
      const func = async () => JSON.stringify(await browser.storage.local.get(null));
      const [{ result }] = await browser.scripting.executeScript({ target, func });
      window.seen = result;
    })()) && window.seen`);
    expect(seen).toContain('credentials');
    expect(forms(key).filter(form => seen.includes(form))).toEqual([]);
    expect(seen).not.toContain(emulator.athlete.name);
    expect(findInProfile(firefox.profile, forms(key))).toEqual([]);

    await options.click(button('Disconnect'));
    await options.says('Where to find your API key');
    await firefox.quit();
    expect(findInProfile(firefox.profile, forms(key))).toEqual([]);
  } finally {
    await firefox.close();
  }
});

test('A15 a Firefox that never remembers history says that it stores nothing, before a key is pasted', async ({
  emulator,
}) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  const firefox = await launchFirefox(program ?? '', emulator, { 'browser.privatebrowsing.autostart': true });
  try {
    // Whether or not the extension may run there.
    await (await firefox.open('options.html')).says('This Firefox stores nothing for Musette');
    await firefox.allowInPrivateWindows();
    await (await firefox.open('options.html')).says('This Firefox stores nothing for Musette');
  } finally {
    await firefox.close();
  }
});

test('S9 an account whose key is lost asks to connect again, and everything else is still there', async ({
  musette,
  emulator,
}) => {
  await connect(musette, emulator.athlete.key);
  const options = await musette.open('options.html');
  await options.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('musette-keys');
        request.onsuccess = () => {
          const tx = request.result.transaction('keys', 'readwrite');
          tx.objectStore('keys').clear();
          tx.oncomplete = () => resolve();
        };
        request.onerror = () => reject(request.error);
      }),
  );
  await options.reload();
  await expect(options.getByRole('alert').first()).toContainText('Connect again');
  const app = await musette.open('app.html');
  await expect(app.getByRole('link', { name: 'Connect again' }).first()).toBeVisible();
  const popup = await musette.open('popup.html');
  await expect(popup.getByText('Your recordings and settings are still there.')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Connect again' })).toBeVisible();

  await options.getByLabel('API key', { exact: true }).fill(emulator.athlete.key);
  await options.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(options.getByText(/^Connected as /)).toBeVisible();
});

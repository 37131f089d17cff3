import { fitFile } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { test as base, expect } from '../support/e2e/e2e-test.ts';

/** Everything is granted, also the browser's own switch for private windows. */
const test = base.extend({
  musette: async ({ emulator }, use) => {
    const grants = { permissions: ['downloads'], hosts: ['*://*/*'], privateWindows: true };
    const musette = await launch({ emulator, grants });
    await connectedBefore(musette, emulator.athlete);
    await use(musette);
    await musette.close();
    expect(emulator.violations).toEqual([]);
  },
});

/** Opens an address in a private window, and returns once it was loaded. */
async function openPrivately(musette: Musette, url: string): Promise<void> {
  const [worker] = musette.context.serviceWorkers();
  await worker?.evaluate(address => chrome.windows.create({ incognito: true, url: address }), url);
}

test('P1 in a private window of Chromium Musette does not run, whatever the browser’s switch says', async ({
  musette,
  emulator,
}) => {
  await musette.open('app.html');
  // Only the normal windows are signed in to the site.
  await musette.context.addCookies(emulator.garmin.signIn().cookies);
  const { url } = emulator.garmin.activity({ name: 'Galibier' });
  const { pathname } = new URL(url);
  await openPrivately(musette, url);
  const seen = await emulator.until(() => emulator.requests.find(({ path }) => path === pathname));
  expect(seen.headers.cookie).toBeUndefined();

  const [worker] = musette.context.serviceWorkers();
  const known = await worker?.evaluate(async () => ({
    isAllowed: await chrome.extension.isAllowedIncognitoAccess(),
    tabs: (await chrome.tabs.query({})).map(({ incognito, url: address }) => ({ incognito, address })),
  }));
  expect(known?.isAllowed).toBe(false);
  expect(known?.tabs.filter(({ incognito, address }) => incognito || address === url)).toEqual([]);
});

test('S11 what would come from a private window all the same is refused in words, and nothing of it is requested or kept', async ({
  musette,
  emulator,
}) => {
  const app = await musette.open('app.html');
  const address = emulator.files.serve('/ride.fit', { bytes: fitFile({ startMs: Date.UTC(2026, 8, 14, 7) }) });
  const [worker] = musette.context.serviceWorkers();
  await worker?.evaluate(async link => {
    const tab = { id: 99, url: 'https://private.example.org/', incognito: true };
    const info = { menuItemId: 'send-link', linkUrl: link, pageUrl: tab.url, editable: false, frameId: 0 };
    // Not in the types: Chromium itself dispatches events with it.
    const event = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void };
    event.dispatch(info, tab);
  }, address);
  const notified = () =>
    worker?.evaluate(async () => {
      const shown = await new Promise<object>(resolve => chrome.notifications.getAll(resolve));
      return Object.keys(shown);
    });
  await expect.poll(notified).toEqual(['problem:app']);
  expect(emulator.requests.filter(({ host }) => host === 'files.example.org')).toEqual([]);
  await expect(app.getByText('Nothing here yet')).toBeVisible();
});

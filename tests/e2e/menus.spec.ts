import type { Page } from '@playwright/test';
import { fitFile } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { test as base, expect } from '../support/e2e/e2e-test.ts';

/** Every host is granted here, so that a refusal comes from the product and not from the browser. */
const test = base.extend({
  musette: async ({ emulator }, use) => {
    const musette = await launch({ emulator, grants: { hosts: ['*://*/*'] } });
    await connectedBefore(musette, emulator.athlete);
    await use(musette);
    await musette.close();
    expect(musette.console.join('\n')).not.toContain(emulator.athlete.key);
  },
});

/** Chooses "Upload to Intervals.icu" on a link of the page in front, or on the page itself. */
async function choose(musette: Musette, page: Page, linkUrl?: string): Promise<void> {
  await page.bringToFront();
  const [worker] = musette.context.serviceWorkers();
  await worker?.evaluate(
    async ([link, pageUrl]) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const info = { menuItemId: link ? 'send-link' : 'send-page', pageUrl, editable: false, frameId: 0 };
      // Not in the types: Chromium itself dispatches events with it.
      const event = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void };
      event.dispatch(link ? { ...info, linkUrl: link } : info, tab);
    },
    [linkUrl, page.url()] as const,
  );
}

/** The page that a click on the notification about a failure opens; the notification's ID contains it. */
async function wayOut(musette: Musette): Promise<string> {
  const [worker] = musette.context.serviceWorkers();
  const ask = () =>
    worker?.evaluate(async () => {
      const shown = await new Promise<object>(resolve => chrome.notifications.getAll(resolve));
      const name = Object.keys(shown).find(id => id.startsWith('problem:'));
      for (const id of Object.keys(shown)) chrome.notifications.clear(id);
      return name;
    });
  let name: string | undefined;
  await expect
    .poll(async () => {
      name = (await ask()) ?? undefined;
      return name;
    })
    .toBeDefined();
  return name?.slice('problem:'.length) ?? '';
}

async function show(musette: Musette, url: string): Promise<Page> {
  const page = await musette.context.newPage();
  await page.goto(url);
  return page;
}

const bytes = fitFile({ startMs: Date.UTC(2026, 8, 14, 7) });

test('a right-click on a link to a recording on any host sends it', async ({ musette, emulator }) => {
  const url = emulator.files.serve('/download?id=5', {
    bytes,
    disposition: 'attachment; filename="ride.fit"',
  });
  const page = await show(musette, emulator.hostile.url);

  await choose(musette, page, url);

  const arrived = await emulator.until(() => emulator.activities()[0]);
  expect(Buffer.from(arrived.bytes ?? []).equals(bytes)).toBe(true);
  expect(arrived.fileName).toBe('ride.fit');
});

test('a right-click on a link that needs a sign-in leads there, and nothing is sent', async ({ musette, emulator }) => {
  const url = emulator.files.serve('/mine.fit', { bytes, membersOnly: 'redirect' });
  const page = await show(musette, emulator.hostile.url);

  await choose(musette, page, url);
  expect(await wayOut(musette)).toBe(url);
  expect(emulator.activities()).toEqual([]);

  await musette.context.addCookies([...emulator.files.signIn().cookies]);
  await choose(musette, page, url);
  await emulator.until(() => emulator.activities()[0]);
});

test('a right-click on a Garmin link in another site’s page opens the activity, for only its own page gets the file', async ({
  musette,
  emulator,
}) => {
  const { url } = emulator.garmin.activity();
  const page = await show(musette, emulator.hostile.url);
  await choose(musette, page, url);
  expect(await wayOut(musette)).toBe(url);
});

test('a page without an activity, and a tab that is closed meanwhile, are reported', async ({ musette, emulator }) => {
  await musette.context.addCookies([...emulator.garmin.signIn().cookies]);
  const list = await show(musette, 'https://connect.garmin.com/app/activities');
  await choose(musette, list);
  await wayOut(musette);

  const { url, originalPath } = emulator.garmin.activity();
  const page = await show(musette, url);
  const held = emulator.fail({ match: { path: originalPath }, hold: true });
  await choose(musette, page);
  await emulator.until(() => held.strikes === 1);
  await page.close();
  await wayOut(musette);
  expect(emulator.activities()).toEqual([]);
});

test('a malicious page gets nothing fetched from the local network, gets nothing sent and learns nothing', async ({
  musette,
  emulator,
}) => {
  const page = await show(musette, emulator.hostile.url);
  const links = await page.locator('a').evaluateAll(all => all.map(link => (link as HTMLAnchorElement).href));
  for (const link of links) {
    await choose(musette, page, link);
    await wayOut(musette);
  }
  for (const attack of ['listen', 'forge', 'snoop']) await page.locator(`#${attack}`).click();
  await emulator.until(() => emulator.hostile.loot[0]);

  expect(links.length).toBeGreaterThan(10);
  expect(emulator.activities()).toEqual([]);
  expect(emulator.hostile.loot.join('\n')).not.toContain(emulator.athlete.key);
  // The target of a redirect is not visible before it is followed; no byte from there is used.
  expect(emulator.violations.filter(({ url }) => !url.endsWith('/redirected.fit'))).toEqual([]);
  const app = await musette.open('app.html');
  // Each refusal is a row that says so, and nothing else is there.
  await expect(app.getByText('Failed', { exact: true }).first()).toBeVisible();
  expect(await app.getByRole('row').count()).toBe(1 + (await app.getByText('Failed', { exact: true }).count()));
});

test('S2 no cookie of Intervals.icu is sent for a link, neither to it nor to a redirect that leads there', async ({
  musette,
  emulator,
}) => {
  const cookie = { name: 'icu', value: 'session', domain: 'intervals.icu', path: '/', secure: true } as const;
  await musette.context.addCookies([{ ...cookie, sameSite: 'None' }]);
  await musette.context.addCookies(emulator.files.signIn().cookies);
  const target = `https://intervals.icu/api/v1/athlete/${emulator.athlete.id}`;
  const aimed = emulator.files.serve('/aimed', { redirectTo: target });
  const own = await show(musette, emulator.files.page('/list', [{ url: aimed, text: 'ride' }]));
  const other = await show(musette, emulator.hostile.url);
  for (const [page, link] of [
    [other, target],
    [other, aimed],
    [own, aimed],
  ] as const) {
    await choose(musette, page, link);
    await wayOut(musette);
  }
  const sent = emulator.requests.filter(({ host, headers }) => host === 'intervals.icu' && headers.cookie);
  expect(sent).toEqual([]);
  expect(emulator.activities()).toEqual([]);
});

import type { Page } from '@playwright/test';
import { fitFile } from '../fixtures/recordings.ts';
import type { Musette } from '../support/browsers/chromium.ts';
import {
  arrived,
  countKept,
  download,
  FILE_HOSTS,
  listenTo,
  posts,
  press,
  prompts,
  switchOn,
  test,
  untilOnDisk,
} from '../support/e2e/capture-test.ts';
import { untilKept } from '../support/e2e/connect.ts';
import { expect } from '../support/e2e/e2e-test.ts';

const READABLE = { permissions: ['downloads'], hosts: ['file:///*', ...FILE_HOSTS], files: true };

/** Runs in the background, which must be awake: a page of the extension is open. */
function inBackground<Result>({ context }: Musette, work: () => Result): Promise<Awaited<Result>> {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('The background sleeps');
  return worker.evaluate(work) as Promise<Awaited<Result>>;
}

/** A later recording that arrives shows that everything before it was handled, without an upload. */
async function thenARide(musette: Musette, page: Page, url: string, bytes: Uint8Array): Promise<void> {
  await page.goto(url).catch(() => undefined);
  await untilOnDisk(musette, 'last.fit', bytes);
}

test.describe('with everything granted', () => {
  test.use({ grants: READABLE });

  test('no download is captured while capture is switched off', async ({ musette, emulator }) => {
    const { url, offers } = emulator.files.downloadPage(['plain', 'blobKept', 'disposition']);
    const page = await musette.context.newPage();
    await page.goto(url);
    const [plain, blob, last] = offers;
    if (!plain || !blob || !last) throw new Error('no offers');
    await download(musette, page, plain);
    await download(musette, page, blob);

    await switchOn(musette, 'automatic');
    await download(musette, page, last);

    await emulator.until(() => emulator.activities()[0]);
    expect(arrived(emulator).map(bytes => bytes.equals(last.bytes))).toEqual([true]);
    const app = await musette.open('app.html');
    await expect(app.getByRole('row')).toHaveCount(2);
  });

  for (const manner of ['ask', 'automatic'] as const) {
    test(`a file that is no recording is neither sent nor asked about: ${manner}`, async ({ musette, emulator }) => {
      await switchOn(musette, manner);
      const { url, impostors } = emulator.files.impostors();
      const page = await musette.context.newPage();
      await page.goto(url);
      for (const { what } of impostors) {
        const began = page.waitForEvent('download');
        await page.getByRole('link', { name: what, exact: true }).click();
        await began;
      }
      const bytes = fitFile({ startMs: Date.UTC(2026, 4, 1, 7) });
      await thenARide(musette, page, emulator.files.serve('/last.fit', { bytes }), bytes);

      const app = await musette.open('app.html');
      const state = manner === 'ask' ? 'Needs your input' : 'Uploaded';
      await expect(app.getByText(state, { exact: true })).toBeVisible();
      await expect(app.getByRole('row')).toHaveCount(2);
      expect(posts(emulator)).toBe(manner === 'ask' ? 0 : 1);
    });
  }

  test('of downloads that are asked about first, “Remove” forgets them and “Upload” sends all of them', async ({
    musette,
    emulator,
  }) => {
    await switchOn(musette, 'ask');
    const app = await musette.open('app.html');
    const { url, offers } = emulator.files.downloadPage(['plain', 'disposition', 'blobKept']);
    const [first, ...others] = offers;
    const page = await musette.context.newPage();
    await page.goto(url);
    const questions = app.getByText('You downloaded this recording.');
    const answer = async (button: number) => {
      // The background that asked was stopped before the answer.
      await musette.stopWorker();
      await app.reload();
      await expect(questions.first()).toBeVisible();
      const [id] = await prompts(app);
      await press(musette, id ?? '', button);
      await expect.poll(() => prompts(app)).toEqual([]);
      await expect(questions).toHaveCount(0);
    };

    if (first) await download(musette, page, first);
    await expect.poll(() => prompts(app)).toHaveLength(1);
    await answer(1);
    for (const offer of others) await download(musette, page, offer);
    await expect(questions).toHaveCount(others.length);
    await expect.poll(() => prompts(app)).toHaveLength(1);
    expect(posts(emulator)).toBe(0);
    await answer(0);

    await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(others.length);
    expect(posts(emulator)).toBe(others.length);
  });

  test('a download that several sources report is sent once', async ({ musette, emulator }) => {
    await switchOn(musette, 'automatic', ['files.example.org']);
    const options = await musette.open('options.html');
    await options.getByLabel('Upload recordings that files.example.org creates').check();
    const { url, offers } = emulator.files.downloadPage(['blobKept', 'blobRevoked', 'xhr', 'built']);
    const page = await musette.context.newPage();
    await page.goto(url);
    for (const offer of offers) {
      await page.bringToFront();
      await download(musette, page, offer);
    }
    await emulator.until(() => emulator.activities().length === offers.length);
    const bytes = fitFile({ startMs: Date.UTC(2026, 4, 1, 7) });
    await thenARide(musette, page, emulator.files.serve('/last.fit', { bytes }), bytes);
    await emulator.until(() => emulator.activities().length === offers.length + 1);
    expect(posts(emulator)).toBe(offers.length + 1);
  });

  test('a download is captured though the background was stopped meanwhile, and a cancelled one is not', async ({
    musette,
    emulator,
  }) => {
    await switchOn(musette, 'automatic');
    const app = await musette.open('app.html');
    const bytes = fitFile({ startMs: Date.UTC(2026, 4, 1, 7), durationSecs: 3600 });
    const cancelled = fitFile({ startMs: Date.UTC(2026, 4, 2, 9), durationSecs: 3600 });
    const url = emulator.files.page('/two', [
      { url: emulator.files.serve('/slow.fit', { bytes }), text: 'slow' },
      { url: emulator.files.serve('/cancelled.fit', { bytes: cancelled }), text: 'cancelled' },
    ]);
    const page = await musette.context.newPage();
    await page.goto(url);
    const fault = emulator.fail({
      match: { host: 'files.example.org' },
      stage: 'in reply',
      hold: true,
      times: 'always',
    });
    for (const text of ['slow', 'cancelled']) {
      const began = page.waitForEvent('download');
      await page.getByRole('link', { name: text }).click();
      await began;
    }
    const ids = await app.evaluate(async () => {
      const found = await chrome.downloads.search({ state: 'in_progress' });
      for (const { id, url: from } of found) if (from.includes('cancelled')) await chrome.downloads.cancel(id);
      return found.length;
    });
    expect(ids).toBe(2);
    // On disk, so that it is there after the background was stopped.
    await expect.poll(() => countKept(app, 'download-starts')).toBe(1);
    await musette.stopWorker();
    fault.cancel();

    await emulator.until(() => emulator.activities()[0]);
    expect(arrived(emulator).map(one => one.equals(bytes))).toEqual([true]);
    await expect(app.getByRole('row')).toHaveCount(2);
  });

  test('a recording with a warning waits for a decision', async ({ musette, emulator }) => {
    await switchOn(musette, 'automatic');
    const bytes = fitFile({ startMs: Date.now() + 40 * 86_400_000 });
    const page = await musette.context.newPage();
    await thenARide(musette, page, emulator.files.serve('/last.fit', { bytes }), bytes);
    const app = await musette.open('app.html');
    await expect(app.getByText('Needs your input', { exact: true })).toBeVisible();
    await expect(app.getByText('Upload anyway?')).toBeVisible();
    expect(posts(emulator)).toBe(0);

    await app.getByRole('button', { name: 'Upload anyway' }).click();
    await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
  });

  test('files that may no longer be read are asked for, and queued uploads are sent all the same', async ({
    musette,
    emulator,
  }) => {
    await switchOn(musette, 'automatic');
    const held = emulator.fail({ match: { method: 'POST', host: 'intervals.icu' }, hold: true });
    const { url, offers } = emulator.files.downloadPage(['post', 'once']);
    const [queued, missed] = offers;
    if (!queued || !missed) throw new Error('The page offers too little');
    const page = await musette.context.newPage();
    await page.goto(url);
    const app = await musette.open('app.html');
    await page.bringToFront();
    await download(musette, page, queued);
    await emulator.until(() => held.strikes === 1);
    await app.evaluate(() => chrome.permissions.remove({ origins: ['file:///*'] }));
    await download(musette, page, missed);
    await expect(app.getByRole('row').filter({ hasText: missed.fileName })).toContainText(
      'Musette could not read this download.',
    );
    emulator.mend();

    await expect(app.getByRole('row').filter({ hasText: queued.fileName })).toContainText('Uploaded');
    expect(posts(emulator)).toBe(1);
  });

  test('a permission that is revoked is reported as missing at once', async ({ musette, emulator }) => {
    await switchOn(musette, 'automatic', ['files.example.org']);
    const options = await musette.open('options.html');
    await options.evaluate(() => chrome.permissions.remove({ permissions: ['downloads'] }));
    await expect(options.getByLabel('Upload recordings that I download')).not.toBeChecked();
    await options.evaluate(() => chrome.permissions.remove({ origins: ['https://files.example.org/*'] }));
    await expect(options.getByText('The browser no longer allows access to files.example.org.')).toBeVisible();
    await expect.poll(() => inBackground(musette, () => chrome.scripting.getRegisteredContentScripts())).toEqual([]);

    const { url, offers } = emulator.files.downloadPage(['plain']);
    const page = await musette.context.newPage();
    await page.goto(url);
    for (const offer of offers) await download(musette, page, offer);
    expect(posts(emulator)).toBe(0);
  });
});

test.describe('a malicious page', () => {
  test.use({ grants: { ...READABLE, hosts: ['https://hostile.example.com/*'], files: false } });

  test('gets nothing sent, learns nothing and fills no storage', async ({ musette, emulator }) => {
    test.slow();
    await switchOn(musette, 'automatic', ['hostile.example.com']);
    const app = await musette.open('app.html');
    const page = await musette.context.newPage();
    await page.goto(emulator.hostile.url);
    for (const attack of ['listen', 'flood', 'forge', 'snoop']) {
      await page.locator(`#${attack}`).click();
      await expect(page.locator('output')).toContainText(`${attack}:`, { timeout: 45_000 });
    }
    await emulator.until(() => emulator.hostile.loot[0]);
    expect(emulator.hostile.loot.join()).not.toContain(emulator.athlete.key);
    expect(emulator.hostile.loot.join()).not.toContain('chrome-extension://');
    expect(await countKept(app, 'page-files')).toBeLessThanOrEqual(8);
    // The page cannot make Musette upload anything without a download; with one, the download is uploaded.
    await expect(app.getByText('Nothing here yet')).toBeVisible();
    expect(posts(emulator)).toBe(0);
  });

  test('cannot make the background read without end', async ({ musette, emulator }) => {
    await switchOn(musette, 'automatic');
    const options = await musette.open('options.html');
    await listenTo(options, 'hostile.example.com');
    const page = await musette.context.newPage();
    await page.goto(emulator.hostile.url);
    const began = page.waitForEvent('download');
    await page.locator('#endless').click();
    await (await began).cancel();
    await page.locator('#redirect').click();
    await expect(options.getByRole('heading', { name: 'hostile.example.com' })).toBeVisible();
    expect(posts(emulator)).toBe(0);
  });
});

test.describe('for a trusted site, without the downloads permission', () => {
  test.use({ grants: { hosts: FILE_HOSTS } });

  test('a file that the page saves is sent, and one that it merely fetches is not', async ({ musette, emulator }) => {
    const options = await musette.open('options.html');
    await listenTo(options, 'files.example.org');
    const { url, offers } = emulator.files.downloadPage(['blobRevoked', 'plain']);
    const [saved, fetched] = offers;
    if (!saved || !fetched?.url) throw new Error('no offers');
    const page = await musette.context.newPage();
    await page.goto(url);
    // Not trusted yet: it is only received.
    await download(musette, page, saved);
    await expect.poll(() => countKept(options, 'page-files')).toBe(1);
    expect(posts(emulator)).toBe(0);

    await options.getByLabel('Upload recordings that files.example.org creates').check();
    await untilKept(options, { captureSites: [{ host: 'files.example.org', automatic: true }] });
    await page.reload();
    await page.evaluate(async from => void (await (await fetch(from)).arrayBuffer()), fetched.url);
    await expect.poll(() => countKept(options, 'page-files')).toBe(2);
    await page.locator(saved.selector).click();

    await emulator.until(() => emulator.activities()[0]);
    expect(arrived(emulator).map(bytes => bytes.equals(saved.bytes))).toEqual([true]);
    expect(posts(emulator)).toBe(1);
  });
});

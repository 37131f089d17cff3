import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { badReplies, type Emulator } from '../emulator/emulator.ts';
import { differentRecordings } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { memoryOf } from '../support/browsers/memory.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { test as base, expect } from '../support/e2e/e2e-test.ts';
import { allowFolders, dropFolder } from '../support/e2e/real-folder.ts';

const COUNT = 150;
/** Large enough that all of them together would show in the memory: 70 MB. */
const SECONDS = 3000;
const MB = 2 ** 20;

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  folder: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'musette-originals-'));
    mkdirSync(join(home, 'Rides'));
    await use(join(home, 'Rides'));
    rmSync(home, { recursive: true, force: true });
  },
});

/** So many with originals, and three without; the names of the files by their bytes. */
function seedActivities(emulator: Emulator): Map<string, string> {
  const originals = new Map<string, string>();
  for (const { name: fileName, bytes, spec } of differentRecordings(COUNT, { durationSecs: SECONDS })) {
    const seeded = emulator.seed.activity({ file: bytes, fileName, name: spec.title ?? fileName });
    const [day = '', time = ''] = seeded.start_date_local.split('T');
    const name = `${day} ${time.slice(0, 5).replace(':', '')} ${seeded.name}.${seeded.file_type}`;
    originals.set(name, Buffer.from(seeded.bytes ?? []).toString('base64'));
  }
  emulator.seed.activity({ source: 'STRAVA', start_date: '2026-03-02T08:00:00Z' });
  emulator.seed.activity({ source: 'STRAVA', start_date: '2026-03-03T08:00:00Z' });
  emulator.seed.activity({ source: 'MANUAL', start_date: '2026-03-04T08:00:00Z', name: 'Yoga' });
  return originals;
}

const fetched = (emulator: Emulator) => emulator.requests.filter(({ path }) => path.endsWith('/file'));

async function openActivities(musette: Musette, was: 'month' | 'all' = 'all'): Promise<Page> {
  const page = await musette.open('app.html');
  await page.getByRole('link', { name: 'Activities' }).click();
  const all = page.getByRole('radio', { name: 'All time', exact: true });
  if (was === 'month') await all.check();
  else await expect(all).toBeChecked();
  await expect(page.getByText(`${COUNT + 3} activities`, { exact: true })).toBeVisible();
  return page;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

test('a season of originals comes as one zip and into a folder, through a limit and a crash, each fetched once', async ({
  emulator,
  folder,
}) => {
  test.setTimeout(300_000);
  const originals = seedActivities(emulator);
  let musette = await launch({ emulator });
  try {
    await connectedBefore(musette, emulator.athlete);
    const app = await openActivities(musette, 'month');
    const card = app.getByRole('region', { name: 'Downloading' });

    await test.step('what has no file says why, and where its original can be sent from', async () => {
      await expect(app.getByRole('row').nth(1)).toContainText('Manual entry');
      const stub = app.getByRole('row').nth(2);
      await expect(stub).toContainText('From Strava');
      await expect(stub.getByRole('link', { name: 'Upload the original' })).toHaveAttribute('href', '#find-missing');
      await expect(app.getByText(`${COUNT} of the`)).toBeVisible();
    });

    await test.step('one file is there at a click', async () => {
      const [name = ''] = originals.keys();
      await app.getByRole('button', { name: 'Download: Session 1, Mar 1, 2026', exact: true }).click();
      await expect.poll(() => downloaded(musette)).toContain(name);
      expect(base64(readFileSync(join(musette.downloads, name)))).toBe(originals.get(name));
    });

    await test.step('a search finds it in all years', async () => {
      await app.getByRole('searchbox').fill('session 14');
      await app.getByRole('button', { name: 'Search', exact: true }).click();
      await expect(app.getByText('11 activities', { exact: true })).toBeVisible();
      await expectSound(app);
      await app.getByRole('button', { name: 'Clear search' }).click();
      await expect(app.getByRole('searchbox')).toBeFocused();
      await app.getByRole('searchbox').fill('no such thing');
      await app.getByRole('button', { name: 'Search', exact: true }).click();
      await expect(app.getByText('No matching activities.')).toBeVisible();
      await app.getByRole('button', { name: 'Clear search' }).click();
    });

    await test.step('under a limit it waits as long as it is told to', async () => {
      emulator.clearRequests();
      const reply = badReplies.rateLimited(3);
      const limit = emulator.fail({ match: { path: /\/file$/ }, reply, forMs: 2500 });
      await app.getByRole('button', { name: `Download all ${COUNT} as zip` }).click();
      await expect(card).toContainText('Retrying at');
      await emulator.until(() => fetched(emulator).length > limit.strikes);
      // Six requests were in flight when the first got a 429; a client that continued would get one after the other.
      expect(limit.strikes).toBeLessThanOrEqual(6);
    });

    await test.step('killed in the middle, it goes on with the rest by itself', async () => {
      await emulator.until(() => fetched(emulator).length >= COUNT / 2, 30_000);
      await musette.kill();
      // Allowed to write into the folder on every visit; the browser reads that when it starts.
      allowFolders(musette, [folder]);
      musette = await launch({ emulator, profile: musette.profile });
      await emulator.until(() => new Set(fetched(emulator).map(({ path }) => path)).size === COUNT, 60_000);
    });

    const page = await openActivities(musette);
    const done = page.getByRole('region', { name: 'Downloading' });
    await test.step('the zip has every original to the byte, and the report those without', async () => {
      await expect(done).toContainText(`All done: ${COUNT} of ${COUNT + 3} downloaded · 3 have no file`, {
        timeout: 30_000,
      });
      // Requests in flight at the kill, and refused ones, are sent twice: six at a time.
      expect(fetched(emulator).length).toBeLessThanOrEqual(COUNT + 12);
      await done.getByText('3 not downloaded').click();
      await expect(done.getByRole('listitem')).toHaveCount(3);
      // The page that showed the end has saved the zip already.
      await expect.poll(() => zips(musette)).toHaveLength(1);
      const [zip = ''] = zips(musette);
      const files = unzipSync(readFileSync(join(musette.downloads, zip)));
      expect(new Map(Object.entries(files).map(([name, bytes]) => [name, base64(bytes)]))).toEqual(originals);
      expect(Object.keys(files)).toEqual(Object.keys(files).toSorted().reverse());
    });

    const memoryAt = async (count: number) => {
      await emulator.until(() => fetched(emulator).length >= count, 60_000);
      return await memoryOf(musette);
    };
    const bar = page.getByRole('region', { name: 'Download', exact: true });
    await test.step('a folder gets the same', async () => {
      emulator.clearRequests();
      await dropFolder(page, bar, folder);
      const early = await memoryAt(COUNT / 5);
      const late = await memoryAt(COUNT);
      // 56 MB passed between the two.
      expect(late - early, 'memory').toBeLessThan(28 * MB);
      await expect(done).toContainText(`All done: ${COUNT} of ${COUNT + 3} saved to “Rides”`, {
        timeout: 60_000,
      });
      expect(new Map(readdirSync(folder).map(name => [name, base64(readFileSync(join(folder, name)))]))).toEqual(
        new Map([...originals].sort()),
      );
      expect(fetched(emulator)).toHaveLength(COUNT);
    });

    await test.step('and what is in it is not fetched again', async () => {
      rmSync(join(folder, [...originals.keys()][7] ?? ''));
      emulator.clearRequests();
      await dropFolder(page, bar, folder);
      await emulator.until(() => fetched(emulator).length === 1);
      await expect.poll(() => readdirSync(folder)).toHaveLength(COUNT);
      await expect(done).toContainText('All done');
      expect(fetched(emulator)).toHaveLength(1);
    });
    expect(emulator.violations).toEqual([]);
  } finally {
    await musette.close();
  }
});

/** What was downloaded, without files that are still being written. */
const downloaded = ({ downloads }: Musette): string[] =>
  existsSync(downloads) ? readdirSync(downloads).filter(name => !name.endsWith('.crdownload')) : [];

const zips = (musette: Musette): string[] => downloaded(musette).filter(name => name.endsWith('.zip'));

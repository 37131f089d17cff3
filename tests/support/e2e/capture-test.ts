import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Offer } from '../../emulator/files/offers.ts';
import { type Grants, launch, type Musette } from '../browsers/chromium.ts';
import { connectedBefore, untilKept } from './connect.ts';
import { test as base, expect } from './e2e-test.ts';

export const FILE_HOSTS = ['https://files.example.org/*', 'https://cdn.example.net/*'];

/** With Mo Example connected, and the permissions in `grants`. */
export const test = base.extend<{ grants: Grants }>({
  grants: [{ permissions: ['downloads'] }, { option: true }],
  musette: async ({ emulator, grants }, use) => {
    const musette = await launch({ emulator, grants });
    await connectedBefore(musette, emulator.athlete);
    await use(musette);
    await musette.close();
    // Nothing was requested that was not just downloaded, and nothing in the local network.
    expect(emulator.violations).toEqual([]);
    expect(musette.console.join('\n')).not.toContain(emulator.athlete.key);
  },
});

/** Switches capture on in the options, as a person does. */
export async function switchOn(musette: Musette, manner: 'ask' | 'automatic', sites: string[] = []): Promise<void> {
  const options = await musette.open('options.html');
  await options.getByLabel('Upload recordings that I download').check();
  if (manner === 'automatic') await options.getByLabel('Upload it automatically').check();
  for (const site of sites) await listenTo(options, site);
  await untilKept(options, { captureDownloads: true, captureMode: manner });
  await options.close();
}

/** Switches a site on in the options. */
export async function listenTo(options: Page, site: string): Promise<void> {
  await options.getByLabel('Site', { exact: true }).fill(site);
  await options.getByRole('button', { name: 'Watch this site' }).click();
  await expect(options.getByRole('heading', { name: site })).toBeVisible();
}

/** Clicks what the page offers, and waits until the file is on disk. */
export async function download(musette: Musette, page: Page, offer: Offer): Promise<void> {
  await page.locator(offer.selector).click();
  await untilOnDisk(musette, offer.fileName, offer.bytes);
}

export async function untilOnDisk(musette: Musette, name: string, bytes: Uint8Array): Promise<void> {
  await expect.poll(() => bytesOnDisk(musette, name)?.equals(bytes)).toBe(true);
}

function bytesOnDisk({ downloads }: Musette, name: string): Buffer | undefined {
  const path = join(downloads, name);
  return existsSync(path) ? readFileSync(path) : undefined;
}

export const arrived = (emulator: Emulator): Buffer[] =>
  emulator.activities().map(({ bytes }) => Buffer.from(bytes ?? []));

export const posts = (emulator: Emulator): number =>
  emulator.requests.filter(({ host, method }) => host === 'intervals.icu' && method === 'POST').length;

/** Presses a button of a notification, as far as the extension can tell. */
export async function press({ context }: Musette, id: string, button: number): Promise<void> {
  const [worker] = context.serviceWorkers();
  await worker?.evaluate(
    ([notification, n]) => {
      const { onButtonClicked } = chrome.notifications as unknown as {
        onButtonClicked: { dispatch(id: string, button: number): void };
      };
      onButtonClicked.dispatch(notification, n);
    },
    [id, button] as const,
  );
}

/** The questions about downloads that are on the screen. */
export const prompts = (app: Page): Promise<string[]> =>
  app.evaluate(async () => Object.keys(await chrome.notifications.getAll()).filter(id => id.startsWith('downloads:')));

/** How many rows capture has in its database. */
export function countKept(app: Page, store: 'download-starts' | 'page-files'): Promise<number> {
  return app.evaluate(async name => {
    // If a test opens it before the background created it, it has no stores.
    if (!(await indexedDB.databases()).some(made => made.name === 'musette-capture')) return 0;
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('musette-capture');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await new Promise<number>((resolve, reject) => {
      const request = db.transaction(name).objectStore(name).count();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    db.close();
    return rows;
  }, store);
}

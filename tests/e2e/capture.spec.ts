import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Emulator } from '../emulator/emulator.ts';
import { type DownloadKind, downloadKinds, type Offer } from '../emulator/files/offers.ts';
import { type Grants, launch, type Musette } from './browser.ts';
import { test as base, expect } from './fixtures.ts';
import { connect } from './pages.ts';

const FILE_HOSTS = ['https://files.example.org/*', 'https://cdn.example.net/*'];

const test = base.extend<{ grants: Grants; musette: Musette }>({
  grants: [{ permissions: ['downloads'] }, { option: true }],
  musette: async ({ emulator, grants }, use) => {
    const musette = await launch({ emulator, grants });
    await connect(musette, emulator.athlete.key);
    await use(musette);
    await musette.close();
    expect(emulator.violations).toEqual([]);
    expect(musette.console.join('\n')).not.toContain(emulator.athlete.key);
  },
});

async function switchOn(musette: Musette, manner: 'ask' | 'automatic', sites: string[] = []): Promise<void> {
  const options = await musette.open('options.html');
  await options.getByLabel('Send recordings that I download').check();
  if (manner === 'automatic') await options.getByLabel('Send it by itself').check();
  for (const site of sites) {
    await options.getByLabel('Site', { exact: true }).fill(site);
    await options.getByRole('button', { name: 'Listen to this site' }).click();
    await expect(options.getByRole('heading', { name: site })).toBeVisible();
  }
  await options.close();
}

/** Clicks what the page offers, and waits until the file is on disk. */
async function download(musette: Musette, page: Page, offer: Offer): Promise<void> {
  await page.locator(offer.selector).click();
  await expect.poll(() => bytesOnDisk(musette, offer.fileName)?.equals(offer.bytes)).toBe(true);
}

function bytesOnDisk({ downloads }: Musette, name: string): Buffer | undefined {
  const path = join(downloads, name);
  return existsSync(path) ? readFileSync(path) : undefined;
}

const arrived = (emulator: Emulator): Buffer[] =>
  emulator.activities().map(({ bytes }) => Buffer.from(bytes ?? []));

const MODES: { mode: string; grants: Grants; sites?: string[]; captures: DownloadKind[] }[] = [
  { mode: 'with downloads alone', grants: {}, captures: ['data'] },
  {
    mode: 'with the hosts granted',
    grants: { hosts: FILE_HOSTS },
    captures: ['plain', 'disposition', 'named', 'redirect', 'otherHost', 'data', 'blobKept'],
  },
  {
    mode: 'with files readable',
    grants: { hosts: ['file:///*'], files: true },
    captures: [...downloadKinds],
  },
  {
    mode: 'with the page hook',
    grants: { hosts: FILE_HOSTS },
    sites: ['files.example.org'],
    captures: [
      'plain',
      'disposition',
      'named',
      'redirect',
      'otherHost',
      'data',
      'blobKept',
      'blobRevoked',
      'xhr',
      'built',
    ],
  },
];

for (const { mode, grants, sites, captures } of MODES) {
  test.describe(mode, () => {
    test.use({ grants: { ...grants, permissions: ['downloads'] } });

    test('every kind of download is captured, or waits for its file', async ({ musette, emulator }) => {
      await switchOn(musette, 'automatic', sites);
      const { url, offers } = emulator.files.downloadPage();
      const page = await musette.context.newPage();
      await page.goto(url);
      const app = await musette.open('app.html');
      for (const offer of offers) {
        await page.bringToFront();
        await download(musette, page, offer);
        const row = app.getByRole('row').filter({ hasText: offer.fileName });
        if (captures.includes(offer.kind)) {
          await expect(row.getByText('Uploaded', { exact: true }), offer.kind).toBeVisible();
        } else {
          await expect(row, offer.kind).toContainText('Musette could not read this download.');
          await row.getByLabel('Choose file').setInputFiles(join(musette.downloads, offer.fileName));
          await expect(row.getByText('Uploaded', { exact: true }), offer.kind).toBeVisible();
        }
      }
      const sent = arrived(emulator);
      expect(sent).toHaveLength(offers.length);
      for (const { bytes, kind } of offers)
        expect(
          sent.filter(one => one.equals(bytes)),
          kind,
        ).toHaveLength(1);
    });
  });
}

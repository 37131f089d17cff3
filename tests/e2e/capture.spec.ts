import { join } from 'node:path';
import { type DownloadKind, downloadKinds } from '../emulator/files/offers.ts';
import type { Grants } from '../support/browsers/chromium.ts';
import { arrived, download, FILE_HOSTS, posts, press, prompts, switchOn, test } from '../support/e2e/capture-test.ts';
import { expect } from '../support/e2e/e2e-test.ts';

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

    test('every kind of download is sent after a question, or waits for its file', async ({ musette, emulator }) => {
      await switchOn(musette, 'ask', sites);
      const { url, offers } = emulator.files.downloadPage();
      const page = await musette.context.newPage();
      await page.goto(url);
      const app = await musette.open('app.html');
      let asked = 0;
      for (const offer of offers) {
        await page.bringToFront();
        await download(musette, page, offer);
        // One after the other, so that each can be distinguished from the next.
        if (!captures.includes(offer.kind)) {
          const row = app.getByRole('row').filter({ hasText: offer.fileName });
          await expect(row, offer.kind).toContainText('Musette could not read this download.');
        } else {
          asked += 1;
          await expect(app.getByText('You downloaded this recording.'), offer.kind).toHaveCount(asked);
        }
      }
      expect(posts(emulator)).toBe(0);

      const [question = ''] = await prompts(app);
      await press(musette, question, 0);
      await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(captures.length);
      expect(posts(emulator)).toBe(captures.length);
    });

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
      expect(posts(emulator)).toBe(offers.length);
      for (const { bytes, kind } of offers)
        expect(
          sent.filter(one => one.equals(bytes)),
          kind,
        ).toHaveLength(1);
    });
  });
}

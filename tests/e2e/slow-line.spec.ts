import { tcxFile } from '../fixtures/recordings.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const DAY = 86_400_000;

test('A2 six long recordings on a slow line arrive once each, although a reply may not take as long as they do', async ({
  app,
  emulator,
  onDisk,
}) => {
  const files = Array.from({ length: 6 }, (_, n) => ({
    name: `long-${n}.tcx`,
    bytes: tcxFile({ startMs: Date.UTC(2026, 8, 14, 7) - n * DAY, durationSecs: 1500, seed: n }),
  }));
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  // All together take ten seconds, and a reply may take two.
  await app.evaluate(() => chrome.storage.local.set({ limits: { perSecond: 10_000, uploadMs: 2000 } }));
  emulator.uplinkBytesPerSecond = bytes / 10;
  await app.getByLabel('Choose files').setInputFiles(onDisk(files));

  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(6, { timeout: 30_000 });
  expect(emulator.activities()).toHaveLength(6);
  const posts = emulator.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ status }) => status)).toEqual(Array(6).fill(201));
});

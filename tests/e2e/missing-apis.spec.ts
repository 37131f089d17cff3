import { rmSync } from 'node:fs';
import { fitFile } from '../fixtures/recordings.ts';
import { buildWithout, MISSING_APIS, type MissingApi } from '../support/browsers/build-without.ts';
import { launch } from '../support/browsers/chromium.ts';
import { connect, workerOf } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

/** Each alone, and all at once, as in Firefox for Android. */
const LACKS: readonly (readonly MissingApi[])[] = [...MISSING_APIS.map(api => [api]), MISSING_APIS];

for (const apis of LACKS)
  test(`in a browser without ${apis.join(', ')}, every page opens and a recording is uploaded`, async ({
    emulator,
    onDisk,
  }) => {
    const build = buildWithout(apis);
    const musette = await launch({ emulator, build });
    try {
      const worker = await workerOf(musette.context);
      const defined = (names: readonly string[]) =>
        names.filter(name => (globalThis as unknown as { chrome: Record<string, unknown> }).chrome[name] !== undefined);
      expect(await worker.evaluate(defined, apis)).toEqual([]);

      await connect(musette, emulator.athlete.key);
      const app = await musette.open('app.html');
      const bytes = fitFile({ startMs: Date.UTC(2026, 8, 14, 7, 31) });
      await app.getByLabel('Choose files').setInputFiles(onDisk([{ name: 'ride.fit', bytes }]));
      await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
      expect(emulator.activities()).toHaveLength(1);

      const options = await musette.open('options.html');
      await expect(options.getByText(/^Connected as /)).toBeVisible();
      const captureDownloads = options.getByRole('heading', { name: 'Downloads', exact: true });
      await expect(captureDownloads).toHaveCount(apis.includes('downloads') ? 0 : 1);
      const popup = await musette.open('popup.html');
      await expect(popup.getByText('ride.fit')).toBeVisible();
      expect(musette.console.filter(line => /^(error|uncaught)/.test(line))).toEqual([]);
    } finally {
      await musette.close();
      rmSync(build, { recursive: true, force: true });
    }
  });

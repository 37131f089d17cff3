import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { differentRecordings } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { round } from './inspect.ts';

const LATENCY_MS = 100;

/** As many as Musette fetches at a time. */
const AT_ONCE = 6;

/** Originals as one zip by the packed extension in a real Chromium, and as single files by curl, so many at a time. */
export async function benchOriginals(count: number) {
  const emulator = await startEmulator();
  for (const { name, bytes } of differentRecordings(count, { durationSecs: 1200 }))
    emulator.seed.activity({ file: bytes, fileName: name });
  const ids = emulator.activities().map(({ id }) => id);
  emulator.latencyMs = LATENCY_MS;
  try {
    const musette = await withMusette(emulator, running => downloadAll(running, emulator, count));
    const curl = await curlAll(emulator, ids);
    return {
      'zip of Musette': { seconds: round(musette), 'files/s': round(count / musette) },
      curl: { seconds: round(curl), 'files/s': round(count / curl) },
      ratio: { seconds: round(curl / musette) },
    };
  } finally {
    await emulator.close();
  }
}

/** Seconds from the click until the zip is packed. */
async function downloadAll(musette: Musette, emulator: Emulator, count: number): Promise<number> {
  await connectedBefore(musette, emulator.athlete);
  const app = await musette.open('app.html');
  const limits = { perSecond: 10_000, per15Minutes: 1_000_000, perDay: 1_000_000 };
  await app.evaluate(limits => chrome.storage.local.set({ limits }), limits);
  await app.goto(`${app.url()}#activities`);
  await app.getByRole('radio', { name: 'All time', exact: true }).check();
  const button = app.getByRole('button', { name: `Download all ${count} as zip` });
  await button.waitFor();
  const start = performance.now();
  await button.click();
  await app.getByRole('button', { name: 'Save zip' }).waitFor({ timeout: 300_000 });
  return (performance.now() - start) / 1000;
}

/** curl leaves the gzip on: nothing is checked, named or packed. */
async function curlAll({ port, athlete }: Emulator, ids: string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'musette-bench-'));
  const config = join(folder, 'urls');
  const files = join(folder, 'files');
  mkdirSync(files);
  const each = (id: string) =>
    `url = "https://intervals.icu/api/v1/activity/${id}/file"\noutput = "${join(files, id)}"\n`;
  writeFileSync(config, ids.map(each).join(''));
  const start = performance.now();
  await promisify(execFile)('curl', [
    ...['-sfk', '--parallel', '--parallel-max', String(AT_ONCE)],
    ...['--connect-to', `intervals.icu:443:127.0.0.1:${port}`, '-u', `API_KEY:${athlete.key}`],
    ...['--config', config],
  ]);
  const seconds = (performance.now() - start) / 1000;
  if (readdirSync(files).length !== ids.length) throw new Error('curl did not fetch everything');
  rmSync(folder, { recursive: true });
  return seconds;
}

async function withMusette<Result>(emulator: Emulator, work: (musette: Musette) => Promise<Result>): Promise<Result> {
  const musette = await launch({ emulator });
  try {
    return await work(musette);
  } finally {
    await musette.close();
  }
}

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { startEmulator } from '../emulator/emulator.ts';
import { fitFile } from '../fixtures/recordings.ts';
import { seedHistory } from './history.ts';
import { round } from './inspect.ts';
import { timePopup } from './popup.ts';
import { median, type Running, withMusette } from './running.ts';

const LATENCY_MS = 100;

/** The same files through the packed extension in a real Chromium, and through a loop of curl. */
export async function benchOutbox(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'musette-bench-'));
  const paths = Array.from({ length: count }, (_, n) => {
    const path = join(folder, `ride-${n}.fit`);
    // No two are similar: files that may contain the same ride are uploaded one after the other.
    const durationSecs = 300 + ((n * 37) % 900);
    writeFileSync(path, fitFile({ startMs: Date.UTC(2024, 0, 1) + n * 7 * 3_600_000, durationSecs, seed: n }));
    return path;
  });
  try {
    const outbox = await withMusette(musette => sendAll(musette, paths));
    const curl = await curlAll(paths);
    return {
      outbox: { seconds: round(outbox), 'files/s': round(count / outbox) },
      curl: { seconds: round(curl), 'files/s': round(count / curl) },
      ratio: { seconds: round(curl / outbox) },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds from choosing the files to the last one on Intervals.icu. */
async function sendAll({ musette, emulator }: Running, paths: string[]): Promise<number> {
  const app = await musette.open('app.html');
  await app.evaluate(() =>
    chrome.storage.local.set({ limits: { perSecond: 10_000, per15Minutes: 1_000_000, perDay: 1_000_000 } }),
  );
  emulator.latencyMs = LATENCY_MS;
  const start = performance.now();
  await app.getByLabel('Choose files').setInputFiles(paths);
  await emulator.until(() => emulator.activities().length === paths.length, 300_000);
  return (performance.now() - start) / 1000;
}

async function curlAll(paths: string[]): Promise<number> {
  const emulator = await startEmulator();
  emulator.latencyMs = LATENCY_MS;
  const url = 'https://intervals.icu/api/v1/athlete/0/activities';
  const options = ['-sf', '-k', '-o', '/dev/null', '--connect-to', `intervals.icu:443:127.0.0.1:${emulator.port}`];
  const start = performance.now();
  for (const path of paths) {
    await promisify(execFile)('curl', [
      ...options,
      '-u',
      `API_KEY:${emulator.athlete.key}`,
      '-F',
      `file=@${path}`,
      url,
    ]);
  }
  const seconds = (performance.now() - start) / 1000;
  if (emulator.activities().length !== paths.length) throw new Error('curl did not send everything');
  await emulator.close();
  return seconds;
}

/** Milliseconds to add 20 files and to open the popup, with so many rows of history. */
export async function benchHistory(lengths: number[]) {
  const rows: Record<string, object> = {};
  for (const length of lengths) {
    rows[`${length} rows`] = await withMusette(async ({ musette, emulator }) => {
      // A page that does not show the rows: what is measured is adding, not drawing.
      const options = await musette.open('options.html');
      await seedHistory(options, emulator.athlete.id, length);
      return { 'add 20 ms': round(await timeAdding(options)), 'popup ms': round(await timePopup(musette)) };
    });
  }
  return rows;
}

async function timeAdding(page: Page): Promise<number> {
  const batches = Array.from({ length: 5 }, (_, batch) =>
    Array.from({ length: 20 }, (_, n) => [
      ...fitFile({ startMs: Date.UTC(2025, 0, 1 + batch, n), durationSecs: 60, seed: batch * 20 + n }),
    ]),
  );
  const times: number[] = [];
  for (const batch of batches) {
    times.push(
      await page.evaluate(async contents => {
        const files = contents.map((bytes, n) => new File([new Uint8Array(bytes)], `${n}.fit`));
        const start = performance.now();
        const request = { feature: 'uploads', name: 'add', data: { files } };
        const outcome = await chrome.runtime.sendMessage({ request });
        if (outcome?.answer?.added !== files.length) throw new Error(JSON.stringify(outcome));
        return performance.now() - start;
      }, batch),
    );
  }
  return median(times);
}

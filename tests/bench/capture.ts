import type { Page } from '@playwright/test';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import type { DownloadKind } from '../emulator/files/offers.ts';
import { type Grants, launch, type Musette } from '../support/browsers/chromium.ts';
import { connect } from '../support/e2e/connect.ts';
import { round } from './inspect.ts';

const TIMES = 15;
const HOSTS = ['https://files.example.org/*'];

/** The rungs of the ladder: where the bytes of a download come from, and a kind of download that only this one has. */
const RUNGS: { rung: string; kind: DownloadKind; hosts: string[]; files?: boolean; site?: boolean }[] = [
  { rung: 'page hook', kind: 'blobRevoked', hosts: HOSTS, site: true },
  { rung: 'file on disk', kind: 'post', hosts: ['file:///*'], files: true },
  { rung: 'address again', kind: 'plain', hosts: HOSTS },
  { rung: 'data: itself', kind: 'data', hosts: [] },
];

/** Milliseconds from "download complete" to the first byte of the POST on the emulator, and the emulator's own round trip. */
export async function benchCapture() {
  const rows: Record<string, object> = {};
  for (const { rung, kind, hosts, files = false, site = false } of RUNGS) {
    const grants = { permissions: ['downloads'], hosts, files };
    rows[rung] = await withCapture(grants, site, running => measure(running, kind));
  }
  return rows;
}

interface Running {
  musette: Musette;
  emulator: Emulator;
  options: Page;
}

async function measure({ musette, emulator, options }: Running, kind: DownloadKind) {
  // One that is not counted: the first finds nothing warm.
  const waits: number[] = [];
  const roundTrips: number[] = [];
  for (let n = 0; n <= TIMES; n += 1) {
    const { url, offers } = emulator.files.downloadPage([kind]);
    const page = await musette.context.newPage();
    await page.goto(url);
    emulator.clearRequests();
    await page.locator(`#${kind}`).click();
    const isPost = ({ host, method }: { host: string; method: string }) =>
      host === 'intervals.icu' && method === 'POST';
    const post = await emulator.until(() => emulator.requests.find(isPost));
    await emulator.until(() => emulator.activities().length === n + 1);
    const completeAt = await options.evaluate(async () => {
      const [last] = await chrome.downloads.search({ orderBy: ['-startTime'], limit: 1 });
      return Date.parse(last?.endTime ?? '');
    });
    if (n > 0) waits.push(post.startedAt - completeAt);
    if (n > 0) roundTrips.push(await timeRoundTrip(emulator));
    if (offers.length !== 1) throw new Error('one offer was asked for');
    await page.close();
  }
  return {
    'median ms': round(at(waits, 0.5)),
    'p95 ms': round(at(waits, 0.95)),
    'emulator’s round trip, median ms': round(at(roundTrips, 0.5)),
  };
}

async function timeRoundTrip(emulator: Emulator): Promise<number> {
  const start = performance.now();
  await (await emulator.fetch('https://files.example.org/')).arrayBuffer();
  return performance.now() - start;
}

async function withCapture(grants: Grants, site: boolean, work: (running: Running) => Promise<object>) {
  const emulator = await startEmulator();
  const musette = await launch({ emulator, grants });
  try {
    await connect(musette, emulator.athlete.key);
    const options = await musette.open('options.html');
    // Many rides in a minute are more than the budget of a second allows: it would be the budget that is measured.
    await options.evaluate(site => {
      const captureSites = site ? [{ host: 'files.example.org', automatic: false }] : [];
      return chrome.storage.local.set({
        limits: { perSecond: 10_000, per15Minutes: 1_000_000, perDay: 1_000_000 },
        'settings.capture': { captureDownloads: true, captureMode: 'automatic', captureSites },
      });
    }, site);
    return await work({ musette, emulator, options });
  } finally {
    await musette.close();
    await emulator.close();
  }
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { addDays } from '../../lib/platform/calendar-date.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import type { Musette } from '../support/browsers/chromium.ts';
import { seedHistory } from './history.ts';
import { round } from './inspect.ts';
import { memoryOf } from './memory.ts';
import { timePopup } from './popup.ts';
import { type Running, withMusette } from './running.ts';

const FROM = '2026-01-01';
const PER_DAY = 2;

/** So many days of planned workouts, from the choice of the days to the files on disk: Musette, and curl with jq and base64. */
export async function benchWorkouts(days: number) {
  const to = addDays(FROM, days - 1);
  const grants = { permissions: ['downloads'] };
  const zip = await withMusette(running => saveAll(running, to, 'zip'), grants);
  const singles = await withMusette(running => saveAll(running, to, 'singles'), grants);
  const curl = await curlAll(days, to);
  return {
    'Musette, one zip': zip,
    'Musette, single files': singles,
    'curl, jq, base64': curl,
    'ratio, zip': { seconds: round(curl.seconds / zip.seconds) },
    'ratio, single files': { seconds: round(curl.seconds / singles.seconds) },
  };
}

/** Milliseconds until the popup shows its list, with an empty calendar and with four weeks of workouts. */
export async function benchPopup() {
  const rows: Record<string, object> = {};
  for (const days of [0, 28]) {
    rows[days === 0 ? 'empty calendar' : '4-week calendar'] = await withMusette(async ({ musette, emulator }) => {
      // From yesterday, so that today is among them in every time zone.
      plan(emulator, addDays(new Date().toISOString().slice(0, 10), -1), days);
      const app = await musette.open('app.html');
      await seedHistory(app, emulator.athlete.id, 10);
      await app.getByRole('link', { name: 'Workouts' }).click();
      await app.getByText('Next 4 weeks').click();
      await app.getByText(/^Last updated /).waitFor();
      await app.close();
      return { 'popup ms': round(await timePopup(musette)) };
    });
  }
  return rows;
}

async function saveAll({ musette, emulator }: Running, to: string, manner: 'zip' | 'singles') {
  const days = Math.round((Date.parse(to) - Date.parse(FROM)) / 86_400_000) + 1;
  plan(emulator, FROM, days);
  const app = await musette.open('app.html');
  await app.getByRole('link', { name: 'Workouts' }).click();
  await app.getByText(/^Last updated /).waitFor();
  await app.getByText('Custom range', { exact: true }).click();
  // Without a last day there is nothing to read yet.
  await app.getByLabel('To', { exact: true }).fill('');
  await app.getByLabel('From', { exact: true }).fill(FROM);
  emulator.clearRequests();
  const memory = memoryOf(musette.profile);
  const start = performance.now();
  await app.getByLabel('To', { exact: true }).fill(to);
  const name = manner === 'zip' ? /^Save \d+ workouts as zip$/ : 'As separate files';
  await expectAll(app, days);
  await app.getByRole('button', { name }).click();
  const count = days * PER_DAY;
  await (manner === 'zip' ? fileThere(join(musette.downloads, `Musette ${FROM}.zip`)) : filesThere(musette, count));
  const seconds = (performance.now() - start) / 1000;
  const requests = emulator.requests.length;
  return { requests, seconds: round(seconds), files: count, 'peak growth MB': round(memory.growthMb()) };
}

const expectAll = (app: Page, days: number): Promise<void> =>
  app.getByRole('button', { name: `Save ${days * PER_DAY} workouts as zip` }).waitFor();

/** A week of sessions, repeated. */
function plan(emulator: Emulator, from: string, days: number): void {
  for (let n = 0; n < days * PER_DAY; n += 1) {
    emulator.seed.event({
      start_date_local: `${addDays(from, Math.floor(n / PER_DAY))}T00:00:00`,
      name: `Session ${n}`,
      description: [
        '- 10m ramp 45-75%',
        '',
        `${3 + (n % 4)}x`,
        `- 8m ${88 + (n % 7)}% 90rpm`,
        '- 4m 50%',
        '',
        '- 10m 45%',
      ].join('\n'),
    });
  }
}

/** One request for everything, each file decoded to disk, as a person at a shell would do it. */
const SCRIPT = `
  curl "$@" |
  jq -r '.[] | select(.workout_file_base64) | [.id, .workout_file_base64] | @tsv' |
  while IFS=$'\\t' read -r id base64; do base64 -d <<< "$base64" > "$id.zwo"; done
`;

async function curlAll(days: number, to: string) {
  const emulator = await startEmulator();
  plan(emulator, FROM, days);
  const folder = mkdtempSync(join(tmpdir(), 'musette-bench-'));
  const url = `https://intervals.icu/api/v1/athlete/0/events?category=WORKOUT&resolve=true&ext=zwo&oldest=${FROM}&newest=${to}`;
  const key = `API_KEY:${emulator.athlete.key}`;
  const connectTo = `intervals.icu:443:127.0.0.1:${emulator.port}`;
  try {
    const start = performance.now();
    // Not the synchronous one: the emulator that answers is in this process.
    await promisify(execFile)('bash', ['-c', SCRIPT, 'curl', '-sfk', '-u', key, '--connect-to', connectTo, url], {
      cwd: folder,
    });
    const seconds = (performance.now() - start) / 1000;
    const files = readdirSync(folder).length;
    return { requests: emulator.requests.length, seconds: round(seconds), files };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await emulator.close();
  }
}

/** Resolves once the browser has finished a download of that name. */
async function fileThere(path: string): Promise<void> {
  while (!existsSync(path) || statSync(path).size === 0) await nextLook();
}

async function filesThere({ downloads }: Musette, count: number): Promise<void> {
  const folder = join(downloads, 'Musette', FROM);
  const finished = () => readdirSync(folder).filter(name => name.endsWith('.zwo')).length;
  while (!existsSync(folder) || finished() < count) await nextLook();
}

/** Short against what is measured, and long enough to leave the processor to the browser. */
const nextLook = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20));

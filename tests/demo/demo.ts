import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { differentRecordings } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { connect } from '../support/e2e/connect.ts';
import { seedSeason } from './season.ts';

/**
 * `npm run demo`: Musette without an account. A real Chromium with the packed extension, an Intervals.icu of our
 * own behind its real name, with a season of activities, and a few generated recordings. Stays open to try; with
 * `--headless` it saves pictures of every page instead, and ends with 0 only if everything arrived.
 */
const headless = process.argv.includes('--headless');
if (!headless && process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.error('There is no screen to show the browser on: run "npm run demo -- --headless".');
  process.exit(1);
}

execFileSync('wxt', ['build'], { stdio: 'inherit' });
const files = mkdtempSync(join(tmpdir(), 'musette-demo-'));
const emulator = await startEmulator();
seedSeason(emulator);
const seeded = new Set(emulator.activities().map(({ id }) => id));
const musette = await launch({ emulator, headless });
try {
  console.log(await connect(musette, emulator.athlete.key));
  const recordings = differentRecordings(6, { startMs: Date.now() - 86_400_000, durationSecs: 3600, stepSecs: 410 });
  const app = await musette.open('app.html');
  await app.getByLabel('Choose files').setInputFiles(recordings.map(saved));
  await tell(emulator, recordings.length);
  if (headless) await takePictures(musette);
  else await stayOpen(musette, emulator);
} finally {
  await musette.close();
  await emulator.close();
  rmSync(files, { recursive: true, force: true });
}

function saved({ name, bytes }: { name: string; bytes: Uint8Array }): string {
  const path = join(files, name);
  writeFileSync(path, bytes);
  return path;
}

/** Prints each activity as it arrives. @throws when they do not all arrive within a minute */
async function tell(emulator: Emulator, wanted: number): Promise<void> {
  const told = new Set(seeded);
  await emulator.until(() => {
    for (const { id, name, type, start_date_local, fileName } of emulator.activities()) {
      if (told.has(id)) continue;
      told.add(id);
      console.log(`Arrived: ${id}  ${start_date_local}  ${type}  “${name}”  from ${fileName}`);
    }
    return told.size === seeded.size + wanted;
  }, 60_000);
  console.log(`All ${wanted} recordings arrived.`);
}

async function takePictures({ open }: Musette): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'musette-pictures-'));
  const take = async (page: Page, name: string) => {
    for (const colorScheme of ['light', 'dark'] as const)
      await picture(page, colorScheme, join(folder, `${name}-${colorScheme}.png`));
  };
  const app = await open('app.html');
  for (const screen of ['Outbox', 'Workouts', 'Activities', 'Wellness']) {
    await app.getByRole('link', { name: screen }).click();
    if (screen !== 'Outbox')
      await app
        .getByText(/^Last updated |activities$/)
        .first()
        .waitFor();
    await take(app, screen.toLowerCase());
  }
  for (const name of ['popup', 'options'] as const) {
    const page = await open(`${name}.html`);
    if (name === 'popup') await page.setViewportSize({ width: 380, height: 600 });
    await take(page, name);
    await page.close();
  }
}

async function picture(page: Page, colorScheme: 'light' | 'dark', path: string): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.getByText('Mo Example').first().waitFor();
  await page.screenshot({ path, fullPage: true });
  console.log(path);
}

async function stayOpen({ context }: Musette, { athlete }: Emulator): Promise<void> {
  console.log(`Drop files on the page; the key of ${athlete.name} is ${athlete.key}. Close the browser to end.`);
  await context.waitForEvent('close', { timeout: 0 });
}

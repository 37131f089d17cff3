import type { Page } from '@playwright/test';
import type { Emulator } from '../emulator/emulator.ts';
import type { GarminActivity } from '../emulator/garmin/activity.ts';
import { launch, type Musette } from './browser.ts';
import { test as base, expect } from './fixtures.ts';
import { connect } from './pages.ts';

const GARMIN = [
  'https://connect.garmin.com/*',
  'https://connect.garmin.cn/*',
  'https://connectus.garmin.cn/*',
];
const TRAININGPEAKS = ['https://app.trainingpeaks.com/*', 'https://tpapi.trainingpeaks.com/*'];
const HOUR = 3_600_000;
const NEWEST = Date.UTC(2026, 10, 20, 6, 30, 12);

const test = base.extend({
  musette: async ({ emulator }, use) => {
    const musette = await launch({ emulator, grants: { hosts: [...GARMIN, ...TRAININGPEAKS] } });
    await connect(musette, emulator.athlete.key);
    await use(musette);
    await musette.close();
    expect(emulator.violations).toEqual([]);
  },
});

/** Signs in to Garmin Connect and leaves its page open. */
async function openGarmin(musette: Musette, emulator: Emulator): Promise<Page> {
  await musette.context.addCookies(emulator.garmin.signIn().cookies);
  const page = await musette.context.newPage();
  await page.goto('https://connect.garmin.com/app/activities');
  return page;
}

async function openMissing(musette: Musette): Promise<Page> {
  const app = await musette.open('app.html');
  await app.getByRole('button', { name: 'Find missing…' }).click();
  await expect(app.getByRole('heading', { name: 'Find missing' })).toBeVisible();
  return app;
}

async function find(app: Page, span = 'All'): Promise<void> {
  await app.getByLabel(span, { exact: true }).check();
  await app.getByRole('button', { name: 'Find missing', exact: true }).click();
  await expect(app.getByText(/ are on Intervals\.icu\. /)).toBeVisible({ timeout: 60_000 });
}

/** An activity of Garmin as Intervals.icu has it, whatever way it came. */
const twinOf = (activity: GarminActivity, slipMs = 0) => ({
  start_date: new Date(activity.recording.startMs + slipMs).toISOString().replace('.000', ''),
  type: 'Ride',
  name: `There ${activity.name}`,
  elapsed_time: activity.recording.durationSecs,
  distance: activity.distanceM,
});

/** A thousand rides, most of them there in one way or another; returns the names of those that are not. */
function threeYears(emulator: Emulator): string[] {
  const missing: string[] = [];
  for (let n = 0; n < 1000; n += 1) {
    // Two rides begin together now and then, of two lengths; one of the two is there.
    const isSecond = n % 100 === 51;
    const startMs = NEWEST - (isSecond ? n - 1 : n) * (25 * HOUR + 7 * 60_000);
    const activity = emulator.garmin.activity({
      startMs,
      durationSecs: (isSecond ? 400 : 60) + n,
      name: `Ride ${n}`,
      utcOffsetHours: offsetAt(startMs, emulator.athlete.timezone),
    });
    if (n % 50 === 1 || isSecond || n % 100 === 77 || n % 100 === 28) missing.push(activity.name);
    else seedTwin(emulator, activity, n);
  }
  return missing;
}

/** What a clock of the zone is ahead of UTC, in hours. */
function offsetAt(ms: number, timeZone: string): number {
  const shown = new Date(ms).toLocaleString('sv-SE', { timeZone });
  return Math.round((Date.parse(`${shown.replace(' ', 'T')}Z`) - ms) / (HOUR / 4)) / 4;
}

function seedTwin(emulator: Emulator, activity: GarminActivity, n: number): void {
  if (n % 40 === 7) emulator.seed.activity(twinOf(activity, (n % 80 === 7 ? 2 : -5.5) * HOUR));
  else if (n % 40 === 9) {
    const { start_date } = twinOf(activity);
    emulator.seed.activity({ start_date, source: 'STRAVA' });
  } else if (n % 3 === 0) {
    emulator.seed.activity({ ...twinOf(activity), external_id: String(activity.id) });
  } else emulator.seed.activity(twinOf(activity));
}

const tickedNames = (app: Page) =>
  app
    .locator('tbody tr', { has: app.locator('input:checked') })
    .locator('.missing-name')
    .allTextContents();

const files = (emulator: Emulator) =>
  emulator.activities().flatMap(({ external_id, sha256 }) => (sha256 ? [external_id] : []));

test('of a thousand activities exactly the missing ones are ticked, and a killed browser sends each of them once', async ({
  emulator,
  musette,
}) => {
  test.setTimeout(300_000);
  const missing = threeYears(emulator);
  expect(missing).toHaveLength(40);
  await openGarmin(musette, emulator);
  let app = await openMissing(musette);
  await find(app);
  await app.getByLabel(/^All 1,000/).check();
  await expect(app.locator('tbody tr')).toHaveCount(1000);
  expect((await tickedNames(app)).sort()).toEqual(missing.sort());

  await app.getByRole('button', { name: 'Send 40 recordings' }).click();
  await emulator.until(() => files(emulator).length >= 8, 60_000);
  await musette.kill();
  const again = await launch({ emulator, profile: musette.profile });
  try {
    await openGarmin(again, emulator);
    app = await again.open('app.html');
    await app.getByRole('button', { name: 'Find missing…' }).click();
    await emulator.until(() => files(emulator).length >= 40, 180_000);
    await expect(app.getByText(/^All done: /).first()).toBeVisible({ timeout: 30_000 });
    const wanted = emulator.garmin.activities
      .filter(({ name }) => missing.includes(name))
      .map(({ id }) => String(id));
    expect(files(emulator).sort()).toEqual(wanted.sort());
  } finally {
    await again.context.close();
  }
});

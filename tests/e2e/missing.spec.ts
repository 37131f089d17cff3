import type { Page } from '@playwright/test';
import type { Emulator } from '../emulator/emulator.ts';
import type { GarminActivity } from '../emulator/garmin/activity.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { connectedBefore, UNPACED } from '../support/e2e/connect.ts';
import { test as base, expect } from '../support/e2e/e2e-test.ts';
import { expectToFit } from '../support/e2e/page-layout.ts';

const GARMIN = ['https://connect.garmin.com/*', 'https://connect.garmin.cn/*', 'https://connectus.garmin.cn/*'];
const TRAININGPEAKS = ['https://app.trainingpeaks.com/*', 'https://tpapi.trainingpeaks.com/*'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEWEST = Date.UTC(2026, 10, 20, 6, 30, 12);
/** The same time of the day before yesterday, for searches in the last month or year. */
const LATEST = Math.floor(Date.now() / DAY) * DAY - 2 * DAY + (NEWEST % DAY);

const test = base.extend({
  musette: async ({ emulator }, use) => {
    const musette = await launch({ emulator, grants: { hosts: [...GARMIN, ...TRAININGPEAKS] } });
    await connectedBefore(musette, emulator.athlete);
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

async function find(app: Page, span = 'All time'): Promise<void> {
  await app.getByLabel(span, { exact: true }).check();
  await app.getByRole('button', { name: 'Find missing', exact: true }).click();
  await expect(app.getByText(/ are on Intervals\.icu\. .*Checked at /)).toBeVisible({ timeout: 60_000 });
}

/** An activity of Garmin as Intervals.icu has it, however it was uploaded. */
const twinOf = (activity: GarminActivity, slipMs = 0) => ({
  start_date: new Date(activity.recording.startMs + slipMs).toISOString().replace('.000', ''),
  type: 'Ride',
  name: `There ${activity.name}`,
  elapsed_time: activity.recording.durationSecs,
  distance: activity.distanceM,
});

/** A thousand rides, most of them on Intervals.icu in some form; returns the names of those that are not. */
function threeYears(emulator: Emulator): string[] {
  const missing: string[] = [];
  for (let n = 0; n < 1000; n += 1) {
    // Some rides have the same start and another length; one of the two is on Intervals.icu.
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

/** The zone's offset from UTC, in hours. */
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
    .locator('.activity-name')
    .allTextContents();

const files = (emulator: Emulator) =>
  emulator.activities().flatMap(({ external_id, sha256 }) => (sha256 ? [external_id] : []));

const limit = (app: Page, limits: Record<string, number>) =>
  app.evaluate(given => chrome.storage.local.set({ limits: given }), { ...UNPACED, ...limits });

test('exactly the missing ones of a thousand activities are ticked, and each is sent once though the browser is killed', async ({
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

  // Slow enough that the browser dies in the middle.
  await limit(app, { fetchPauseMs: 100 });
  await app.getByRole('button', { name: 'Upload 40 recordings' }).click();
  await emulator.until(() => files(emulator).length >= 8, 60_000);
  await musette.kill();
  const again = await launch({ emulator, profile: musette.profile });
  try {
    await openGarmin(again, emulator);
    app = await again.open('app.html');
    await app.getByRole('button', { name: 'Find missing…' }).click();
    await emulator.until(() => files(emulator).length >= 40, 180_000);
    await expect(app.getByText(/^All done: /).first()).toBeVisible({ timeout: 30_000 });
    const wanted = emulator.garmin.activities.filter(({ name }) => missing.includes(name)).map(({ id }) => String(id));
    expect(files(emulator).sort()).toEqual(wanted.sort());
  } finally {
    await again.context.close();
  }
});

/** A season with one activity of each kind; the newest first: missing, by hand, unsure, a stub, another zone, there. */
function oneOfEach(emulator: Emulator): void {
  const ride = (n: number, more = {}) =>
    emulator.garmin.activity({
      startMs: LATEST - n * 25 * HOUR,
      durationSecs: 300 + 60 * n,
      name: `Ride ${n}`,
      utcOffsetHours: offsetAt(LATEST - n * 25 * HOUR, emulator.athlete.timezone),
      ...more,
    });
  ride(0, {
    name: 'A long name that somebody gave to an ordinary ride along the river and back over the hill',
  });
  ride(1, { original: 'manual' });
  emulator.seed.activity({ ...twinOf(ride(2)), elapsed_time: 40, distance: 100 });
  emulator.seed.activity({ start_date: twinOf(ride(3)).start_date, source: 'STRAVA' });
  emulator.seed.activity(twinOf(ride(4), 2 * HOUR));
  emulator.seed.activity(twinOf(ride(5)));
  ride(6);
}

const row = (app: Page, name: string) => app.getByRole('row').filter({ hasText: name });

test('each activity is shown with its state, and only those with a file can be ticked', async ({
  emulator,
  musette,
}) => {
  oneOfEach(emulator);
  await openGarmin(musette, emulator);
  const app = await openMissing(musette);
  await expectSound(app);
  await expectToFit(app);
  await find(app, 'This season');
  await expect(app.getByText(/^1 of 7 are on Intervals\.icu\. 2 missing\./)).toBeVisible();
  await app.getByLabel(/^All 7/).check();
  const verdicts: [string, RegExp, boolean | undefined][] = [
    ['A long name', /Missing/, true],
    ['Ride 1', /No file.*entered manually/, undefined],
    ['Ride 2', /Possible match.*Starts at the same second as “?There Ride 2”?/, false],
    ['Ride 3', /Strava placeholder/, false],
    ['Ride 4', /Possible match.*Looks like There Ride 4 in another time zone, 2 h apart\./, false],
    ['Ride 5', /On Intervals\.icu.*There Ride 5/, undefined],
    ['Ride 6', /Missing/, true],
  ];
  for (const [name, words, checked] of verdicts) {
    await expect(row(app, name)).toContainText(words);
    await expect(row(app, name).getByRole('checkbox')).toHaveCount(checked === undefined ? 0 : 1);
    if (checked !== undefined) await expect(row(app, name).getByRole('checkbox')).toBeChecked({ checked });
  }
  await expectSound(app);
  await expectToFit(app);
});

/** So many rides that are missing on Intervals.icu, a day apart. */
const rides = (emulator: Emulator, count: number) =>
  Array.from({ length: count }, (_, n) =>
    emulator.garmin.activity({ startMs: LATEST - n * 25 * HOUR, durationSecs: 60 + n, name: `Ride ${n}` }),
  );

test('a closed tab and an ended session are reported, and the run continues when they are back', async ({
  emulator,
  musette,
}) => {
  test.setTimeout(120_000);
  rides(emulator, 30);
  const garmin = await openGarmin(musette, emulator);
  const app = await openMissing(musette);
  await limit(app, { fetchPauseMs: 200 });
  await find(app, 'Last month');
  await app.getByRole('button', { name: /^Upload \d+ recordings/ }).click();
  await emulator.until(() => files(emulator).length >= 2);
  await garmin.close();
  await expect(app.getByRole('link', { name: 'Open Garmin Connect' }).first()).toBeVisible();
  await expect(app.getByText(/Retrying at /)).toBeVisible();
  const before = files(emulator).length;
  const again = await openGarmin(musette, emulator);
  await app.bringToFront();
  await emulator.until(() => files(emulator).length >= before + 3);

  emulator.garmin.signOut();
  await expect(app.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await musette.context.addCookies(emulator.garmin.signIn().cookies);
  await again.goto('https://connect.garmin.com/app/activities');
  await expect(app.getByText(/^All done: \d+ uploaded$/).first()).toBeVisible({ timeout: 60_000 });
  expect(new Set(files(emulator)).size).toBe(files(emulator).length);
});

test('the report lists what arrived, what has no file and what failed, and what failed can be retried', async ({
  emulator,
  musette,
}) => {
  const [first] = rides(emulator, 3);
  emulator.garmin.activity({ startMs: LATEST - 3 * 25 * HOUR, original: 'empty zip', name: 'Empty' });
  emulator.fail({
    match: { host: 'connect.garmin.com', path: first?.originalPath ?? '' },
    times: 'always',
    reply: { status: 403, body: '{"error":"WebApplicationException"}' },
  });
  await openGarmin(musette, emulator);
  const app = await openMissing(musette);
  await find(app, 'Last month');
  await app.getByRole('button', { name: 'Upload 4 recordings' }).click();
  const done = (words: string) => expect(app.getByText(`All done: ${words}`, { exact: true }).first()).toBeVisible();
  await done('2 uploaded · 1 without a file · 1 failed');
  await expectSound(app);
  await expectToFit(app);

  emulator.mend();
  await app.getByRole('button', { name: 'Retry failed' }).click();
  await done('3 uploaded · 1 without a file');
  await app.reload();
  await done('3 uploaded · 1 without a file');
});

test('a run is paused, resumed and cancelled, and shows when the rest will be done', async ({ emulator, musette }) => {
  rides(emulator, 12);
  await openGarmin(musette, emulator);
  const app = await openMissing(musette);
  await limit(app, { fetchPauseMs: 300, perDay: 8 });
  await find(app, 'Last month');
  await expect(app.getByText(/^Intervals\.icu accepts \d more today\. All will be done at about /)).toBeVisible();
  await limit(app, { fetchPauseMs: 1000 });
  await app.getByRole('button', { name: 'Upload 12 recordings' }).click();
  await app.getByRole('button', { name: 'Pause' }).click();
  await expect(app.getByText('Paused. Nothing is downloaded until you resume.')).toBeVisible();
  await app.getByRole('button', { name: 'Resume' }).click();
  await emulator.until(() => files(emulator).length >= 2);
  await app.getByRole('button', { name: 'Cancel the rest' }).click();
  await app.getByRole('button', { name: 'Remove' }).click();
  await expect(app.getByText(/^All done: \d+ uploaded$/).first()).toBeVisible();
  expect(files(emulator).length).toBeLessThan(12);
});

test('the screen explains what to do without an account, without a tab and with nothing missing', async ({
  emulator,
  musette,
}) => {
  emulator.seed.activity(twinOf(emulator.garmin.activity({ startMs: LATEST })));
  const [from = '', to = ''] = [LATEST - 9 * DAY, LATEST + DAY].map(ms => new Date(ms).toISOString().slice(0, 10));
  let app = await openMissing(musette);
  await expect(app.getByRole('link', { name: 'Open Garmin Connect' })).toBeVisible();
  await app.getByLabel('Custom range').check();
  await app.getByLabel('From', { exact: true }).fill(from);
  await app.getByLabel('To', { exact: true }).fill(to);
  await app.getByRole('button', { name: 'Find missing', exact: true }).click();
  await expect(app.getByRole('alert')).toContainText('Garmin Connect');
  await expectSound(app);
  await expectToFit(app);

  await openGarmin(musette, emulator);
  await app.bringToFront();
  await expect(app.getByText('Garmin Connect is open in a tab.')).toBeVisible();
  await app.getByRole('button', { name: 'Find missing', exact: true }).click();
  await expect(app.getByRole('heading', { name: 'Nothing is missing' })).toBeVisible();
  await app.close();
  app = await openMissing(musette);
  await expect(app.getByLabel('From', { exact: true })).toHaveValue(from);

  const options = await musette.open('options.html');
  await options.getByRole('button', { name: 'Disconnect' }).click();
  await expect(app.getByRole('link', { name: 'Connect Intervals.icu' })).toBeVisible();
  await expectSound(app);
  await expectToFit(app);
});

test('two thousand rows are shown, ticked by keyboard and filtered without a wait', async ({ emulator, musette }) => {
  test.setTimeout(120_000);
  rides(emulator, 2000);
  await openGarmin(musette, emulator);
  const app = await openMissing(musette);
  await find(app);
  await expect(app.locator('tbody tr')).toHaveCount(2000);
  await expect(app.getByRole('button', { name: 'Upload 2,000 recordings' })).toBeVisible();
  const longest = app.evaluate(
    () =>
      new Promise<number>(resolve => {
        const seen: number[] = [0];
        new PerformanceObserver(list => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
          type: 'event',
          durationThreshold: 16,
        } as PerformanceObserverInit);
        addEventListener('measured', () => resolve(Math.max(...seen)), { once: true });
      }),
  );
  const boxes = app.locator('tbody input');
  await boxes.nth(3).focus();
  for (let n = 0; n < 5; n += 1) {
    await app.keyboard.press('Space');
    await app.keyboard.press('Tab');
  }
  await expect(app.getByRole('button', { name: 'Upload 1,995 recordings' })).toBeVisible();
  await app.getByLabel('Select all missing').click();
  await expect(app.getByRole('button', { name: 'Upload 2,000 recordings' })).toBeVisible();
  await app.evaluate(() => dispatchEvent(new Event('measured')));
  expect(await longest).toBeLessThan(1500);
});

test('TrainingPeaks is compared by local time, and its missing workouts arrive', async ({ emulator, musette }) => {
  const workout = (n: number, more = {}) => {
    const startMs = LATEST - n * 25 * HOUR;
    const utcOffsetHours = offsetAt(startMs, emulator.athlete.timezone);
    return emulator.trainingPeaks.workout({
      startMs,
      utcOffsetHours,
      durationSecs: 300 + n,
      title: `Workout ${n}`,
      ...more,
    });
  };
  const first = workout(0);
  const there = first.recording;
  emulator.seed.activity({
    start_date: new Date(there.startMs).toISOString().replace('.000', ''),
    type: 'Ride',
    elapsed_time: there.durationSecs,
    distance: first.row.distance ?? null,
  });
  workout(1);
  workout(2, { state: 'planned' });
  workout(3, { state: 'manual' });
  await musette.context.addCookies(emulator.trainingPeaks.signIn().cookies);
  const site = await musette.context.newPage();
  await site.goto('https://app.trainingpeaks.com/#calendar');
  const app = await openMissing(musette);
  await app.getByLabel('TrainingPeaks').check();
  await find(app, 'This season');
  await app.getByLabel(/^All \d/).check();
  await expect(row(app, 'Workout 1')).toContainText('Missing');
  await expect(row(app, 'Workout 2')).toHaveCount(0);
  await expect(row(app, 'Workout 0')).toContainText('On Intervals.icu');
  await app.getByRole('button', { name: /^Upload \d recordings/ }).click();
  await expect(app.getByText('All done: 1 uploaded ·  1 without a file').first()).toBeVisible();
});

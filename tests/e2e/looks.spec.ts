import type { Page } from '@playwright/test';
import { addDays, type CalendarDate, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { DAY, HOUR } from '../../lib/platform/time.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { fitFile, fitWorkoutFile } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';
import { expectToFit, expectToFitInAnyLanguage } from '../support/e2e/page-layout.ts';
import { planWeek } from '../support/e2e/planned-week.ts';

const START = Date.UTC(2026, 6, 1, 8);
const ride = (n: number) => fitFile({ startMs: START + n * DAY, durationSecs: 60 + n, seed: n + 1 });

const GARMIN = ['connect.garmin.com', 'connect.garmin.cn', 'connectus.garmin.cn'].map(host => `https://${host}/*`);

/** Every width at which columns appear or disappear. */
const EVERY_WIDTH = Array.from({ length: 55 }, (_, n) => 320 + n * 20);

const LONG = 'Sunday ride to the sea and back with everybody who could come';

/** Activities of all kinds: long names and none, many sources, with and without a file. */
function seedActivities(emulator: Emulator): void {
  const at = (n: number) => ({
    start_date: new Date(Date.now() - n * DAY).toISOString().slice(0, 19).concat('Z'),
  });
  const { seed } = emulator;
  seed.activity({
    ...at(2),
    file: ride(40),
    name: 'Evening Run',
    type: 'Run',
    device_name: 'Garmin Forerunner 965',
  });
  seed.activity({
    ...at(3),
    file: ride(41),
    name: LONG,
    type: 'VirtualRide',
    device_name: 'Wahoo ELEMNT BOLT',
  });
  seed.activity({ ...at(4), source: 'STRAVA' });
  seed.activity({ ...at(5), source: 'MANUAL', name: 'Strength with Kim', type: 'WeightTraining' });
  seed.activity({ ...at(6), file: ride(42), name: 'Morning_ride_without_any_space_in_its_name' });
}

function seedWellness(emulator: Emulator): void {
  const today: CalendarDate = getDateInZone(emulator.athlete.timezone, Date.now());
  const comments = 'Slept badly, and the legs were heavy all day long';
  emulator.seed.wellness(
    [0, 1, 2, 3].map(n => ({
      id: addDays(today, -n),
      weight: 70.2 + n,
      restingHR: 47 + n,
      sleepQuality: 1,
      comments,
    })),
  );
}

/** Adds a recording for each possible result. */
async function fillOutbox(app: Page, emulator: Emulator, onDisk: OnDisk): Promise<void> {
  emulator.seed.activity({ file: ride(1), name: 'There before' });
  emulator.fail({
    match: { method: 'POST' },
    reply: { status: 422, body: '{"status":422,"error":"No data"}' },
  });
  await app.getByLabel('Choose files').setInputFiles(onDisk([{ name: 'refused.fit', bytes: ride(5) }]));
  await expect(app.getByText('Failed', { exact: true })).toBeVisible();
  await app.getByLabel('Choose files').setInputFiles(
    onDisk([
      { name: 'there.fit', bytes: ride(1) },
      { name: 'plan.fit', bytes: fitWorkoutFile('Plan') },
      { name: 'damaged.fit', bytes: ride(3).slice(0, 700) },
      { name: 'web-page.fit', bytes: new TextEncoder().encode('<html>') },
      { name: 'new.fit', bytes: ride(2) },
      { name: `${LONG}.fit`, bytes: ride(6) },
    ]),
  );
  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(2);
  await expect(app.getByText('Already on Intervals.icu', { exact: true })).toBeVisible();
}

type OnDisk = (files: { name: string; bytes: Uint8Array }[]) => string[];

/** Compares with Garmin Connect, which has some that are missing on Intervals.icu. */
async function findMissing({ context }: Musette, app: Page, emulator: Emulator): Promise<void> {
  const rides = [LONG, 'There', 'By hand', 'Another zone'].map((name, n) =>
    emulator.garmin.activity({
      name,
      startMs: Math.floor(Date.now() / DAY) * DAY - (n + 2) * DAY,
      durationSecs: 60 + n,
      ...(name === 'By hand' && { original: 'manual' }),
    }),
  );
  for (const [n, slipMs] of [
    [1, 0],
    [3, 2 * HOUR],
  ] as const) {
    const { recording, distanceM = 0 } = rides[n] ?? {};
    emulator.seed.activity({
      start_date: new Date((recording?.startMs ?? 0) + slipMs).toISOString().replace('.000', ''),
      type: 'Ride',
      name: `${LONG}, too`,
      elapsed_time: recording?.durationSecs ?? 0,
      distance: distanceM,
    });
  }
  await context.addCookies(emulator.garmin.signIn().cookies);
  await (await context.newPage()).goto('https://connect.garmin.com/app/activities');
  await app.bringToFront();
  await app.getByRole('button', { name: 'Find missing…' }).click();
  await app.getByRole('button', { name: 'Find missing', exact: true }).click();
  await app.getByLabel(/^All 4/).check();
  await expect(app.locator('tbody tr')).toHaveCount(4);
}

const SCREENS = ['Workouts', 'Activities', 'Wellness', 'Outbox'];

const goTo = (app: Page, screen: string) => app.getByRole('link', { name: screen, exact: true }).click();

test('every page is accessible and fits any window before an account is connected', async ({ musette }) => {
  test.setTimeout(120_000);
  for (const name of ['popup.html', 'options.html', 'app.html'] as const) {
    const page = await musette.open(name);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expectSound(page);
    await expectToFit(page);
    if (name !== 'app.html') continue;
    for (const screen of SCREENS) {
      await goTo(page, screen);
      await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
      await expectToFit(page);
    }
  }
});

test('every page is accessible and fits any window with everything on it', async ({ emulator, onDisk }) => {
  test.setTimeout(180_000);
  const musette = await launch({ emulator, grants: { hosts: GARMIN } });
  try {
    await connectedBefore(musette, emulator.athlete);
    seedWellness(emulator);
    planWeek(emulator);
    const app = await musette.open('app.html');
    await fillOutbox(app, emulator, onDisk);
    await expectSound(app);
    await expectToFit(app, EVERY_WIDTH);
    await expectToFitInAnyLanguage(app);

    await findMissing(musette, app, emulator);
    await expectToFit(app, EVERY_WIDTH);
    await expectToFitInAnyLanguage(app);

    seedActivities(emulator);
    await goTo(app, 'Activities');
    await expect(app.getByText(LONG, { exact: true })).toBeVisible();
    await expectToFit(app, [...EVERY_WIDTH, 1920]);
    await expectToFitInAnyLanguage(app);

    await goTo(app, 'Workouts');
    await expect(app.getByText('Threshold 3x10').first()).toBeVisible();
    await expectToFit(app);
    await expectToFitInAnyLanguage(app);

    await goTo(app, 'Wellness');
    await expect(app.getByRole('gridcell', { name: /Weight/ }).first()).toBeVisible();
    await expectToFit(app);
    await expectToFitInAnyLanguage(app);

    for (const [name, text] of [
      ['popup.html', 'new.fit'],
      ['options.html', 'Connected as'],
    ] as const) {
      const page = await musette.open(name);
      await expect(page.getByText(text)).toBeVisible();
      await expectSound(page);
      await expectToFit(page);
      await expectToFitInAnyLanguage(page);
    }
    expect(emulator.violations).toEqual([]);
  } finally {
    await musette.close();
  }
});

test('the main task can be done by keyboard alone', async ({ musette, emulator, onDisk }) => {
  const options = await musette.open('options.html');
  await options.getByLabel('API key', { exact: true }).focus();
  await options.keyboard.type(emulator.athlete.key);
  await options.keyboard.press('Enter');
  await expect(options.getByText(/^Connected as /)).toBeVisible();

  const app = await musette.open('app.html');
  const focused = () =>
    app.evaluate(() => document.activeElement?.closest('label, button, a, input')?.textContent ?? '');
  const chooser = app.waitForEvent('filechooser');
  await expect(async () => {
    await app.keyboard.press('Tab');
    expect(
      await app.evaluate(() => document.activeElement?.matches('input[type=file]:not([webkitdirectory])') ?? false),
    ).toBe(true);
  }).toPass();
  await app.keyboard.press('Enter');
  await (await chooser).setFiles(onDisk([{ name: 'ride.fit', bytes: ride(1) }]));
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();

  await expect(async () => {
    await app.keyboard.press('Tab');
    expect(await focused()).toBe('Undo');
  }).toPass();
  await app.keyboard.press('Enter');
  await expect(app.getByText('ride.fit')).toHaveCount(0);
  expect(emulator.activities()).toHaveLength(0);
});

test('a dropped folder is read to its last file', async ({ musette, emulator }) => {
  await connectedBefore(musette, emulator.athlete);
  const app = await musette.open('app.html');
  await expect(app.getByLabel('Choose files')).toBeAttached();
  const bytes = [1, 2, 3].map(n => [...ride(n)]);
  await app.evaluate(contents => {
    const transfer = new DataTransfer();
    for (const [n, content] of contents.entries()) transfer.items.add(new File([new Uint8Array(content)], `${n}.fit`));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, bytes);

  await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(3);
});

import type { Page } from '@playwright/test';
import { fitFile } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { openPopup } from '../support/browsers/chromium-popup.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { test as base, expect } from '../support/e2e/e2e-test.ts';

/** Without a window the toolbar's button cannot be clicked, so what its click would grant is granted beforehand. */
const test = base.extend({
  musette: async ({ emulator }, use) => {
    const hosts = ['connect.garmin.com', 'app.trainingpeaks.com', 'tpapi.trainingpeaks.com', 'www.strava.com'];
    const musette = await launch({ emulator, grants: { hosts: hosts.map(host => `https://${host}/*`) } });
    await connectedBefore(musette, emulator.athlete);
    await use(musette);
    await musette.close();
    expect(emulator.violations).toEqual([]);
    expect(musette.console.join('\n')).not.toContain(emulator.athlete.key);
  },
});

async function show(musette: Musette, url: string): Promise<Page> {
  const page = await musette.context.newPage();
  await page.goto(url);
  return page;
}

test('a fetch by the background is refused by Garmin, and the popup’s fetch in the page succeeds', async ({
  musette,
  emulator,
}) => {
  const { cookies, csrfToken } = emulator.garmin.signIn();
  await musette.context.addCookies([...cookies]);
  const { url, originalPath, id } = emulator.garmin.activity({ name: 'Galibier' });
  await show(musette, url);
  const [worker] = musette.context.serviceWorkers();
  const status = await worker?.evaluate(
    async ({ address, token }) =>
      (await fetch(address, { headers: { 'connect-csrf-token': token }, credentials: 'include' })).status,
    { address: `https://connect.garmin.com${originalPath}`, token: csrfToken },
  );
  expect(status).toBe(403);

  const popup = await openPopup(musette);
  await popup.press('Upload this activity');

  const arrived = await emulator.until(() => emulator.activities()[0]);
  expect(arrived).toMatchObject({ name: 'Galibier', external_id: String(id) });
  expect(await popup.textWith('Added to the outbox.')).toContain('Galibier');
});

test('the popup says so when the activity was sent before', async ({ musette, emulator }) => {
  await musette.context.addCookies([...emulator.garmin.signIn().cookies]);
  await show(musette, emulator.garmin.activity().url);
  const first = await openPopup(musette);
  await first.press('Upload this activity');
  await emulator.until(() => emulator.activities()[0]);
  // Otherwise the next one might be mistaken for it.
  await first.close();
  await show(musette, emulator.garmin.activities[0]?.url ?? '');
  expect(await (await openPopup(musette)).textWith('Already uploaded to Intervals.icu.')).toContain(
    'Upload this activity',
  );
});

test('for a workout of TrainingPeaks with two files, the popup asks which and sends that one', async ({
  musette,
  emulator,
}) => {
  await musette.context.addCookies([...emulator.trainingPeaks.signIn().cookies]);
  const startMs = Date.UTC(2026, 8, 14, 7);
  const watch = fitFile({ startMs, seed: 1 });
  const workout = emulator.trainingPeaks.workout({
    title: '3 x 12 min',
    files: [
      { fileName: 'watch.fit', recording: watch },
      { fileName: 'computer.fit.gz', recording: fitFile({ startMs, seed: 2 }) },
    ],
  });
  const page = await show(musette, 'https://app.trainingpeaks.com/');
  await page.locator(`[data-workoutid="${workout.id}"]`).click();
  await page.locator('.workoutQuickView').waitFor();

  const popup = await openPopup(musette);
  await popup.press('Upload this activity');
  expect(await popup.textWith('Which one?')).toContain('computer.fit.gz');
  await popup.press('watch.fit');

  const arrived = await emulator.until(() => emulator.activities()[0]);
  expect(Buffer.from(arrived.bytes ?? []).equals(watch)).toBe(true);
  expect(arrived.name).toBe('3 x 12 min');
});

test('where the cookie of TrainingPeaks is partitioned, its page fetches the file', async ({ musette, emulator }) => {
  emulator.trainingPeaks.partitionedCookies = true;
  await musette.context.addCookies([...emulator.trainingPeaks.signIn().cookies]);
  const workout = emulator.trainingPeaks.workout();
  const page = await show(musette, 'https://app.trainingpeaks.com/');
  await page.locator(`[data-workoutid="${workout.id}"]`).click();
  await page.locator('.workoutQuickView').waitFor();
  await (await openPopup(musette)).press('Upload this activity');
  await emulator.until(() => emulator.activities()[0]);
});

test('an activity of Strava is fetched by its export link', async ({ musette, emulator }) => {
  await musette.context.addCookies([...emulator.strava.signIn().cookies]);
  await show(musette, emulator.strava.activity().url);
  await (await openPopup(musette)).press('Upload this activity');
  await emulator.until(() => emulator.activities()[0]);
});

test.describe('when an activity cannot be sent, the popup says why and what to do', () => {
  test('after a sign-out since the page was opened', async ({ musette, emulator }) => {
    await musette.context.addCookies([...emulator.garmin.signIn().cookies]);
    await show(musette, emulator.garmin.activity().url);
    emulator.garmin.signOut();
    const popup = await openPopup(musette);
    await popup.press('Upload this activity');
    await popup.textWith('You are not signed in to Garmin Connect. Sign in, then try again. Sign in');
    expect(await popup.until(`document.querySelector('.this-page a')?.href`)).toBe(
      'https://connect.garmin.com/app/activities',
    );
  });

  for (const original of ['manual', 'empty zip'] as const) {
    test(`for an activity without a recording: ${original}`, async ({ musette, emulator }) => {
      await musette.context.addCookies([...emulator.garmin.signIn().cookies]);
      await show(musette, emulator.garmin.activity({ original }).url);
      const popup = await openPopup(musette);
      await popup.press('Upload this activity');
      await popup.textWith('Garmin Connect has no recording of this activity');
      expect(emulator.activities()).toEqual([]);
    });
  }

  test('after a move to another activity meanwhile', async ({ musette, emulator }) => {
    await musette.context.addCookies([...emulator.garmin.signIn().cookies]);
    const [one, other] = [emulator.garmin.activity(), emulator.garmin.activity()];
    const page = await show(musette, one.url);
    const held = emulator.fail({ match: { path: one.originalPath }, hold: true });
    const popup = await openPopup(musette);
    await popup.press('Upload this activity');
    await emulator.until(() => held.strikes === 1);
    await page.evaluate(path => history.pushState(null, '', path), new URL(other.url).pathname);
    held.cancel();
    await popup.textWith('You opened another activity in the meantime.');
    expect(emulator.activities()).toEqual([]);
  });

  test('in a notification, when the popup was closed meanwhile', async ({ musette, emulator }) => {
    await musette.context.addCookies([...emulator.garmin.signIn().cookies]);
    const { url, originalPath } = emulator.garmin.activity();
    await show(musette, url);
    const held = emulator.fail({ match: { path: originalPath }, hold: true, reply: { status: 503 } });
    const popup = await openPopup(musette);
    await popup.press('Upload this activity');
    await emulator.until(() => held.strikes === 1);
    await popup.close();
    held.cancel();

    const [worker] = musette.context.serviceWorkers();
    const told = () =>
      worker?.evaluate(async () => {
        const shown = await new Promise<object>(resolve => chrome.notifications.getAll(resolve));
        return Object.keys(shown);
      });
    await expect.poll(told).toEqual(['problem:app']);
  });
});

test('the popup shows no activity for a list, and no card for an unknown site', async ({ musette, emulator }) => {
  await musette.context.addCookies([...emulator.garmin.signIn().cookies]);
  await show(musette, 'https://connect.garmin.com/app/activities');
  await (await openPopup(musette)).textWith('Open an activity on Garmin Connect to upload it from here.');
});

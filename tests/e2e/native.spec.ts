import type { Emulator } from '../emulator/emulator.ts';
import { fitFile } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { findPopup } from '../support/browsers/chromium-popup.ts';
import { type Display, hasDisplay, openDisplay, rightClick } from '../support/browsers/display.ts';
import { connectedBefore, workerOf } from '../support/e2e/connect.ts';
import { test as base, expect } from '../support/e2e/e2e-test.ts';

/** A browser in a window, with Mo Example connected and signed in to Garmin Connect, without permission for its hosts. */
const test = base.extend<{ display: Display; shown: Musette }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  display: async ({}, use) => {
    test.skip(!hasDisplay, 'no Xvfb, xdotool and openbox on this machine');
    const display = await openDisplay();
    await use(display);
    await display.close();
  },
  shown: async ({ emulator, display }, use) => {
    const musette = await launch({ emulator, display: display.name });
    await connectedBefore(musette, emulator.athlete);
    await musette.context.addCookies([...emulator.garmin.signIn().cookies]);
    await expect.poll(() => display.hasKeyboard()).toBe(true);
    await untilInMenu(musette);
    await use(musette);
    await musette.close();
    expect(emulator.violations).toEqual([]);
  },
});

/** Waits until the background has put its entries into the menu: a menu that is opened earlier has other entries in their place. */
async function untilInMenu({ context }: Musette): Promise<void> {
  const worker = await workerOf(context);
  const isThere = () =>
    worker.evaluate(() =>
      chrome.contextMenus.update('send-link', {}).then(
        () => true,
        () => false,
      ),
    );
  await expect.poll(isThere).toBe(true);
}

/** Waits until the activity has arrived, byte for byte, under its name and with its id at Garmin Connect. */
async function expectArrived(emulator: Emulator, n = 0): Promise<void> {
  const activity = emulator.garmin.activities[n];
  const arrived = await emulator.until(() => emulator.activities()[0]);
  const [member] = activity?.members ?? [];
  expect(Buffer.from(arrived.bytes ?? []).equals(member?.bytes ?? Buffer.of())).toBe(true);
  expect(arrived).toMatchObject({ name: activity?.name, external_id: String(activity?.id) });
}

test('a right-click on an activity’s page sends its original', async ({ shown, display, emulator }) => {
  const { url } = emulator.garmin.activity({ name: 'Galibier' });
  const page = await shown.context.newPage();
  await page.goto(url);

  await rightClick(display, page, 'h1');

  await expectArrived(emulator);
});

test('a right-click on an activity in the list sends its original', async ({ shown, display, emulator }) => {
  emulator.garmin.activity({ name: 'Galibier' });
  const page = await shown.context.newPage();
  await page.goto('https://connect.garmin.com/app/activities');

  await rightClick(display, page, 'a[href*="/app/activity/"]');

  await expectArrived(emulator);
});

test('the shortcut sends the activity on the page', async ({ shown, display, emulator }) => {
  const { url } = emulator.garmin.activity({ name: 'Galibier' });
  const page = await shown.context.newPage();
  await page.goto(url);

  await page.locator('h1').click();
  display.press('alt+shift+s');

  await expectArrived(emulator);
});

test('the popup shows the activity on the page, and one click sends it', async ({ shown, display, emulator }) => {
  const { url } = emulator.garmin.activity({ name: 'Galibier' });
  const page = await shown.context.newPage();
  await page.goto(url);

  await page.locator('h1').click();
  display.press('alt+shift+m');
  const popup = await findPopup(shown);
  expect(await popup.textWith('This page')).toContain('Galibier');
  await popup.press('Upload this activity');

  await expectArrived(emulator);
  expect(await popup.textWith('Added to the outbox.')).toContain('Recent uploads');
});

test('a host’s permission is requested at the click on a link: denied, nothing is fetched; granted, the file is sent', async ({
  shown,
  display,
  emulator,
}) => {
  const bytes = fitFile({ startMs: Date.UTC(2026, 8, 14, 7) });
  const url = emulator.files.serve('https://cdn.example.net/ride.fit', { bytes });
  const page = await shown.context.newPage();
  await page.goto(emulator.files.page('/list', [{ url, text: 'ride' }]));
  const asked = () => emulator.requests.filter(({ host }) => host === 'cdn.example.net');
  const options = await shown.open('options.html');
  await page.bringToFront();
  const toldOf = () =>
    options.evaluate(async () => {
      const told = await new Promise<object>(resolve => chrome.notifications.getAll(resolve));
      return Object.keys(told).some(id => id.startsWith('problem:'));
    });

  // The prompt is the browser's own: nothing in a page says that it is there, so the key is pressed until it is answered.
  await rightClick(display, page, 'a');
  await expect(async () => {
    display.press('Escape');
    await expect.poll(toldOf, { timeout: 500 }).toBe(true);
  }).toPass();
  expect(asked()).toEqual([]);

  await rightClick(display, page, 'a');
  await expect(async () => {
    display.press('Tab', 'Return');
    await expect.poll(() => asked().length, { timeout: 500 }).toBe(1);
  }).toPass();
  const arrived = await emulator.until(() => emulator.activities()[0]);
  expect(Buffer.from(arrived.bytes ?? []).equals(bytes)).toBe(true);
});

test('a workout of TrainingPeaks is sent from its page without any permission', async ({
  shown,
  display,
  emulator,
}) => {
  await shown.context.addCookies([...emulator.trainingPeaks.signIn().cookies]);
  const workout = emulator.trainingPeaks.workout({ title: '3 x 12 min' });
  const page = await shown.context.newPage();
  await page.goto('https://app.trainingpeaks.com/#calendar');
  await page.locator(`[data-workoutid="${workout.id}"]`).click();

  await rightClick(display, page, '.workoutTitle');

  const arrived = await emulator.until(() => emulator.activities()[0]);
  expect(arrived.name).toBe('3 x 12 min');
});

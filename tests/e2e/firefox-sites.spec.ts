import { fitFile } from '../fixtures/recordings.ts';
import { findFirefox } from '../setup/browsers.ts';
import { connectFirefox, type Firefox, launchFirefox } from './firefox.ts';
import { test as base, expect } from './fixtures.ts';

const program = findFirefox();

/** A Firefox with Mo Example connected. No site is granted: what is reached, a click has granted. */
const test = base.extend<{ firefox: Firefox }>({
  firefox: async ({ emulator }, use) => {
    test.skip(program === undefined, 'no Firefox on this machine');
    const firefox = await launchFirefox(program ?? '', emulator);
    try {
      await connectFirefox(firefox, emulator.athlete.key);
      await use(firefox);
    } finally {
      await firefox.close();
    }
    // Firefox itself asks after its maker now and then.
    const asked = emulator.violations.filter(({ url }) => !/\.(mozilla|firefox)\.(com|org|net)\//.test(url));
    expect(asked).toEqual([]);
  },
});

const ENTRY = 'Send to Intervals.icu';

test('Firefox sends the activity on a page of Garmin Connect', async ({ firefox, emulator }) => {
  await firefox.addCookies(emulator.garmin.signIn().cookies);
  const { url, id, members } = emulator.garmin.activity({ name: 'Galibier' });
  const page = await firefox.visit(url);

  await page.chooseInMenu(`document.querySelector('h1')`, ENTRY);

  const arrived = await emulator.until(() => emulator.activities()[0], 20_000);
  expect(arrived).toMatchObject({ name: 'Galibier', external_id: String(id) });
  expect(Buffer.from(arrived.bytes ?? []).equals(members[0]?.bytes ?? Buffer.of())).toBe(true);
});

test('Firefox sends an activity from the list of Garmin Connect', async ({ firefox, emulator }) => {
  await firefox.addCookies(emulator.garmin.signIn().cookies);
  const { id } = emulator.garmin.activity({ name: 'Galibier' });
  const page = await firefox.visit('https://connect.garmin.com/app/activities');

  await page.chooseInMenu(`document.querySelector('a[href*="/app/activity/"]')`, ENTRY);

  const arrived = await emulator.until(() => emulator.activities()[0], 20_000);
  expect(arrived).toMatchObject({ name: 'Galibier', external_id: String(id) });
});

test('Firefox sends the workout that is open on TrainingPeaks', async ({ firefox, emulator }) => {
  await firefox.addCookies(emulator.trainingPeaks.signIn().cookies);
  const recording = fitFile({ startMs: Date.UTC(2026, 8, 14, 7) });
  const workout = emulator.trainingPeaks.workout({ title: '3 x 12 min', files: [{ recording }] });
  const page = await firefox.visit('https://app.trainingpeaks.com/#calendar');
  await page.click(`document.querySelector('[data-workoutid="${workout.id}"]')`);
  await page.until(`document.querySelector('.workoutQuickView .file') !== null`);

  await page.chooseInMenu(`document.querySelector('.workoutTitle')`, ENTRY);

  const arrived = await emulator.until(() => emulator.activities()[0], 20_000);
  expect(arrived.name).toBe('3 x 12 min');
  expect(Buffer.from(arrived.bytes ?? []).equals(recording)).toBe(true);
});

test('Firefox sends what a link leads to, on the page’s own host', async ({ firefox, emulator }) => {
  const bytes = fitFile({ startMs: Date.UTC(2026, 8, 14, 7) });
  const url = emulator.files.serve('/ride.fit', { bytes });
  const page = await firefox.visit(emulator.files.page('/list', [{ url, text: 'ride' }]));

  await page.chooseInMenu(`document.querySelector('a')`, ENTRY);

  const arrived = await emulator.until(() => emulator.activities()[0], 20_000);
  expect(Buffer.from(arrived.bytes ?? []).equals(bytes)).toBe(true);
});

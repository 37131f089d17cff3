import { fitFile } from '../fixtures/recordings.ts';
import { findFirefox } from '../support/browsers/find-browsers.ts';
import { connectFirefox, launchFirefox } from '../support/browsers/firefox.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const program = findFirefox();

const ENTRY = 'Upload to Intervals.icu';

// No permission for a site is granted beforehand: every access comes from a click.
test('Firefox sends an activity, one in a list, a workout and a link after a right-click on it', async ({
  emulator,
}) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  test.setTimeout(120_000);
  const firefox = await launchFirefox(program ?? '', emulator);
  const arrived = (name: string) =>
    emulator.until(() => emulator.activities().find(activity => activity.name === name), 20_000);
  try {
    await connectFirefox(firefox, emulator.athlete.key);
    await firefox.addCookies(emulator.garmin.signIn().cookies);
    await firefox.addCookies(emulator.trainingPeaks.signIn().cookies);

    await test.step('the activity on a page of Garmin Connect', async () => {
      const { url, id, members } = emulator.garmin.activity({ name: 'Galibier' });
      const page = await firefox.visit(url);
      await page.chooseInMenu(`document.querySelector('h1')`, ENTRY);
      const { bytes, external_id } = await arrived('Galibier');
      expect(external_id).toBe(String(id));
      expect(Buffer.from(bytes ?? []).equals(members[0]?.bytes ?? Buffer.of())).toBe(true);
    });

    await test.step('an activity in the list of Garmin Connect', async () => {
      const { id } = emulator.garmin.activity({ name: 'Télégraphe', startMs: Date.UTC(2026, 8, 12, 7) });
      const page = await firefox.visit('https://connect.garmin.com/app/activities');
      await page.chooseInMenu(`document.querySelector('a[href*="/app/activity/${id}"]')`, ENTRY);
      expect((await arrived('Télégraphe')).external_id).toBe(String(id));
    });

    await test.step('the workout that is open on TrainingPeaks', async () => {
      const recording = fitFile({ startMs: Date.UTC(2026, 8, 14, 7) });
      const workout = emulator.trainingPeaks.workout({ title: '3 x 12 min', files: [{ recording }] });
      const page = await firefox.visit('https://app.trainingpeaks.com/#calendar');
      await page.click(`document.querySelector('[data-workoutid="${workout.id}"]')`);
      await page.until(`document.querySelector('.workoutQuickView .file') !== null`);
      await page.chooseInMenu(`document.querySelector('.workoutTitle')`, ENTRY);
      const { bytes } = await arrived('3 x 12 min');
      expect(Buffer.from(bytes ?? []).equals(recording)).toBe(true);
    });

    await test.step('a link, on the page’s own host', async () => {
      const sent = fitFile({ startMs: Date.UTC(2026, 8, 16, 7), durationSecs: 90, seed: 2 });
      const url = emulator.files.serve('/ride.fit', { bytes: sent });
      const page = await firefox.visit(emulator.files.page('/list', [{ url, text: 'ride' }]));
      await page.chooseInMenu(`document.querySelector('a')`, ENTRY);
      await emulator.until(
        () => emulator.activities().some(({ bytes }) => Buffer.from(bytes ?? []).equals(sent)),
        20_000,
      );
    });
    expect(emulator.activities()).toHaveLength(4);
  } finally {
    await firefox.close();
  }
  // Firefox itself sends requests to Mozilla now and then.
  const asked = emulator.violations.filter(({ url }) => !/\.(mozilla|firefox)\.(com|org|net)\//.test(url));
  expect(asked).toEqual([]);
});

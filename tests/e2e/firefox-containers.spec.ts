import { fitFile } from '../fixtures/recordings.ts';
import { findFirefox } from '../support/browsers/find-browsers.ts';
import { connectFirefox, launchFirefox } from '../support/browsers/firefox.ts';
import { button, type FirefoxPage } from '../support/browsers/firefox-page.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const program = findFirefox();

const ENTRY = 'Upload to Intervals.icu';
const THEIRS = 77;

/** A label with this text. */
const label = (text: string): string =>
  `[...document.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === ${JSON.stringify(text)})`;

async function openWorkout(page: FirefoxPage, id: number): Promise<void> {
  await page.click(`document.querySelector('[data-workoutid="${id}"]')`);
  await page.until(`document.querySelector('.workoutQuickView') !== null`);
}

// One person is signed in to the sites in Firefox itself, and another one in a container.
test('A3 Firefox reaches a site with the session of the container that its tab is in, through every door, or not at all', async ({
  emulator,
}) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  test.setTimeout(180_000);
  const { trainingPeaks } = emulator;
  const startMs = Date.UTC(2026, 8, 14, 7);
  trainingPeaks.workout({ title: 'Mine', files: [{ recording: fitFile({ startMs }) }] });
  const recording = fitFile({ startMs: startMs + 86_400_000, seed: 2 });
  const theirs = trainingPeaks.workout({ title: 'Theirs', athleteId: THEIRS, files: [{ recording }] });
  const firefox = await launchFirefox(program ?? '', emulator);
  const calls = () => emulator.requests.filter(({ host }) => host === 'tpapi.trainingpeaks.com');
  /** What the background itself asked for: pages of the site are on the same site as its API. */
  const fromBackground = () => calls().filter(({ headers }) => headers['sec-fetch-site'] !== 'same-site');
  try {
    await connectFirefox(firefox, emulator.athlete.key);
    await firefox.addCookies([...trainingPeaks.signIn().cookies, ...emulator.files.signIn().cookies]);
    const container = await firefox.addContainer();
    await firefox.addCookies(trainingPeaks.signIn(THEIRS).cookies, container);

    const calendar = await firefox.visit('https://app.trainingpeaks.com/#calendar', container);
    const app = await firefox.open('app.html');

    await test.step('the list of “Find missing”', async () => {
      await app.click(button('Find missing…'));
      await app.click(label('TrainingPeaks'));
      await app.click(label('All time'));
      await app.click(button('Find missing'));
      await app.says('Theirs');
      expect(await app.until(`document.body.innerText.includes('Mine') ? 'Mine' : 'not mine'`)).toBe('not mine');
      expect(fromBackground()).toEqual([]);
    });

    await test.step('a file of that list', async () => {
      await app.click(button('Upload 1 recording'));
      const { bytes } = await emulator.until(() => emulator.activities().find(({ name }) => name === 'Theirs'), 20_000);
      expect(Buffer.from(bytes ?? []).equals(recording)).toBe(true);
      expect(fromBackground()).toEqual([]);
    });

    await test.step('the workout on the page', async () => {
      const second = trainingPeaks.workout({
        title: 'Theirs too',
        athleteId: THEIRS,
        files: [{ recording: fitFile({ startMs: startMs + 2 * 86_400_000, seed: 3 }) }],
      });
      await calendar.close();
      const page = await firefox.visit('https://app.trainingpeaks.com/#calendar', container);
      await openWorkout(page, second.id);
      await page.chooseInMenu(`document.querySelector('.workoutTitle')`, ENTRY);
      await emulator.until(() => emulator.activities().find(({ name }) => name === 'Theirs too'), 20_000);
      expect(fromBackground()).toEqual([]);

      await test.step('which is signed out there meanwhile', async () => {
        await page.until(`document.querySelector('[data-workoutid="${theirs.id}"]') !== null`);
        trainingPeaks.signOut();
        await firefox.addCookies(trainingPeaks.signIn().cookies);
        const refused = emulator.requests.length;
        await page.chooseInMenu(`document.querySelector('.workoutTitle')`, ENTRY);
        await emulator.until(() =>
          emulator.requests.slice(refused).some(({ path, status }) => path === '/users/v3/token' && status === 401),
        );
        expect(fromBackground()).toEqual([]);
      });
    });

    await test.step('a link to another host', async () => {
      const url = emulator.files.serve('/mine.fit', {
        bytes: fitFile({ startMs: startMs + 3 * 86_400_000, seed: 4 }),
        membersOnly: 'page',
      });
      const page = await firefox.visit(
        emulator.files.page('https://cdn.example.net/links', [{ url, text: 'ride' }]),
        container,
      );
      await page.chooseInMenu(`document.querySelector('a')`, ENTRY);
      const { headers } = await emulator.until(
        () => emulator.requests.find(({ path }) => path === '/mine.fit'),
        20_000,
      );
      expect(headers.cookie).toBeUndefined();
    });
    expect(
      emulator
        .activities()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Theirs', 'Theirs too']);
  } finally {
    await firefox.close();
  }
});

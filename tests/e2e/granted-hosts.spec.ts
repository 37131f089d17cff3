import { launch, type Musette } from '../support/browsers/chromium.ts';
import { hasDisplay, openDisplay } from '../support/browsers/display.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { test as base, expect } from '../support/e2e/e2e-test.ts';

const GARMIN = ['https://connect.garmin.com/*', 'https://connect.garmin.cn/*', 'https://connectus.garmin.cn/*'];
const FILES = 'https://files.example.org/*';

const test = base.extend({
  musette: async ({ emulator }, use) => {
    const musette = await launch({ emulator, grants: { hosts: [...GARMIN, FILES] } });
    await connectedBefore(musette, emulator.athlete);
    await use(musette);
    await musette.close();
    expect(emulator.violations).toEqual([]);
  },
});

const isGranted = async (musette: Musette, origin: string) =>
  await musette.context
    .serviceWorkers()[0]
    ?.evaluate(async one => await chrome.permissions.contains({ origins: [one] }), origin);

test('S3 the options list every allowed host with its use, and revoke one at a time', async ({ musette }) => {
  const options = await musette.open('options.html');
  const hosts = options.getByRole('region', { name: 'Allowed sites' });
  await expect(hosts.getByRole('listitem')).toHaveText([
    /connect\.garmin\.cn .*Garmin Connect/,
    /connect\.garmin\.com .*Garmin Connect/,
    /connectus\.garmin\.cn .*Garmin Connect/,
    /files\.example\.org For a link/,
  ]);
  await expectSound(options);
  await hosts.getByRole('button', { name: 'Revoke access to files.example.org' }).click();
  await expect(hosts.getByRole('listitem')).toHaveCount(3);
  expect(await isGranted(musette, FILES)).toBe(false);
  expect(await isGranted(musette, GARMIN[0] ?? '')).toBe(true);
});

test('A16 “Find missing” names the access that was revoked meanwhile, and continues by itself once it is allowed again', async ({
  emulator,
}) => {
  test.skip(!hasDisplay, 'no Xvfb, xdotool and openbox on this machine');
  test.setTimeout(90_000);
  const display = await openDisplay();
  const musette = await launch({ emulator, display: display.name, grants: { hosts: GARMIN } });
  try {
    await connectedBefore(musette, emulator.athlete);
    const activities = [1, 2, 3].map(n =>
      emulator.garmin.activity({ name: `Ride ${n}`, startMs: Date.now() - n * 86_400_000, durationSecs: 60 + n }),
    );
    await musette.context.addCookies(emulator.garmin.signIn().cookies);
    const site = await musette.context.newPage();
    await site.goto('https://connect.garmin.com/app/activities');
    const app = await musette.open('app.html');
    await app.getByRole('button', { name: 'Find missing…' }).click();
    await app.getByRole('button', { name: 'Find missing', exact: true }).click();
    const options = await musette.open('options.html');
    const held = emulator.fail({ match: { path: /download-service/ }, hold: true });
    await app.getByRole('button', { name: 'Upload 3 recordings' }).click();
    await emulator.until(() => held.strikes === 1);
    for (const origin of GARMIN) {
      const { hostname } = new URL(origin.replace('*', ''));
      await options.getByRole('button', { name: `Revoke access to ${hostname}` }).click();
    }
    await expect(options.getByRole('button', { name: /Revoke access to connect/ })).toHaveCount(0);
    held.cancel();

    const progress = app.getByRole('region', { name: 'Uploading missing recordings' });
    await expect(progress).toContainText(
      'Musette has no permission to read from Garmin Connect. Allow it to continue.',
    );
    // Only that helps: a time or another try would promise what does not happen.
    await expect(progress.getByText('Retrying at')).toHaveCount(0);
    await expect(progress.getByRole('button', { name: 'Retry now' })).toHaveCount(0);
    await progress.getByRole('button', { name: 'Allow Garmin Connect' }).click();
    // The prompt is the browser's own: nothing in a page says that it is there, so the key is pressed until it is answered.
    await expect(async () => {
      display.press('Tab', 'Return');
      await expect.poll(() => isGranted(musette, GARMIN[0] ?? ''), { timeout: 2000 }).toBe(true);
    }).toPass();
    await emulator.until(() => emulator.activities().length === activities.length, 30_000);
    await expect(progress).toContainText('All done');
  } finally {
    await musette.close();
    await display.close();
  }
});

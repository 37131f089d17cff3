import { launch } from '../support/browsers/chromium.ts';
import { hasDisplay, openDisplay } from '../support/browsers/display.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

test('the site’s permission is requested at the click: denied, nothing is read; granted, its list is compared', async ({
  emulator,
}) => {
  test.skip(!hasDisplay, 'no Xvfb, xdotool and openbox on this machine');
  emulator.garmin.activity({ startMs: Date.now() - 86_400_000, name: 'Yesterday' });
  const display = await openDisplay();
  const musette = await launch({ emulator, display: display.name });
  try {
    await connectedBefore(musette, emulator.athlete);
    await musette.context.addCookies(emulator.garmin.signIn().cookies);
    const site = await musette.context.newPage();
    await site.goto('https://connect.garmin.com/app/activities');
    const app = await musette.open('app.html');
    await app.getByRole('button', { name: 'Find missing…' }).click();
    const find = () => app.getByRole('button', { name: 'Find missing', exact: true }).click();
    const lists = () => emulator.requests.filter(({ path }) => path.includes('activitylist-service'));

    // The prompt is the browser's own: nothing in a page says that it is there, so the key is pressed until it is answered.
    await find();
    await expect(async () => {
      display.press('Escape');
      await expect(app.getByRole('alert')).toContainText('Garmin Connect', { timeout: 500 });
    }).toPass();
    expect(lists()).toEqual([]);

    await find();
    await expect(async () => {
      display.press('Tab', 'Return');
      await expect(app.getByRole('row').filter({ hasText: 'Yesterday' })).toContainText('Missing', {
        timeout: 2000,
      });
    }).toPass();
    expect(lists()).toHaveLength(1);
    expect(emulator.violations).toEqual([]);
  } finally {
    await musette.close();
    await display.close();
  }
});

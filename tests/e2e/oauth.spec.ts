import type { Page } from '@playwright/test';
import type { Emulator } from '../emulator/emulator.ts';
import { fitFile } from '../fixtures/recordings.ts';
import type { Musette } from '../support/browsers/chromium.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const SECRET = 'a-secret-of-the-app';

/** Registers an app of the athlete's own, who is signed in on the site of Intervals.icu. */
async function ownApp(musette: Musette, emulator: Emulator): Promise<void> {
  const redirectUris = [`https://${musette.id}.chromiumapp.org/`];
  emulator.registerApp({ clientId: '12', secret: SECRET, name: 'My app', redirectUris });
  await musette.context.addCookies(emulator.signIn().cookies);
}

/** Opens the form for an app, as a person does. The browser grants this permission without asking. */
async function openForm(options: Page): Promise<void> {
  await options.getByText('Other ways to connect').click();
  await options.getByRole('button', { name: 'Use my own app' }).press('Enter');
}

/** Presses the button, and returns the window in which Intervals.icu asks. */
async function asked(musette: Musette, options: Page): Promise<Page> {
  const [window] = await Promise.all([
    musette.context.waitForEvent('page'),
    options.getByRole('button', { name: 'Connect with this app' }).press('Enter'),
  ]);
  await expect(window.getByText('Signed in as Mo Example')).toBeVisible();
  return window;
}

test('a person who denies access to the app reads why nothing happened', async ({ musette, emulator }) => {
  await ownApp(musette, emulator);
  const options = await musette.open('options.html');
  await openForm(options);
  await expect(options.getByLabel('Redirect URL')).toHaveValue(`https://${musette.id}.chromiumapp.org/`);
  await options.getByLabel('Client ID').fill('12');
  await options.getByLabel('Client secret').fill('wrong');
  const alert = options.getByRole('alert');

  await (await asked(musette, options)).getByRole('button', { name: 'Deny' }).click();
  await expect(alert).toHaveText('Access was denied. Nothing was changed.');

  await (await asked(musette, options)).close();
  await expect(alert).toContainText('The window was closed before you answered');

  const forged = `https://${musette.id}.chromiumapp.org/?code=c&state=forged`;
  await (await asked(musette, options)).goto(forged).catch(() => undefined);
  await expect(alert).toContainText('The sign-in response did not match the request');

  await (await asked(musette, options)).getByRole('button', { name: 'Allow' }).click();
  await expect(alert).toContainText('Intervals.icu does not recognise this client ID and secret');

  await options.getByLabel('Client secret').fill(SECRET);
  const late = emulator.fail({ match: { path: '/api/oauth/token' }, hold: true });
  await (await asked(musette, options)).getByRole('button', { name: 'Allow' }).click();
  await emulator.until(() => late.strikes === 1);
  emulator.expireCodes();
  emulator.mend();
  await expect(alert).toContainText('It is valid for two minutes');

  await expect(options.getByText('Connected as')).toHaveCount(0);
  expect(await options.evaluate(async () => Object.keys(await chrome.storage.local.get()))).not.toContain(
    'credentials',
  );
});

test('one’s own app sends recordings as far as its scopes allow, until its access is revoked', async ({
  musette,
  emulator,
  onDisk,
}) => {
  await ownApp(musette, emulator);
  const options = await musette.open('options.html');
  await openForm(options);
  await options.getByLabel('Client ID').fill('12');
  await options.getByLabel('Client secret').fill(SECRET);
  await expectSound(options);
  const window = await asked(musette, options);
  for (const area of ['CALENDAR', 'WELLNESS']) await window.getByLabel(`${area}:WRITE`).uncheck();
  await window.getByRole('button', { name: 'Allow' }).click();

  await expect(options.getByText('Connected as Mo Example (i123456)')).toBeVisible();
  await expect(options.getByText('Not allowed: Calendar and Wellness.')).toBeVisible();
  const token = emulator.tokens[0] ?? '';
  expect(token).toMatch(/^[0-9a-f]{32}$/);

  const app = await musette.open('app.html');
  const send = (name: string, day: number) =>
    app
      .getByLabel('Choose files')
      .setInputFiles(onDisk([{ name, bytes: fitFile({ startMs: Date.UTC(2026, 5, day) }) }]));
  await send('first.fit', 1);
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
  expect(emulator.requests.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);

  await test.step('what was not allowed is greyed out, with the reason, and never asked for', async () => {
    emulator.clearRequests();
    await app.getByRole('link', { name: 'Workouts' }).click();
    await expect(app.getByText('This needs permission to read the calendar.')).toBeVisible();
    await expectSound(app);
    await expect(app.getByRole('main').getByRole('button')).toHaveCount(0);
    expect(emulator.requests.filter(({ path }) => path.includes('/events'))).toEqual([]);
    await app.getByRole('link', { name: 'Outbox' }).click();
    const workouts = options.getByRole('region', { name: 'Workouts' });
    await expect(workouts.getByText('This needs permission to read the calendar.')).toBeVisible();
    await expect(workouts.getByRole('button', { name: 'Choose a folder' })).toHaveCount(0);
    const news = options.getByRole('region', { name: 'Changes on Intervals.icu' });
    await news.getByLabel('Check Intervals.icu for changes').check();
    await expect(news.getByRole('group', { name: 'Activities' }).getByLabel('Notify me')).toBeEnabled();
    await expect(news.getByRole('group', { name: 'Calendar' }).getByLabel('Notify me')).toBeDisabled();
    await expect(news.getByRole('group', { name: 'Settings and fitness' })).toHaveCount(0);
    await expectSound(options);
    await news.getByLabel('Check Intervals.icu for changes').uncheck();
  });

  await test.step('the secret and the token stand nowhere in plain words', async () => {
    const stored = await app.evaluate(
      async (): Promise<Record<string, unknown>> => ({
        ...(await chrome.storage.local.get()),
        session: await chrome.storage.session.get(),
        sync: await chrome.storage.sync.get(),
      }),
    );
    const [download] = await Promise.all([
      options.waitForEvent('download'),
      options.getByRole('button', { name: 'Export settings' }).click(),
    ]);
    const exported = await (await download.createReadStream()).setEncoding('utf8').toArray();
    const pages = await Promise.all(musette.context.pages().map(page => page.content()));
    const urls = emulator.requests.map(({ url }) => url);
    for (const canary of [token, SECRET]) {
      expect(JSON.stringify([stored, exported, pages, urls, musette.console])).not.toContain(canary);
    }
  });

  await test.step('taken back: nothing is sent until the same app is let in again, without its secret', async () => {
    emulator.revokeToken();
    await send('second.fit', 2);
    await expect(app.getByText('Intervals.icu no longer accepts this access.').first()).toBeVisible();
    await options.bringToFront();
    await options.getByRole('button', { name: 'Use my own app' }).press('Enter');
    await expect(options.getByLabel('Client ID')).toHaveValue('12');
    await (await asked(musette, options)).getByRole('button', { name: 'Allow' }).click();
    await emulator.until(() => emulator.activities().length === 2, 20_000);
    await expect(options.getByRole('alert')).toHaveCount(0);
    await expect(options.getByText('Not allowed:')).toHaveCount(0);
  });

  await test.step('disconnecting takes it back, and says where it could not', async () => {
    emulator.fail({ match: { method: 'DELETE' }, reply: { status: 503 } });
    await options.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect(options.getByRole('alert')).toContainText('could not revoke it on Intervals.icu');
    expect(await app.evaluate(async () => (await chrome.storage.local.get()).credentials)).toBeUndefined();
    expect(emulator.tokens).toHaveLength(1);
    emulator.mend();

    await options.getByText('Other ways to connect').click();
    const scope = 'ACTIVITY:READ';
    const reply = JSON.stringify({ access_token: emulator.issueToken([scope]), scope });
    await options.getByLabel('Access token').fill(reply);
    await options.getByLabel('Access token').press('Enter');
    await expect(options.getByText('Connected as Mo Example (i123456)')).toBeVisible();
    const popup = await musette.open('popup.html');
    await expect(popup.getByText('This needs permission to write activities.')).toBeVisible();
    await popup.close();
    await options.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await emulator.until(() => emulator.tokens.length === 1);
  });
});

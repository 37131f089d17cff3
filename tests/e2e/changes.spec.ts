import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Musette } from '../support/browsers/chromium.ts';
import { test } from '../support/e2e/capture-test.ts';
import { untilKept, workerOf } from '../support/e2e/connect.ts';
import { expect } from '../support/e2e/e2e-test.ts';

const SECRET = 'whsec_canary';

test.use({ grants: { hosts: ['https://ntfy.sh/*'] } });

/** The alarm goes off after its interval, as far as the extension can tell. */
async function ring({ context }: Musette): Promise<void> {
  const worker = await workerOf(context);
  await worker.evaluate(async () => {
    const stored = (await chrome.storage.local.get('change-feed')) as { 'change-feed': object };
    await chrome.storage.local.set({ 'change-feed': { ...stored['change-feed'], lastSyncMs: 0 } });
    const { onAlarm } = chrome.alarms as unknown as {
      onAlarm: { dispatch(alarm: { name: string }): void };
    };
    onAlarm.dispatch({ name: 'change-feed' });
  });
}

/** A check is over when it is stored: what comes to Intervals.icu before that belongs to that check. */
const untilChecked = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(async () => {
        const stored = await chrome.storage.local.get<Record<string, { lastSyncMs?: number }>>('change-feed');
        return stored['change-feed']?.lastSyncMs ?? 0;
      }),
    )
    .toBeGreaterThan(0);

const notifications = (page: Page) => page.evaluate(async () => Object.keys(await chrome.notifications.getAll()));

test('changes on Intervals.icu are reported, listed and marked, also by webhooks of one’s own app', async ({
  musette,
  emulator,
}) => {
  const options = await musette.open('options.html');
  const section = options.getByRole('region', { name: 'Changes on Intervals.icu' });
  const today = new Date().toISOString().slice(0, 10);
  const seed = (name: string) => emulator.seed.activity({ name, type: 'Ride', start_date_local: `${today}T08:00:00` });
  const asked = () => emulator.requests.filter(({ path }) => path.endsWith('/wellness')).length;

  // Checks follow one another faster here than the day's request budget allows.
  await options.evaluate(() => chrome.storage.local.set({ limits: { perDay: 1_000_000_000 } }));

  await test.step('nothing is asked for until a person wants it', async () => {
    await expect(section.getByText('Recent changes')).toHaveCount(0);
    expect(asked()).toBe(0);
    await section.getByLabel('Check Intervals.icu for changes').focus();
    await options.keyboard.press('Space');
    await emulator.until(() => asked() === 1);
    await expect(section.getByText('No changes yet.')).toBeVisible();
    await untilChecked(options);
  });

  await test.step('an alarm later, what is new is told once, with a link to it', async () => {
    const { id } = seed('Morning Ride');
    await ring(musette);
    await expect(section.getByRole('link', { name: 'New: Morning Ride' })).toHaveAttribute(
      'href',
      `https://intervals.icu/activities/${id}`,
    );
    await expect.poll(() => notifications(options)).toEqual([`news:https://intervals.icu/activities/${id}`]);
  });

  await test.step('webhooks are set up by keyboard, and what that means is said before', async () => {
    await section.getByRole('button', { name: 'Set up webhooks' }).focus();
    await options.keyboard.press('Enter');
    await expect(section.getByText(/sends every change, including your data, to ntfy\.sh/)).toBeVisible();
    const address = await section.getByLabel(/Paste this address/).inputValue();
    expect(address).toMatch(/^https:\/\/ntfy\.sh\/musette-[0-9a-f]{32}$/);
    const { violations } = await new AxeBuilder({ page: options }).analyze();
    expect(violations).toEqual([]);
    await section.getByLabel(/webhook secret and paste it here/).fill(SECRET);
    await options.keyboard.press('Enter');
    await expect(section.getByText(`Musette receives webhooks at ${address}.`)).toBeVisible();
    // The form is gone, and the keyboard focus stays at its place.
    await options.keyboard.press('Tab');
    await expect(section.getByRole('button', { name: 'Check now' })).toBeFocused();

    await section.getByRole('button', { name: 'Check now' }).click();
    await expect(section.getByText(/The address works, but nothing new has arrived/)).toBeVisible();
    const webhook = { url: address, secret: 'another secret' };
    const app = { clientId: '1', secret: 'known to the app alone', name: 'Mine', redirectUris: [] };
    const events = [
      {
        type: 'ACTIVITY_ACHIEVEMENTS',
        athlete_id: emulator.athlete.id,
        timestamp: new Date().toISOString(),
        activity: { id: 'i77', name: 'Big Ride', filler: 'x'.repeat(5000) },
      },
    ];
    emulator.registerApp({ ...app, webhook });
    await emulator.webhook(events);
    await section.getByRole('button', { name: 'Check now' }).click();
    await expect(section.getByText(/without your app’s secret/)).toBeVisible();
    emulator.registerApp({ ...app, clientId: '2', webhook: { ...webhook, secret: SECRET } });
    await emulator.webhook(events);
    await section.getByRole('button', { name: 'Check now' }).click();
    await expect(section.getByText('It works. 1 message from Intervals.icu arrived.')).toBeVisible();
    await expect(section.getByRole('link', { name: 'New best efforts: Big Ride' })).toBeVisible();
  });

  await test.step('what nobody has looked at marks the button, until somebody looks', async () => {
    const badge = () => app.evaluate(() => chrome.action.getBadgeText({}));
    const app = await musette.open('app.html');
    await section.getByRole('group', { name: 'Activities' }).getByLabel('Show a dot on Musette’s button').check();
    await untilKept(options, { changesBadge: ['activities'] });
    await options.close();
    seed('Evening Ride');
    await ring(musette);
    await expect.poll(badge).toBe('•');
    const again = await musette.open('options.html');
    await expect(again.getByRole('link', { name: 'New: Evening Ride' })).toBeVisible();
    await expect.poll(badge).toBe('');
    expect(await again.content()).not.toContain(SECRET);

    await again.getByRole('button', { name: 'Disconnect' }).click();
    await expect
      .poll(async () => Object.keys(await app.evaluate(() => chrome.storage.local.get())))
      .not.toContain('webhook-topic');
  });

  expect(musette.console.join('\n')).not.toContain(SECRET);
});

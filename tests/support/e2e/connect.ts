import { type BrowserContext, expect, type Page, type Worker } from '@playwright/test';
import type { Athlete } from '../../emulator/emulator.ts';
import type { Musette } from '../browsers/chromium.ts';

/** Connects as a person does: options page, key, button. Returns what the page then says. */
export async function connect(musette: Musette, key: string): Promise<string> {
  const options = await musette.open('options.html');
  await options.getByLabel('API key', { exact: true }).fill(key);
  await options.getByRole('button', { name: 'Connect', exact: true }).click();
  const connected = (await options.getByText(/^Connected as /).textContent()) ?? '';
  await options.close();
  return connected;
}

/** As fast as possible: the pace is tested with `lib/services/intervals/rate-limiter.ts`. */
export const UNPACED = { perSecond: 10_000, fetchPauseMs: 0 };

/** Connects a new browser without the pages of `connect`: most tests are about what comes after. */
export async function connectedBefore({ context }: Musette, athlete: Athlete): Promise<void> {
  const worker = await workerOf(context);
  const { key, id, name, timezone } = athlete;
  const credentials = { access: { kind: 'key', key }, athlete: { id, name, timezone } };
  await worker.evaluate(stored => chrome.storage.local.set(stored), { credentials, limits: UNPACED });
}

/** Waits until choices are stored: they are lost if the page is closed at that moment. */
export async function untilKept(page: Page, settings: Record<string, unknown>): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      const stored = await chrome.storage.local.get<Record<string, object>>();
      const groups = Object.entries(stored).filter(([key]) => key.startsWith('settings.'));
      return Object.assign({}, ...groups.map(([, group]) => group));
    });
  await expect.poll(kept).toMatchObject(settings);
}

/** The background, which a browser that has just started may not have started yet. */
export const workerOf = async (context: BrowserContext): Promise<Worker> =>
  context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));

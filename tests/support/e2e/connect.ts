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
export async function connectedBefore(musette: Musette, athlete: Athlete): Promise<void> {
  await storeAccess(musette, athlete, { kind: 'key', key: athlete.key });
  const worker = await workerOf(musette.context);
  await worker.evaluate(limits => chrome.storage.local.set({ limits }), UNPACED);
}

type Access = { kind: 'key'; key: string } | { kind: 'token'; token: string; scopes: string[] };

/** Replaces the access of the athlete behind the back of the extension. */
export async function storeAccess({ context }: Musette, athlete: Athlete, access: Access): Promise<void> {
  const { id, name, timezone } = athlete;
  const value = { access, athlete: { id, name, timezone } };
  await (await workerOf(context)).evaluate(storeEncrypted, { name: 'credentials', value });
}

/** Stores a secret as `lib/platform/secret-state.ts` does. It runs in the browser, so it uses its argument and nothing else. */
async function storeEncrypted({ name, value }: { name: string; value: unknown }): Promise<void> {
  const inBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('musette-keys', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('keys');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise<void>((resolve, reject) => {
    const tx = db.transaction('keys', 'readwrite');
    tx.objectStore('keys').put(key, `local:${name}`);
    tx.oncomplete = () => resolve();
    tx.onerror = () => reject(tx.error);
  });
  db.close();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(`local:${name}`);
  const text = new TextEncoder().encode(JSON.stringify(value));
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, text));
  await chrome.storage.local.set({ [name]: { iv: inBase64(iv), data: inBase64(data) } });
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

import { expect, test } from 'vitest';
import { emulatorForTests } from './for-tests.ts';

const emulator = await emulatorForTests();

test('fetch resolves with a real Response, under the address that was asked for', async () => {
  const response = await emulator.fetch('https://intervals.icu/settings');
  expect(response).toBeInstanceOf(Response);
  expect(response).toMatchObject({ url: 'https://intervals.icu/settings', redirected: false, ok: true });
  expect(await response.text()).toContain('<title>Settings</title>');
});

test('fetch takes a Request as well as an address', async () => {
  const request = new Request('https://intervals.icu/api/v1/nowhere', { method: 'POST', body: 'hello' });
  expect((await emulator.fetch(request)).status).toBe(404);
  expect(emulator.requests[0]).toMatchObject({ method: 'POST', bodySize: 5 });
});

test('fetch follows a redirect, and drops the credential when it leads to another site', async () => {
  redirectTo('https://elsewhere.example/');
  const response = await emulator.fetch('https://intervals.icu/', {
    headers: { Authorization: 'Basic secret' },
  });
  expect(response).toMatchObject({ url: 'https://elsewhere.example/', redirected: true, status: 404 });
  expect(emulator.requests.map(({ headers }) => headers.authorization)).toEqual(['Basic secret', undefined]);
});

test('fetch does not follow a redirect when told not to', async () => {
  redirectTo('https://intervals.icu/settings');
  await expect(emulator.fetch('https://intervals.icu/', { redirect: 'error' })).rejects.toThrow('fetch failed');
  redirectTo('https://intervals.icu/settings');
  expect((await emulator.fetch('https://intervals.icu/', { redirect: 'manual' })).status).toBe(302);
});

test('fetch rejects when its signal aborts, before it was sent and while it waits', async () => {
  const reason = new Error('enough');
  await expect(emulator.fetch('https://intervals.icu/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  emulator.fail({ hold: true });
  const controller = new AbortController();
  const response = emulator.fetch('https://intervals.icu/', { signal: controller.signal });
  await emulator.until(() => emulator.requests[0]);
  controller.abort(reason);
  await expect(response).rejects.toBe(reason);
});

test('a reply that breaks off fails while its body is read', async () => {
  emulator.fail({ stage: 'in reply', cut: true });
  const response = await emulator.fetch('https://intervals.icu/settings');
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

function redirectTo(location: string): void {
  emulator.fail({ reply: { status: 302, headers: { Location: location } } });
}

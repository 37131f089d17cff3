import { expect, test } from 'vitest';
import { emulatorForTests } from '../for-tests.ts';

const emulator = await emulatorForTests();

test('the hostile page records what is sent to it', async () => {
  await emulator.fetch(`${emulator.hostile.url}loot`, { method: 'POST', body: '{"html":"<key>"}' });
  expect(emulator.hostile.loot).toEqual(['{"html":"<key>"}']);
});

test('the hostile page has a link for every trick', async () => {
  const page = await (await emulator.fetch(emulator.hostile.url)).text();
  for (const trick of ['http://localhost./x.fit', 'https://2130706433/', 'file:///', '/redirect.fit']) {
    expect(page).toContain(`href="${trick}`);
  }
});

test('a link of the hostile page redirects to the machine itself', async () => {
  const response = await emulator.fetch(`${emulator.hostile.url}redirect.fit`);
  expect(response.url).toBe(`${emulator.origin}/redirected.fit`);
  expect(emulator.violations).toEqual([]);
});

test.each([
  ['huge.fit', String(2 ** 31)],
  ['endless.fit', null],
])('the hostile file %s begins like a recording and is far too long', async (path, length) => {
  const response = await emulator.fetch(emulator.hostile.url + path);
  expect(response.headers.get('content-length')).toBe(length);
  const reader = response.body?.getReader();
  const first = (await reader?.read())?.value ?? new Uint8Array();
  expect(Buffer.from(first.subarray(8, 12)).toString()).toBe('.FIT');
  await reader?.cancel();
  await emulator.until(() => emulator.requests[0]?.outcome === 'abandoned');
});

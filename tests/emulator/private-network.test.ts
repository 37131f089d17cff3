import { expect, test } from 'vitest';
import { emulatorForTests } from './for-tests.ts';

const emulator = await emulatorForTests();

test.each([
  'https://127.0.0.1/ride.fit',
  'https://127.8.8.8/ride.fit',
  'https://2130706433/ride.fit',
  'https://localhost/ride.fit',
  'https://localhost./ride.fit',
  'https://ride.localhost/ride.fit',
  'https://10.1.2.3/ride.fit',
  'https://172.31.0.1/ride.fit',
  'https://192.168.1.1/ride.fit',
  'https://169.254.169.254/latest',
  'https://100.64.0.1/ride.fit',
  'https://nas.local/ride.fit',
  'https://vault.internal/ride.fit',
  'https://router.home.arpa/ride.fit',
  'https://[::1]/ride.fit',
  'https://[::ffff:10.0.0.1]/ride.fit',
  'https://[fe80::1]/ride.fit',
  'https://[fd00::1]/ride.fit',
])('%s serves a recording, and a request there is a violation', async url => {
  const bytes = new Uint8Array(await (await emulator.fetch(url)).arrayBuffer());
  expect(bytes).toEqual(new Uint8Array(emulator.privateNetwork.bytes));
  expect(emulator.violations).toEqual([{ what: 'private host', url: new URL(url).href }]);
});

test.each(['https://172.32.0.1/', 'https://8.8.8.8/', 'https://local.example/'])(
  '%s is an unknown host, not a private one',
  async url => {
    expect((await emulator.fetch(url)).status).toBe(404);
    expect(emulator.violations).toEqual([{ what: 'unknown host', url }]);
  },
);

test.each(['https://127.0.0.1/ride.fit', 'http://localhost./ride.fit', 'http://192.168.1.1/ride.fit'])(
  'a client that is redirected to %s without knowing commits no violation',
  async to => {
    const response = await emulator.fetch(emulator.files.redirects(2, to));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(emulator.privateNetwork.bytes));
    expect(emulator.violations).toEqual([]);
    emulator.reset();
    await emulator.fetch(to);
    expect(emulator.violations).toHaveLength(1);
  },
);

test('a redirect allows one address, not its whole host', async () => {
  await emulator.fetch(emulator.files.redirects(1, 'https://127.0.0.1/ride.fit'));
  await emulator.fetch('https://127.0.0.1/other.fit');
  expect(emulator.violations).toEqual([{ what: 'private host', url: 'https://127.0.0.1/other.fit' }]);
});

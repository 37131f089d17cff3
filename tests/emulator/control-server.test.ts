import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ControlServer } from './control-server.ts';
import { DEMO_KEY, seedDemo } from './demo-data.ts';
import { emulatorForTests } from './for-tests.ts';
import { basic } from './plain-client.ts';

const emulator = await emulatorForTests();
const control = new ControlServer(emulator, () => seedDemo(emulator));
const origin = await control.listen(0);
beforeEach(() => seedDemo(emulator));
afterAll(() => control.close());

const post = (path: string, body?: unknown) =>
  fetch(`${origin}${path}`, { method: 'POST', ...(body !== undefined && { body: JSON.stringify(body) }) });

const askForProfile = () =>
  emulator.fetch('https://intervals.icu/api/v1/athlete/0/profile', {
    headers: { Authorization: basic('API_KEY', DEMO_KEY) },
  });

describe('the proxy', () => {
  test('leads a connection to any host to the emulator', async () => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    socket.write('CONNECT intervals.icu:443 HTTP/1.1\r\nHost: intervals.icu:443\r\n\r\n');
    const [established] = await once(socket, 'data');
    expect(String(established)).toMatch(/^HTTP\/1\.1 200 /);

    const secure = connectSecurely({ socket, servername: 'intervals.icu', ca: emulator.certificate });
    secure.write(
      `GET /api/v1/athlete/0/profile HTTP/1.1\r\nHost: intervals.icu\r\nAuthorization: ${basic('API_KEY', DEMO_KEY)}\r\n\r\n`,
    );
    const [reply] = await once(secure, 'data');
    expect(String(reply)).toMatch(/^HTTP\/1\.1 200 /);
    secure.destroy();
  });
});

describe('the control server', () => {
  test('answers with a named bad reply as often as was asked for', async () => {
    expect((await post('/faults', { reply: 'rateLimited', times: 2 })).status).toBe(201);
    const replies = [await askForProfile(), await askForProfile(), await askForProfile()];
    expect(replies.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(replies[0]?.headers.get('retry-after')).toBe('30');
  });

  test('strikes only requests that match, and ends faults when asked to', async () => {
    await post('/faults', { match: { pathPattern: '/profile$' }, times: 'always', reply: { status: 503 } });
    await post('/faults', { match: { method: 'PUT' }, cut: true });
    expect((await askForProfile()).status).toBe(503);
    await fetch(`${origin}/faults`, { method: 'DELETE' });
    expect((await askForProfile()).status).toBe(200);
  });

  test.each([
    ['an unknown key', { status: 500 }, 'additional properties'],
    ['an unknown reply', { reply: 'teapot' }, 'fault/reply'],
    ['an unknown stage', { stage: 'in between' }, 'fault/stage'],
    ['a pattern that is none', { match: { pathPattern: '(' } }, 'Invalid regular expression'],
  ])('refuses a fault with %s, and says why', async (_, fault, reason) => {
    const refused = await post('/faults', fault);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(reason);
  });

  test('lists the requests and violations', async () => {
    await askForProfile();
    await emulator.fetch('https://nowhere.example/');
    const paths = await (await fetch(`${origin}/requests`)).json();
    expect(paths).toMatchObject([{ path: '/api/v1/athlete/0/profile', status: 200 }, { status: 404 }]);
    expect(await (await fetch(`${origin}/violations`)).json()).toEqual([
      { what: 'unknown host', url: 'https://nowhere.example/' },
    ]);
  });

  test('cuts connections while offline', async () => {
    await post('/offline');
    await expect(askForProfile()).rejects.toThrow('fetch failed');
    await post('/online');
    expect((await askForProfile()).status).toBe(200);
  });

  test('fills the world again after a reset', async () => {
    emulator.revokeKey();
    await post('/reset');
    expect((await askForProfile()).status).toBe(200);
    expect(emulator.activities()).toHaveLength(7);
  });

  test.each(['garmin', 'trainingpeaks', 'strava', 'intervals'])('signs in to %s', async site => {
    const { cookie } = await (await post(`/sign-in/${site}`)).json();
    expect(cookie).toMatch(/^\w+=\S+/);
  });

  test('lists what can be asked for where it knows no such path', async () => {
    const response = await fetch(`${origin}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('POST   /faults');
  });
});

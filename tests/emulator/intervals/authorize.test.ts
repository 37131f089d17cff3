import { beforeEach, expect, test } from 'vitest';
import type { Athlete } from '../emulator.ts';
import { emulatorForTests } from '../for-tests.ts';
import { basic, plainClient } from '../plain-client.ts';

const emulator = await emulatorForTests();
let athlete: Athlete;
const client = plainClient(emulator);

beforeEach(() => {
  athlete = emulator.athlete;
});

test.each(['0', 'i123456'])('an API key opens the profile of athlete %s', async id => {
  const { status, json, headers } = await client.get(`/athlete/${id}/profile`);
  expect(status).toBe(200);
  expect(json.athlete).toMatchObject({ id: 'i123456', name: 'Mo Example', timezone: 'Europe/London' });
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
});

test.each([
  ['no credential', '', 401, 'Unauthorized'],
  ['a wrong key', basic('API_KEY', 'wrong'), 401, 'Unauthorized'],
  ['an empty key', basic('API_KEY', ''), 401, 'Unauthorized'],
  ['no colon', `Basic ${btoa('API_KEY')}`, 401, 'Unauthorized'],
  ['an unknown token', 'Bearer nobody-knows-it', 401, 'Unauthorized'],
  [
    'no base64',
    'Basic not*base64',
    500,
    'java.lang.IllegalArgumentException: Input byte array has incorrect ending byte at 10',
  ],
])('a request with %s is refused', async (_, Authorization, status, error) => {
  const answer = await client.get('/athlete/0/profile', { headers: { Authorization } });
  expect([answer.status, answer.json]).toEqual([status, { status, error }]);
});

test('another user name than API_KEY is refused, and so is the key as a bearer token', async () => {
  for (const Authorization of [basic('mo@example.com', athlete.key), `Bearer ${athlete.key}`]) {
    const answer = await client.get('/athlete/0/profile', { headers: { Authorization } });
    expect([answer.status, answer.json]).toEqual([403, { status: 403, error: 'Access denied' }]);
  }
});

test.each([
  ['i999', 403],
  ['123456', 403],
  ['me', 401],
])('an API key does not open the profile of athlete %s', async (id, status) => {
  emulator.addAthlete({ id: 'i999' });
  expect((await client.get(`/athlete/${id}/profile`)).status).toBe(status);
});

test('each athlete has a key and activities of their own', async () => {
  const jo = emulator.addAthlete({ id: 'i999', name: 'Jo Other' });
  const { id } = emulator.seed.activity({ athleteId: 'i999' });
  expect((await plainClient(emulator, jo).get('/athlete/0/profile')).json.athlete.name).toBe('Jo Other');
  expect((await plainClient(emulator, jo).get(`/activity/${id}`)).status).toBe(200);
  expect((await client.get(`/activity/${id}`)).status).toBe(403);
  expect([emulator.activities().length, emulator.activities('i999').length]).toEqual([0, 1]);
});

test('a key that was revoked or replaced is refused, and the new one is accepted', async () => {
  const { key } = athlete;
  const withOldKey = { headers: { Authorization: basic('API_KEY', key) } };
  emulator.revokeKey();
  expect((await client.get('/athlete/0/profile', withOldKey)).status).toBe(401);
  emulator.changeKey('a-new-key');
  expect((await client.get('/athlete/0/profile', withOldKey)).status).toBe(401);
  expect((await client.get('/athlete/0/profile')).status).toBe(200);
});

test.each([
  ['GET', '/athlete/0/nowhere', 404, 'Not Found'],
  ['DELETE', '/athlete/0/profile', 405, 'Method Not Allowed'],
])('%s %s is answered by Spring’s router, in its own shape', async (method, path, status, error) => {
  const answer = await client.call(method, path);
  expect(answer.status).toBe(status);
  expect(answer.json).toEqual({ timestamp: expect.any(String), status, error, path: `/api/v1${path}` });
});

test('a preflight is allowed from any origin', async () => {
  const url = 'https://intervals.icu/api/v1/athlete/0/profile';
  const { status, headers } = await emulator.fetch(url, { method: 'OPTIONS' });
  expect([status, headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect(headers.get('access-control-allow-headers')).toContain('authorization');
});

import { describe, expect, test } from 'vitest';
import { emulatorForTests } from '../../for-tests.ts';
import { basic, plainClient } from '../../plain-client.ts';

const emulator = await emulatorForTests();

describe('an access token', () => {
  test.each([
    ['ACTIVITY:READ', 'GET', '/athlete/0/activities?oldest=2026-01-01', 200],
    ['ACTIVITY:READ', 'GET', '/activity/i1/file', 404],
    ['ACTIVITY:READ', 'DELETE', '/activity/i1', 403],
    ['ACTIVITY:READ', 'GET', '/athlete/0/wellness', 403],
    ['WELLNESS:WRITE', 'GET', '/athlete/0/wellness.csv', 200],
    ['WELLNESS:WRITE', 'PUT', '/athlete/i123456/wellness/2026-04-15', 200],
    ['WELLNESS:READ', 'PUT', '/athlete/0/wellness-bulk', 403],
    ['WELLNESS:READ', 'GET', '/athlete/0/profile', 200],
    ['WELLNESS:READ', 'GET', '/athlete/i999/wellness', 403],
  ])('with the scope %s is answered at %s %s with %i', async (scope, method, path, status) => {
    const body = method === 'PUT' ? '{"weight":70}' : undefined;
    expect((await as(emulator.issueToken([scope]))(method, path, body)).status).toBe(status);
  });

  test('is refused once the app or the athlete has revoked it', async () => {
    const token = emulator.issueToken(['WELLNESS:READ']);
    expect((await as(token)('DELETE', '/disconnect-app')).status).toBe(200);
    expect((await as(token)('DELETE', '/disconnect-app')).status).toBe(401);
    const other = emulator.issueToken(['WELLNESS:READ']);
    emulator.revokeToken();
    expect((await as(other)('GET', '/athlete/0/wellness')).status).toBe(401);
    expect((await plainClient(emulator).delete('/disconnect-app')).status).toBe(401);
  });
});

describe('a secret that is sent to another site', () => {
  const elsewhere = 'https://www.strava.com/athlete';

  test.each(['token', 'secret', 'key'] as const)('is a violation: the %s', async what => {
    const secret = 'a-secret-of-the-app';
    emulator.registerApp({ clientId: '12', secret, name: 'Musette', redirectUris: [] });
    const told = { token: emulator.issueToken([]), secret, key: emulator.athlete.key }[what];
    await as(told)('GET', '/athlete/0/profile');
    expect(emulator.violations).toEqual([]);
    await emulator.fetch(`${elsewhere}?${told}`, { redirect: 'manual' });
    await emulator.fetch(elsewhere, { redirect: 'manual', headers: { Authorization: `Bearer ${told}` } });
    await emulator.fetch(elsewhere, { redirect: 'manual', method: 'POST', body: `x=${told}` });
    expect(emulator.violations).toEqual([
      { what: 'secret told', url: `${elsewhere}?${told}` },
      { what: 'secret told', url: elsewhere },
      { what: 'secret told', url: elsewhere },
    ]);
  });

  test('is a violation: the key, wrapped for Basic', async () => {
    const headers = { Authorization: basic('API_KEY', emulator.athlete.key) };
    await emulator.fetch(elsewhere, { redirect: 'manual', headers });
    expect(emulator.violations).toEqual([{ what: 'secret told', url: elsewhere }]);
  });
});

/** Asks with a token. */
function as(token: string) {
  const { call } = plainClient(emulator);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return (method: string, path: string, body?: string) =>
    call(method, path, { headers, ...(body !== undefined && { body }) });
}

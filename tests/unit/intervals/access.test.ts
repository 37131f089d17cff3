import { describe, expect, test } from 'vitest';
import { allows, authorizationOf, scopeOf, scopesIn } from '../../../lib/intervals/access.ts';
import { whoAmI } from '../../../lib/intervals/athlete.ts';
import { intervals } from '../../../lib/intervals/client.ts';
import { deleteEvent, listEvents } from '../../../lib/intervals/events.ts';
import { emulatorForTests } from '../../emulator/for-tests.ts';

describe('access', () => {
  test('is the key as the password of API_KEY, or a bearer token', () => {
    expect(authorizationOf({ kind: 'key', key: 'k3y' })).toBe(`Basic ${btoa('API_KEY:k3y')}`);
    expect(authorizationOf({ kind: 'token', token: 't' })).toBe('Bearer t');
  });

  test('for writing lets one read, and not the other way round', () => {
    const scopes = scopesIn('activity:write, WELLNESS:READ,NEW:READ');

    expect(scopes).toEqual(['ACTIVITY:WRITE', 'WELLNESS:READ']);
    expect(allows({ scopes }, 'ACTIVITY:READ')).toBe(true);
    expect(allows({ scopes }, 'WELLNESS:WRITE')).toBe(false);
    expect(allows({ scopes }, 'CALENDAR:READ')).toBe(false);
  });

  test('whose scopes nobody told us may be tried', () => {
    expect(allows({}, 'CALENDAR:WRITE')).toBe(true);
  });

  test.each([
    ['POST', '/athlete/i1/activities', 'ACTIVITY:WRITE'],
    ['GET', '/activity/i2/file', 'ACTIVITY:READ'],
    ['PUT', '/athlete/i1/events/3', 'CALENDAR:WRITE'],
    ['PUT', '/athlete/i1/wellness-bulk', 'WELLNESS:WRITE'],
    ['GET', '/athlete/0/profile', undefined],
    ['DELETE', '/disconnect-app', undefined],
  ])('to %s %s needs %s', (method, path, scope) => {
    expect(scopeOf(method, path)).toBe(scope);
  });
});

describe('a client with a token', async () => {
  const emulator = await emulatorForTests();

  test('never tries what the athlete did not grant', async () => {
    const client = intervals({
      access: { kind: 'token', token: 't', scopes: ['CALENDAR:READ'] },
      fetch: emulator.fetch,
    });

    await expect(deleteEvent(client, 'i1', 7)).rejects.toMatchObject({
      kind: 'not-allowed',
      facts: { detail: 'CALENDAR:WRITE' },
    });
    expect(emulator.requests).toEqual([]);
    // The emulator refuses the token; that it was asked is the point.
    await expect(whoAmI(client)).rejects.toMatchObject({ kind: 'token-refused' });
    await expect(listEvents(client, 'i1', { from: '2026-11-22', to: '2026-11-22' })).rejects.toThrow();
    expect(emulator.requests).toHaveLength(2);
  });
});

import { describe, expect, test } from 'vitest';
import {
  getRequiredScope,
  hasScope,
  parseScopes,
  toAuthorizationHeader,
} from '../../../../lib/services/intervals/access.ts';
import { fetchAthlete } from '../../../../lib/services/intervals/athlete.ts';
import { deleteEvent, listEvents } from '../../../../lib/services/intervals/calendar-events.ts';
import { createClient } from '../../../../lib/services/intervals/client.ts';
import { emulatorForTests } from '../../../emulator/for-tests.ts';

describe('access to the API', () => {
  test('is sent as the password of the user API_KEY, or as a bearer token', () => {
    expect(toAuthorizationHeader({ kind: 'key', key: 'k3y' })).toBe(`Basic ${btoa('API_KEY:k3y')}`);
    expect(toAuthorizationHeader({ kind: 'token', token: 't' })).toBe('Bearer t');
  });

  test('for writing includes reading, and not the other way round', () => {
    const scopes = parseScopes('activity:write, WELLNESS:READ,NEW:READ');

    expect(scopes).toEqual(['ACTIVITY:WRITE', 'WELLNESS:READ']);
    expect(hasScope({ scopes }, 'ACTIVITY:READ')).toBe(true);
    expect(hasScope({ scopes }, 'WELLNESS:WRITE')).toBe(false);
    expect(hasScope({ scopes }, 'CALENDAR:READ')).toBe(false);
  });

  test('is tried where the scopes of a token are unknown', () => {
    expect(hasScope({}, 'CALENDAR:WRITE')).toBe(true);
  });

  test.each([
    ['POST', '/athlete/i1/activities', 'ACTIVITY:WRITE'],
    ['GET', '/activity/i2/file', 'ACTIVITY:READ'],
    ['PUT', '/athlete/i1/events/3', 'CALENDAR:WRITE'],
    ['PUT', '/athlete/i1/wellness-bulk', 'WELLNESS:WRITE'],
    ['GET', '/athlete/0/profile', undefined],
    ['DELETE', '/disconnect-app', undefined],
  ])('to %s %s needs %s', (method, path, scope) => {
    expect(getRequiredScope(method, path)).toBe(scope);
  });
});

describe('a client with a token', async () => {
  const emulator = await emulatorForTests();

  test('sends no request that the token’s scopes do not cover', async () => {
    const client = createClient({
      access: { kind: 'token', token: 't', scopes: ['CALENDAR:READ'] },
      fetch: emulator.fetch,
    });

    await expect(deleteEvent(client, 'i1', 7)).rejects.toMatchObject({
      kind: 'not-allowed',
      facts: { detail: 'CALENDAR:WRITE' },
    });
    expect(emulator.requests).toEqual([]);
    // The emulator refuses the token; that it was asked is the point.
    await expect(fetchAthlete(client)).rejects.toMatchObject({ kind: 'token-refused' });
    await expect(listEvents(client, 'i1', { from: '2026-11-22', to: '2026-11-22' })).rejects.toThrow();
    expect(emulator.requests).toHaveLength(2);
  });
});

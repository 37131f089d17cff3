import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constantTimeEqual } from '../../../../lib/platform/constant-time-equal.ts';
import { buildConsentUrl, parseAuthorizationCode, parseToken } from '../../../../lib/services/intervals/oauth.ts';

const BACK = 'https://abc.chromiumapp.org/';

describe('the consent page', () => {
  test('is given the app, its scopes, the redirect URI and the state', () => {
    const url = new URL(
      buildConsentUrl({
        clientId: '1&2',
        redirectUri: BACK,
        scopes: ['ACTIVITY:WRITE', 'WELLNESS:READ'],
        state: 's',
      }),
    );

    expect(url.origin + url.pathname).toBe('https://intervals.icu/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '1&2',
      redirect_uri: BACK,
      scope: 'ACTIVITY:WRITE,WELLNESS:READ',
      state: 's',
    });
  });

  test.each([
    ['?code=c&state=s', 'c'],
    ['?state=s&code=c%2B1#hash', 'c+1'],
  ])('that returns %s has given a code', (answer, code) => {
    expect(parseAuthorizationCode(BACK + answer, 's')).toBe(code);
  });

  test.each([
    ['?error=access_denied', { kind: 'consent-denied' }],
    ['?error=access_denied&state=t', { kind: 'consent-denied' }],
    [
      '?error=invalid_scope&error_description=Duplicate+scope',
      { kind: 'refused', facts: { detail: 'Duplicate scope' } },
    ],
    ['?error=server_error', { kind: 'refused', facts: { detail: 'server_error' } }],
    ['?code=c&state=t', { kind: 'consent-mixed-up' }],
    ['?code=c&state=ss', { kind: 'consent-mixed-up' }],
    ['?code=c&state=', { kind: 'consent-mixed-up' }],
    ['?code=c', { kind: 'consent-mixed-up' }],
    ['?state=s', { kind: 'consent-mixed-up' }],
    ['', { kind: 'consent-mixed-up' }],
  ])('that returns %s has given no access', (answer, problem) => {
    expect(() => parseAuthorizationCode(BACK + answer, 's')).toThrow(expect.objectContaining(problem));
  });
});

test('the constant-time comparison gives the same answers as ===', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', '\u0161'), maxLength: 3 });
  fc.assert(fc.property(few, few, (one, other) => constantTimeEqual(one, other) === (one === other)));
});

describe('a token that is pasted', () => {
  const token = fc.stringMatching(/^[\w.~+/-]{1,40}=?$/);
  const wrapped: ((token: string) => string)[] = [
    bare => bare,
    bare => `  ${bare}\n`,
    bare => `"${bare}"`,
    bare => `Bearer ${bare}`,
    bare => `Authorization: Bearer ${bare}`,
    bare => JSON.stringify({ access_token: bare, token_type: 'Bearer' }),
  ];

  test.each(wrapped)('is found in the text %s', wrap => {
    fc.assert(
      fc.property(token, bare => {
        expect(parseToken(wrap(bare))).toEqual({ access: { kind: 'token', token: bare } });
      }),
    );
  });

  test('comes with its scopes and athlete where the whole reply is pasted', () => {
    const reply = {
      token_type: 'Bearer',
      access_token: 't',
      scope: 'ACTIVITY:WRITE,NEW:READ',
      athlete: { id: 2049151, name: 'Mo' },
    };

    expect(parseToken(JSON.stringify(reply))).toEqual({
      access: { kind: 'token', token: 't', scopes: ['ACTIVITY:WRITE'] },
      athleteId: '2049151',
    });
    expect(parseToken(JSON.stringify({ ...reply, scope: '' })).access.scopes).toEqual([]);
  });

  test.each(['', ' ', 'two words', '{"error":"no"}', '{}', 'tökén', 'x'.repeat(501)])('is not found in %j', pasted => {
    expect(() => parseToken(pasted)).toThrow(expect.objectContaining({ kind: 'malformed-token' }));
  });
});

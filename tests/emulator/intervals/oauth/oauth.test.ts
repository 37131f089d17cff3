import { beforeEach, describe, expect, test } from 'vitest';
import { sampleText } from '../../../fixtures/samples.ts';
import { emulatorForTests } from '../../for-tests.ts';
import type { Visitor } from '../../visitor.ts';

const redirectUri = 'https://abcdefgh.chromiumapp.org/';
const app = {
  clientId: '12',
  secret: 'a-secret-of-the-app',
  name: 'Musette & me',
  redirectUris: [redirectUri],
};
const asked = {
  client_id: '12',
  redirect_uri: redirectUri,
  scope: 'ACTIVITY:READ,WELLNESS:WRITE',
  state: 's&1',
};

const emulator = await emulatorForTests();
let visitor: Visitor;

beforeEach(() => {
  emulator.registerApp(app);
  visitor = emulator.visitor();
  visitor.add(emulator.signIn().cookies);
});

describe('the consent page', () => {
  test('names the app and the athlete, with every scope ticked', async () => {
    const page = await (await visitor.background(addressOf(asked))).text();
    expect(page).toContain('<h1>Musette &amp; me</h1><p>Signed in as Mo Example</p>');
    expect(page.match(/<input type="checkbox" name="scope" value="[^"]+" checked>/g)).toHaveLength(2);
  });

  test('asks a signed-out visitor to sign in first', async () => {
    visitor = emulator.visitor();
    const form = await (await visitor.background(addressOf(asked))).text();
    const action = /action="([^"]+)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(action).toContain('/oauth/login?');
    const page = await visitor.background(`https://intervals.icu${action}`, { method: 'POST' });
    expect(await page.text()).toContain('Signed in as Mo Example');
  });

  test('redirects back with a code and the state, or with access_denied alone', async () => {
    const allowed = await decide('allow');
    expect(allowed.origin).toBe('https://abcdefgh.chromiumapp.org');
    expect([...allowed.searchParams.keys()]).toEqual(['code', 'state']);
    expect(allowed.searchParams.get('state')).toBe('s&1');
    expect((await decide('deny')).search).toBe('?error=access_denied');
  });

  test.each([
    [{ client_id: '13' }, 404, 'Client not found'],
    [{ redirect_uri: `${redirectUri}more` }, 422, 'Invalid redirect_uri'],
    [{ scope: 'ACTIVITY:READ,ACTIVITY:WRITE' }, 422, 'Duplicate scope'],
    [{ scope: 'activity:read' }, 422, 'Invalid scope [activity:read]'],
    [{ scope: '' }, 422, 'Required request parameter &#39;scope&#39;'],
  ])('refuses %j without redirecting', async (wrong, status, text) => {
    const page = await visitor.background(addressOf({ ...asked, ...wrong }), { redirect: 'manual' });
    expect(page.status).toBe(status);
    expect((await page.text()).replaceAll("'", '&#39;')).toContain(text);
  });

  test('accepts a redirect to localhost for every app', async () => {
    const page = await visitor.background(addressOf({ ...asked, redirect_uri: 'http://localhost/callback' }));
    expect(page.status).toBe(200);
  });
});

describe('an authorization code', () => {
  test('is exchanged for a token, as in the sample', async () => {
    const reply = await exchange(await code());
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({
      token_type: 'Bearer',
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/),
      scope: 'ACTIVITY:READ,WELLNESS:WRITE',
      athlete: { id: 'i123456', name: 'Mo Example' },
    });
    expect(Object.keys(reply.json)).toEqual(Object.keys(JSON.parse(sampleText('oauth_token'))));
  });

  test('brings only the scopes that were left ticked', async () => {
    const { json } = await exchange(await code(['WELLNESS:WRITE', 'CHATS:READ']));
    expect(json.scope).toBe('WELLNESS:WRITE');
  });

  test('works once, and for two minutes', async () => {
    const used = await code();
    await exchange(used);
    expect((await exchange(used)).status).toBe(404);
    const late = await code();
    emulator.expireCodes();
    expect((await exchange(late)).status).toBe(404);
  });

  test.each([
    [{ client_secret: 'wrong' }, 404, 'Client and/or secret not found'],
    [{ client_id: '13' }, 404, 'Client and/or secret not found'],
    [
      { code: '', grant_type: 'refresh_token' },
      422,
      "Required request parameter 'code' for method parameter type String is not present",
    ],
  ])('is refused with %j', async (wrong, status, error) => {
    const reply = await exchange(await code(), wrong);
    expect([reply.status, reply.json]).toEqual([status, { status, error }]);
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('brings a token that replaces the last one of this app', async () => {
    const { json: first } = await exchange(await code());
    const { json: second } = await exchange(await code());
    const profile = 'https://intervals.icu/api/v1/athlete/0/profile';
    const statuses = [first, second].map(async ({ access_token }) => {
      const headers = { Authorization: `Bearer ${access_token}` };
      return (await emulator.fetch(profile, { headers })).status;
    });
    expect(await Promise.all(statuses)).toEqual([401, 200]);
  });

  test('cannot be exchanged by a page, for the reply has no CORS headers', async () => {
    expect((await exchange(await code())).headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await emulator.fetch(TOKEN, { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null]);
  });
});

const TOKEN = 'https://intervals.icu/api/oauth/token';

function addressOf(query: Record<string, string>): string {
  return `https://intervals.icu/oauth/authorize?${new URLSearchParams(query)}`;
}

async function decide(answer: string, scopes = asked.scope.split(',')): Promise<URL> {
  const body = new URLSearchParams([['answer', answer], ...scopes.map(scope => ['scope', scope])]);
  const response = await visitor.background(addressOf(asked), { method: 'POST', body, redirect: 'manual' });
  return new URL(response.headers.get('location') ?? 'about:blank');
}

async function code(scopes?: string[]): Promise<string> {
  return (await decide('allow', scopes)).searchParams.get('code') ?? '';
}

async function exchange(code: string, wrong: Record<string, string> = {}) {
  const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.secret, code, ...wrong });
  const { status, headers, ...response } = await emulator
    .fetch(TOKEN, { method: 'POST', body })
    .then(async reply => ({ status: reply.status, headers: reply.headers, json: await reply.json() }));
  return { status, headers, json: response.json };
}

import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectApp, connectToken } from '../../../../lib/features/account/connect-oauth.ts';
import { getBreaker } from '../../../../lib/services/intervals/circuit-breaker.ts';
import { getCredentials, watchAccount } from '../../../../lib/services/intervals/credentials.ts';
import { addAndDrain, emulator, json, only, ride } from '../../../support/uploads-driver.ts';

const BACK = 'https://abcdefgh.chromiumapp.org/';
const SECRET = 'a-secret-of-the-app';
const APP = { clientId: '12', secret: SECRET, areas: ['ACTIVITY', 'CALENDAR', 'WELLNESS'] as const };
const request = { ...APP, areas: [...APP.areas] };

/** What the person does in the window that the browser opens: where they are led back to, or how it ends. */
let person: (asked: URL) => Promise<string>;

beforeEach(() => {
  emulator.registerApp({ clientId: '12', secret: SECRET, name: 'My app', redirectUris: [BACK] });
  const launchWebAuthFlow = ({ url }: { url: string }) => person(new URL(url));
  Object.assign(fakeBrowser, { identity: { getRedirectURL: () => BACK, launchWebAuthFlow } });
  person = allow;
});

/** Answers on the real page, with these scopes ticked, or all. */
async function allow(asked: URL, scopes = asked.searchParams.get('scope')?.split(',') ?? []): Promise<string> {
  const visitor = emulator.visitor();
  visitor.add(emulator.signIn().cookies);
  const body = new URLSearchParams([['answer', 'allow'], ...scopes.map(scope => ['scope', scope])]);
  const reply = await visitor.background(asked, { method: 'POST', body, redirect: 'manual' });
  return reply.headers.get('location') ?? '';
}

describe('an app with the athlete’s consent', () => {
  test('asks for reading and writing, and is stored with the scopes that were granted', async () => {
    person = asked => {
      expect(asked.searchParams.get('scope')).toBe('ACTIVITY:WRITE,CALENDAR:WRITE,WELLNESS:WRITE');
      return allow(asked, ['ACTIVITY:WRITE']);
    };

    expect(await connectApp(request)).toMatchObject({ id: 'i123456', name: 'Mo Example' });

    expect(await getCredentials()).toMatchObject({
      access: { kind: 'token', token: emulator.tokens[0], scopes: ['ACTIVITY:WRITE'] },
      app: { clientId: '12', secret: SECRET },
    });
  });

  test('has the scopes that it asked for when the reply names none', async () => {
    emulator.fail({
      match: { path: '/api/oauth/token' },
      reply: json(200, { access_token: emulator.issueToken(['WELLNESS:WRITE']), token_type: 'Bearer' }),
    });
    await connectApp({ ...request, areas: ['WELLNESS'] });

    expect(await getCredentials()).toMatchObject({ access: { scopes: ['WELLNESS:WRITE'] } });
  });

  test('uses another state in each request for consent', async () => {
    const states: (string | null)[] = [];
    person = asked => {
      states.push(asked.searchParams.get('state'));
      return allow(asked);
    };
    await connectApp(request);
    await connectApp({ ...request, secret: '' });

    expect(new Set(states).size).toBe(2);
    expect(states[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('is shown to pages without its secret and its token', async () => {
    await connectApp(request);
    const account = await new Promise(resolve => watchAccount(resolve));

    expect(account).toMatchObject({ kind: 'token', clientId: '12' });
    expect(JSON.stringify(account)).not.toContain(SECRET);
    expect(JSON.stringify(account)).not.toContain(emulator.tokens[0]);
  });

  test('uploads nothing without the scope for it, and blocks the whole outbox with that reason', async () => {
    const scope = 'ACTIVITY:READ';
    await connectToken(JSON.stringify({ access_token: emulator.issueToken([scope]), scope }));
    emulator.clearRequests();
    await addAndDrain([ride()]);

    expect(emulator.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect((await getBreaker()).blocked).toMatchObject({ kind: 'not-allowed', detail: 'ACTIVITY:WRITE' });
    expect((await only()).state.name).toBe('queued');

    await connectApp(request);
    await addAndDrain([]);
    expect((await only()).state.name).toBe('uploaded');
  });
});

describe('a failed connection changes nothing', () => {
  const closes = (message: string) => () => Promise.reject(new Error(message));

  test.each([
    ['the athlete denies access', async () => `${BACK}?error=access_denied`, { kind: 'consent-denied' }],
    ['Chromium’s window is closed', closes('The user did not approve access.'), { kind: 'consent-closed' }],
    ['Firefox’s window is closed', closes('User cancelled or denied access.'), { kind: 'consent-closed' }],
    ['there is no network', closes('Authorization page could not be loaded.'), { kind: 'unreachable' }],
    ['Firefox has no network', closes('Invalid request'), { kind: 'unreachable' }],
    ['the state is a different one', async () => `${BACK}?code=c&state=x`, { kind: 'consent-mixed-up' }],
    ['the browser says something new', closes('No.'), { kind: 'unexpected' }],
  ])('when %s', async (_, answer, problem) => {
    const before = await getCredentials();
    person = answer;

    await expect(connectApp(request)).rejects.toMatchObject(problem);
    expect(await getCredentials()).toEqual(before);
    expect(emulator.requests.filter(({ path }) => path === '/api/oauth/token')).toEqual([]);
  });

  test.each([
    ['the secret is wrong', { ...request, secret: 'wrong' }, undefined, { kind: 'unknown-app' }],
    ['no secret was stored', { ...request, secret: '' }, undefined, { kind: 'unknown-app' }],
    ['Intervals.icu has trouble', request, { status: 503 }, { kind: 'server-down' }],
    ['something else answers', request, json(200, { access_token: 'a b', scope: '' }), { kind: 'unreadable-reply' }],
    ['a page answers', request, { status: 200, body: '<html>' }, { kind: 'unreadable-reply' }],
  ])('when %s', async (_, typed, reply, problem) => {
    const before = await getCredentials();
    if (reply) emulator.fail({ match: { path: '/api/oauth/token' }, reply });

    await expect(connectApp(typed)).rejects.toMatchObject(problem);
    expect(await getCredentials()).toEqual(before);
  });

  test('when the code is too old', async () => {
    person = async asked => {
      const back = await allow(asked);
      emulator.expireCodes();
      return back;
    };
    await expect(connectApp(request)).rejects.toMatchObject({ kind: 'consent-late' });
  });

  test('when the token belongs to another account than the reply says', async () => {
    const token = emulator.issueToken(['ACTIVITY:READ']);
    const pasted = JSON.stringify({ access_token: token, athlete: { id: 'i9' } });
    const before = await getCredentials();

    await expect(connectToken(pasted)).rejects.toMatchObject({ kind: 'unreadable-reply' });
    expect(await getCredentials()).toEqual(before);
  });

  test.each(['not-a-token', 'key'])('when the pasted text is no token: %s', async what => {
    const pasted = what === 'key' ? emulator.athlete.key : what;
    await expect(connectToken(pasted)).rejects.toMatchObject({ kind: 'token-refused' });
  });
});

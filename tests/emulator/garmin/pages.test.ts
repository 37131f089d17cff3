import { beforeEach, describe, expect, test } from 'vitest';
import { emulatorForTests } from '../for-tests.ts';
import type { Visitor } from '../visitor.ts';

const list = 'https://connect.garmin.com/app/activities';
const count = '/gc-api/activitylist-service/activities/count';

const emulator = await emulatorForTests();
let visitor: Visitor;

beforeEach(() => {
  visitor = emulator.visitor();
});

describe('for a signed-in visitor', () => {
  test('every page has the session’s token, and a policy that allows requests to its own host alone', async () => {
    const { csrfToken } = signIn();
    const { url } = emulator.garmin.activity({ name: 'Up & <down>' });
    for (const address of [list, url, `${url}?from=list#laps`, 'https://connect.garmin.com/app/calendar']) {
      const page = await visitor.background(address);
      expect(await page.text()).toContain(`<meta name="csrf-token" content="${csrfToken}">`);
      expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
    }
  });

  test('an old address redirects to the new one', async () => {
    signIn();
    const { url, oldUrl } = emulator.garmin.activity();
    const page = await visitor.background(oldUrl);
    expect(page).toMatchObject({ url, redirected: true, status: 200 });
  });

  test('an old address serves the page itself where the test asks for old pages', async () => {
    signIn();
    emulator.garmin.oldPages = true;
    const { oldUrl } = emulator.garmin.activity();
    expect(await visitor.background(oldUrl)).toMatchObject({ url: oldUrl, status: 200 });
  });

  test('each Chinese host has pages and a session of its own', async () => {
    for (const host of ['connect.garmin.cn', 'connectus.garmin.cn']) {
      const { csrfToken } = signIn(host);
      const { url } = emulator.garmin.activity({ host });
      expect(await (await visitor.background(url)).text()).toContain(csrfToken);
      const inPage = visitor.page(url);
      expect(await (await inPage(count, withToken(csrfToken))).json()).toBe(1);
    }
  });
});

describe('for a signed-out visitor', () => {
  test('every page redirects to the sign-in page, which has no token', async () => {
    const page = await visitor.background(list);
    expect(page.url).toBe(`https://connect.garmin.com/signin/?service=${encodeURIComponent(list)}`);
    const text = await page.text();
    expect(text).not.toContain('csrf-token');
    expect(text).toContain('https://sso.garmin.com/portal/sso/en-US/sign-in?clientId=GarminConnect&amp;service=');
  });

  test('signing in redirects back to the page, with a session', async () => {
    const service = encodeURIComponent(list);
    const form = `https://sso.garmin.com/portal/sso/en-US/sign-in?clientId=GarminConnect&service=${service}`;
    expect(await (await visitor.background(form)).text()).toContain('<button>Sign In</button>');
    const page = await visitor.background(form, { method: 'POST' });
    expect(page.url).toBe(list);
    expect(await page.text()).toContain('csrf-token');
  });

  test('a sign-in ticket works once', async () => {
    const ticketed = await signInUpToTheTicket();
    expect((await emulator.visitor().background(ticketed)).url).toBe(list);
    expect((await emulator.visitor().background(ticketed)).url).toContain('/signin/');
  });

  test('signing out in one place ends every session', async () => {
    const { csrfToken } = signIn();
    emulator.garmin.signOut();
    expect((await visitor.page(list)(count, withToken(csrfToken))).status).toBe(401);
    expect((await visitor.background(list)).url).toContain('/signin/');
  });

  async function signInUpToTheTicket(): Promise<string> {
    const url = `https://sso.garmin.com/portal/sso/en-US/sign-in?service=${encodeURIComponent(list)}`;
    const response = await visitor.background(url, { method: 'POST', redirect: 'manual' });
    return response.headers.get('location') ?? '';
  }
});

describe('a page that was left open', () => {
  test('gets 401 until the list page is loaded again; its token stays valid', async () => {
    const { csrfToken } = signIn();
    const inPage = visitor.page(list);
    emulator.garmin.expireAccess();
    expect((await inPage(count, withToken(csrfToken))).status).toBe(401);
    expect((await inPage(count, withToken(csrfToken))).status).toBe(401);
    expect((await inPage('/app/activities')).status).toBe(200);
    expect((await inPage(count, withToken(csrfToken))).status).toBe(200);
  });

  test('has a stale token after a new sign-in', async () => {
    const { csrfToken } = signIn();
    signIn();
    expect((await visitor.page(list)(count, withToken(csrfToken))).status).toBe(403);
  });
});

describe('cookies', () => {
  test('are secure, lax and hidden from scripts', async () => {
    signIn();
    const page = await visitor.background(list);
    expect(page.headers.getSetCookie()).toHaveLength(2);
    for (const header of page.headers.getSetCookie()) {
      expect(header).toMatch(/^(SESSIONID|session)=\S+; Path=\/; Secure; SameSite=Lax; HttpOnly$/);
    }
  });

  test('are not sent by the background when they are partitioned', async () => {
    emulator.garmin.partitionedCookies = true;
    const { csrfToken } = signIn();
    expect((await visitor.background(list)).url).toContain('/signin/');
    expect((await visitor.page(list)(count, withToken(csrfToken))).status).toBe(200);
  });
});

test.each([
  ['/site-status/garmin-connect-status.json', 200],
  ['/modern/proxy/download-service/files/activity/1', 402],
  ['/download-service/files/activity/1', 402],
  ['/nowhere', 404],
])('%s answers %i to a request without a session', async (path, status) => {
  expect((await visitor.page(list)(path)).status).toBe(status);
});

function signIn(host?: string) {
  const signedIn = emulator.garmin.signIn(host);
  visitor.add(signedIn.cookies);
  return signedIn;
}

function withToken(token: string): RequestInit {
  return { headers: { 'connect-csrf-token': token } };
}

import { beforeEach, describe, expect, test } from 'vitest';
import { emulatorForTests } from '../for-tests.ts';

const emulator = await emulatorForTests();
let cookies: string;
let csrfToken: string;

beforeEach(() => {
  emulator.garmin.activity({ id: 1, durationSecs: 5 });
  const signIn = emulator.garmin.signIn();
  cookies = signIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  csrfToken = signIn.csrfToken;
});

const gated = [
  '/gc-api/activitylist-service/activities/search/activities',
  '/gc-api/download-service/export/tcx/activity/1',
  '/gc-api/download-service/files/activity/1',
];

describe.each(gated)('the gates before %s', path => {
  // Row by row, what was measured in August 2026:
  // https://github.com/jshute96/userscripts/blob/f8ccd23/sites/connect.garmin.com/upload-to-strava.md
  test.each([
    { cookies: 'yes', token: 'none', site: 'none', status: 403, edge: true },
    { cookies: 'yes', token: 'right', site: 'none', status: 403, edge: true },
    { cookies: 'yes', token: 'none', site: 'same-origin', status: 403, edge: false },
    { cookies: 'yes', token: 'wrong', site: 'same-origin', status: 403, edge: false },
    { cookies: 'no', token: 'right', site: 'same-origin', status: 401, edge: false },
    { cookies: 'yes', token: 'right', site: 'same-origin', status: 200, edge: false },
  ])('answer $status to cookies $cookies, token $token, Sec-Fetch-Site $site', async row => {
    const response = await ask(path, headersOf(row));
    expect(response.status).toBe(row.status);
    expect(response.headers.get('cf-cache-status')).toBe(row.edge ? null : 'DYNAMIC');
    expect((await response.text()) === '').toBe(row.edge);
  });

  test.each(['cross-site', 'same-site', undefined])('refuse Sec-Fetch-Site %s at the edge', async site => {
    const headers = headersOf({ cookies: 'yes', token: 'right', site: site ?? '' });
    if (site === undefined) delete headers['Sec-Fetch-Site'];
    const response = await ask(path, headers);
    expect([response.status, await response.text()]).toEqual([403, '']);
  });

  test.each([
    { Referer: 'https://elsewhere.example/' },
    { Origin: 'chrome-extension://abcdefghijklmnop' },
    { 'sec-ch-ua': '"Nobody";v="1"' },
    { 'X-app-ver': '1.2.3' },
    { NK: 'NT' },
    { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'document' },
  ])('pass a request all the same where %o was added', async extra => {
    const right = headersOf({ cookies: 'yes', token: 'right', site: 'same-origin' });
    expect((await ask(path, { ...right, ...extra })).status).toBe(200);
    const wrong = headersOf({ cookies: 'yes', token: 'right', site: 'none' });
    expect((await ask(path, { ...wrong, ...extra })).status).toBe(403);
  });
});

test('the gates ignore the case of the token’s header and blanks around its value', async () => {
  const { 'connect-csrf-token': token, ...others } = headersOf({
    cookies: 'yes',
    token: 'right',
    site: 'same-origin',
  });
  const response = await ask('/gc-api/activitylist-service/activities/count', {
    ...others,
    'CONNECT-CSRF-TOKEN': `${token}  `,
  });
  expect(await response.json()).toBe(1);
});

test('the token of one session does not open another session', async () => {
  csrfToken = emulator.garmin.signIn().csrfToken;
  const headers = headersOf({ cookies: 'yes', token: 'right', site: 'same-origin' });
  expect((await ask('/gc-api/activitylist-service/activities/count', headers)).status).toBe(403);
});

test('a session on one host is unknown on another', async () => {
  const headers = headersOf({ cookies: 'yes', token: 'right', site: 'same-origin' });
  const url = 'https://connect.garmin.cn/gc-api/activitylist-service/activities/count';
  expect((await emulator.fetch(url, { headers })).status).toBe(401);
});

test('a preflight is refused, and no reply has CORS headers', async () => {
  const preflight = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'GET' };
  const url = `https://connect.garmin.com${gated[0]}`;
  const response = await emulator.fetch(url, { method: 'OPTIONS', headers: preflight });
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});

test('a page’s own fetch passes the gates; an extension’s background does not', async () => {
  const visitor = emulator.visitor();
  const { cookies: jar, csrfToken: token } = emulator.garmin.signIn();
  visitor.add(jar);
  const init = { headers: { 'connect-csrf-token': token } };
  const inPage = visitor.page('https://connect.garmin.com/app/activities');
  expect((await inPage(gated[2] ?? '', init)).status).toBe(200);
  expect((await visitor.background(`https://connect.garmin.com${gated[2]}`, init)).status).toBe(403);
  const elsewhere = visitor.page('https://elsewhere.example/');
  await expect(elsewhere(`https://connect.garmin.com${gated[2]}`, init)).rejects.toThrow('Failed to fetch');
});

function headersOf(row: { cookies: string; token: string; site: string }): Record<string, string> {
  return {
    ...(row.cookies === 'yes' && { Cookie: cookies }),
    ...(row.token !== 'none' && { 'connect-csrf-token': row.token === 'right' ? csrfToken : 'wrong' }),
    'Sec-Fetch-Site': row.site,
  };
}

function ask(path: string, headers: Record<string, string>): Promise<Response> {
  return emulator.fetch(`https://connect.garmin.com${path}`, { headers });
}

import { beforeEach, describe, expect, test } from 'vitest';
import { inspectFile } from '../../../../../lib/formats/recordings/inspect-file.ts';
import type { PlainProblem } from '../../../../../lib/platform/problem.ts';
import { DAY } from '../../../../../lib/platform/time.ts';
import { garmin } from '../../../../../lib/services/sites/garmin/garmin.ts';
import type { ListedSiteActivity } from '../../../../../lib/services/sites/site.ts';
import { emulatorForTests } from '../../../../emulator/for-tests.ts';
import type { Reply } from '../../../../emulator/site.ts';
import type { Visitor } from '../../../../emulator/visitor.ts';
import { openTab, tabWith } from '../../../../support/site-tab.ts';

const emulator = await emulatorForTests();
let visitor: Visitor;

beforeEach(() => {
  visitor = emulator.visitor();
});

const signIn = (host?: string) => visitor.add(emulator.garmin.signIn(host).cookies);

async function fetchFrom(address: string, id: number) {
  return await garmin.fetchOriginal({ id: String(id) }, await openTab(visitor, address));
}

const expectProblem = (work: Promise<unknown>, { kind, ...facts }: Partial<PlainProblem>) =>
  expect(work).rejects.toMatchObject({ kind, facts: { site: 'Garmin Connect', ...facts } });

const calls = () => emulator.requests.filter(({ path }) => path.startsWith('/gc-api'));

describe('the original file', () => {
  test.each(['connect.garmin.com', 'connect.garmin.cn', 'connectus.garmin.cn'])(
    'comes from %s, through a fetch of its own page',
    async host => {
      signIn(host);
      const activity = emulator.garmin.activity({ host, name: 'Galibier' });

      const { files, name, externalId } = await fetchFrom(activity.url, activity.id);

      expect({ name, externalId }).toEqual({ name: 'Galibier', externalId: String(activity.id) });
      expect(
        Buffer.from((await files[0]?.arrayBuffer()) ?? new ArrayBuffer()).equals(activity.zip ?? Buffer.of()),
      ).toBe(true);
      expect(new Set(calls().map(({ host: asked }) => asked))).toEqual(new Set([host]));
    },
  );

  test('is returned as it was recorded, also where it is GPX or TCX', async () => {
    signIn();
    for (const original of ['fit', 'gpx', 'tcx'] as const) {
      const activity = emulator.garmin.activity({ original });
      const { files } = await fetchFrom(activity.url, activity.id);
      const [file] = files;
      if (!file) throw new Error('no file');
      expect(await Array.fromAsync(inspectFile(file))).toMatchObject([
        { verdict: 'recording', recording: { format: original, garminId: String(activity.id) } },
      ]);
    }
  });

  test('of a multisport activity has a recording for each leg, none with the id of the whole', async () => {
    signIn();
    const activity = emulator.garmin.activity({ original: 'multisport' });
    const { files } = await fetchFrom(activity.url, activity.id);
    const [file] = files;
    if (!file) throw new Error('no file');
    const ids = (await Array.fromAsync(inspectFile(file))).map(
      finding => finding.verdict === 'recording' && finding.recording.garminId,
    );
    expect(ids).toEqual(activity.legs.map(({ id }) => String(id)));
  });

  test('is fetched without a second request where the page shows its name', async () => {
    signIn();
    const { url, id } = emulator.garmin.activity();
    const original = await garmin.fetchOriginal({ id: String(id), name: 'Mine' }, await openTab(visitor, url));
    expect(original.name).toBe('Mine');
    expect(calls()).toHaveLength(1);
  });

  test('is fetched all the same where its name cannot be read', async () => {
    signIn();
    const { url, id } = emulator.garmin.activity();
    emulator.fail({ match: { path: /activity-service/ }, reply: { status: 500 } });
    expect((await fetchFrom(url, id)).name).toBeUndefined();
  });

  test('cannot be fetched by the background: Garmin refuses that', async () => {
    const { csrfToken, cookies } = emulator.garmin.signIn();
    visitor.add(cookies);
    const { originalPath } = emulator.garmin.activity();
    const address = `https://connect.garmin.com${originalPath}`;
    const headers = { 'connect-csrf-token': csrfToken };
    expect((await visitor.background(address, { headers, credentials: 'include' })).status).toBe(403);
  });
});

describe('a session', () => {
  test('that has expired is renewed once, through the list page', async () => {
    signIn();
    const { url, id } = emulator.garmin.activity();
    const tab = await openTab(visitor, url);
    emulator.garmin.expireAccess();
    emulator.clearRequests();

    await garmin.fetchOriginal({ id: String(id), name: 'x' }, tab);

    expect(emulator.requests.map(({ path, status }) => [path.split('?')[0], status])).toEqual([
      [`/gc-api/download-service/files/activity/${id}`, 401],
      ['/app/activities', 200],
      [`/gc-api/download-service/files/activity/${id}`, 200],
    ]);
  });

  test('that was renewed in another tab is used with its new token', async () => {
    signIn();
    const { url, id } = emulator.garmin.activity();
    const tab = await openTab(visitor, url);
    emulator.garmin.signOut();
    signIn();
    expect((await garmin.fetchOriginal({ id: String(id) }, tab)).externalId).toBe(String(id));
  });

  test('is found where the page has no token', async () => {
    signIn();
    const { id } = emulator.garmin.activity();
    const tab = tabWith(visitor, 'https://connect.garmin.com/site-status/garmin-connect-status.json', '{}');
    expect((await garmin.fetchOriginal({ id: String(id) }, tab)).externalId).toBe(String(id));
  });

  test('is used with the token in a meta tag of either name', async () => {
    const { csrfToken, cookies } = emulator.garmin.signIn();
    visitor.add(cookies);
    const { url, id } = emulator.garmin.activity();
    const tab = tabWith(visitor, url, `<meta name="_csrf" content="${csrfToken}">`);
    await garmin.fetchOriginal({ id: String(id), name: 'x' }, tab);
    expect(emulator.requests.map(({ path }) => path)).toHaveLength(1);
  });
});

describe('a failed request to Garmin is reported', () => {
  test('when signed out before or after the page was opened', async () => {
    const { url, id } = emulator.garmin.activity();
    const page = 'https://connect.garmin.com/app/activities';
    await expectProblem(fetchFrom(url, id), { kind: 'signed-out', page });
    signIn();
    const tab = await openTab(visitor, url);
    emulator.garmin.signOut();
    await expectProblem(garmin.fetchOriginal({ id: String(id) }, tab), { kind: 'signed-out', page });
  });

  test('with the Chinese sign-in page when signed out in China', async () => {
    const { url, id } = emulator.garmin.activity({ host: 'connect.garmin.cn' });
    await expectProblem(fetchFrom(url, id), {
      kind: 'signed-out',
      page: 'https://connect.garmin.cn/app/activities',
    });
  });

  test.each(['manual', 'empty zip'] as const)('when there is no recording: %s', async original => {
    signIn();
    const { url, id } = emulator.garmin.activity({ original });
    await expectProblem(fetchFrom(url, id), { kind: 'no-recording' });
  });

  test('when the activity is another athlete’s', async () => {
    signIn();
    const { url, id } = emulator.garmin.activity({ owner: 'somebody else' });
    await expectProblem(fetchFrom(url, id), { kind: 'not-yours' });
    expect(calls()).toHaveLength(1);
  });

  const challenge = {
    status: 403,
    headers: { 'cf-mitigated': 'challenge' },
    body: '<!DOCTYPE html><title>Just a moment...</title>',
  };

  test.each<[Reply, Partial<PlainProblem>]>([
    [challenge, { kind: 'human-check' }],
    [
      { status: 429, headers: { 'retry-after': '90' } },
      { kind: 'site-rate-limited', retryAfterMs: 90_000 },
    ],
    [{ status: 503 }, { kind: 'site-down' }],
    [{ status: 402 }, { kind: 'page-changed' }],
    [{ status: 403 }, { kind: 'page-changed' }],
    [{ status: 200, body: '<!doctype html><title>Sign In</title>' }, { kind: 'signed-out' }],
    [{ status: 200, body: '{"message":"moved"}' }, { kind: 'page-changed' }],
    [{ status: 204 }, { kind: 'no-recording' }],
  ])('when the answer is %j', async (reply, problem) => {
    signIn();
    const { url, id } = emulator.garmin.activity();
    const tab = await openTab(visitor, url);
    emulator.fail({ match: { path: /^\/gc-api\/download-service/ }, times: 'always', reply });
    await expectProblem(garmin.fetchOriginal({ id: String(id) }, tab), problem);
  });

  test('when there is no network', async () => {
    signIn();
    const { url, id } = emulator.garmin.activity();
    const tab = await openTab(visitor, url);
    emulator.online = false;
    await expectProblem(garmin.fetchOriginal({ id: String(id) }, tab), { kind: 'site-unreachable' });
  });

  test('when the page returns something else in place of the answer', async () => {
    signIn();
    const { url, id } = emulator.garmin.activity();
    const tab = await openTab(visitor, url);
    const lies = { ...tab, runInPage: () => Promise.resolve({ url: 'x', bytes: [1, 2] }) as never };
    await expectProblem(garmin.fetchOriginal({ id: String(id) }, lies), { kind: 'page-changed' });
  });
});

describe('the activity list', () => {
  test('has every activity between two moments, newest first, a page at a time', async () => {
    signIn();
    const start = Date.UTC(2026, 5, 1, 5);
    for (let n = 0; n < 230; n += 1)
      emulator.garmin.activity({ startMs: start + n * DAY, utcOffsetHours: 2, durationSecs: 60 });
    const manual = emulator.garmin.activity({ startMs: start + 1000, original: 'manual', sport: 'run' });
    const tab = await openTab(visitor, 'https://connect.garmin.com/app/activities');

    const pages: ListedSiteActivity[][] = [];
    for await (const page of garmin.listActivities?.(start, start + 200 * DAY, tab) ?? []) pages.push(page);
    const all = pages.flat();

    expect(pages.length).toBeGreaterThan(1);
    expect(all).toHaveLength(202);
    expect(all.map(({ startMs }) => startMs)).toEqual(all.map(({ startMs }) => startMs).toSorted((a, b) => b - a));
    expect(all.at(0)).toMatchObject({ startMs: start + 200 * DAY, sport: 'ride', hasFile: true });
    expect(all.at(0)?.localMs).toBe(start + 200 * DAY + 2 * 3_600_000);
    expect(all.find(({ id }) => id === String(manual.id))).toMatchObject({ hasFile: false, sport: 'run' });
  });

  test('B9 is not hidden by one odd row, nor cut off behind its page', async () => {
    signIn();
    const start = Date.UTC(2026, 5, 1, 5);
    const rows = Array.from({ length: 100 }, (_, n) => ({
      activityId: n === 50 ? null : 21_000_000_000 + n,
      startTimeGMT: '2026-06-02 05:00:00',
      duration: 60,
    }));
    const path = /activitylist-service/;
    emulator.fail({ match: { path }, reply: { status: 200, headers: {}, body: JSON.stringify(rows) }, times: 1 });
    emulator.fail({ match: { path }, reply: { status: 200, headers: {}, body: JSON.stringify(rows.slice(0, 3)) } });
    const tab = await openTab(visitor, 'https://connect.garmin.com/app/activities');

    const found: ListedSiteActivity[] = [];
    for await (const page of garmin.listActivities?.(start, start + 200 * DAY, tab) ?? []) found.push(...page);
    expect(found).toHaveLength(99 + 3);
  });
});

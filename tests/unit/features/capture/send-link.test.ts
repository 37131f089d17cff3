import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { sendLink } from '../../../../lib/features/capture/send-link.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { fakeTabs } from '../../../support/browser-tabs.ts';
import { emulator, only, ride, uploads } from '../../../support/uploads-driver.ts';

test('a link that was chosen while one athlete was connected is not sent to another', async () => {
  const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
  fakeTabs([]);
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    if (!input.startsWith('https://files.example.org/')) return await emulator.fetch(input, init);
    await connectWithKey(other.key);
    return new Response(ride());
  });
  await sendLink('https://files.example.org/ride.fit', undefined);
  await uploadQueue.trigger();

  expect(await only()).toMatchObject({
    athlete: emulator.athlete.id,
    state: { name: 'held', why: 'account-changed' },
  });
  expect(emulator.activities('i2')).toHaveLength(0);
});

const LINK = 'https://files.example.org/ride.fit';
const WORKOUT = 'https://tpapi.trainingpeaks.com/fitness/v6/athletes/5/workouts/6/details';
const IN_CONTAINER = { id: 4, url: 'https://forum.example.com/', cookieStoreId: 'firefox-container-2' };

describe('A3 a link', () => {
  let visitor = emulator.visitor();

  beforeEach(() => {
    visitor = emulator.visitor();
    visitor.add(emulator.files.signIn().cookies);
    visitor.add(emulator.trainingPeaks.signIn().cookies);
    vi.stubGlobal('fetch', (input: string, init?: RequestInit) =>
      input.startsWith('https://intervals.icu/') ? emulator.fetch(input, init) : visitor.background(input, init),
    );
  });

  const siteRequests = () => emulator.requests.filter(({ host }) => host !== 'intervals.icu');

  test('in a container is fetched without the session of the background', async () => {
    fakeTabs([IN_CONTAINER]);
    emulator.files.serve('/ride.fit', { bytes: Buffer.from(await ride().arrayBuffer()) });
    await sendLink(LINK, IN_CONTAINER);
    expect(await only()).toMatchObject({ name: 'ride.fit' });
    expect(siteRequests().map(({ headers }) => headers.cookie)).toEqual([undefined]);
  });

  test('in a container to a file that needs a sign-in is refused, with what to do', async () => {
    fakeTabs([IN_CONTAINER]);
    emulator.files.serve('/ride.fit', { bytes: Buffer.from(await ride().arrayBuffer()), membersOnly: 'page' });
    await expect(sendLink(LINK, IN_CONTAINER)).rejects.toMatchObject({
      kind: 'container-session',
      facts: { site: 'files.example.org' },
    });
  });

  test('in a container to an activity on another site is refused before any request', async () => {
    const calls = fakeTabs([IN_CONTAINER]);
    for (const link of [WORKOUT, 'https://www.strava.com/activities/5/export_original'])
      await expect(sendLink(link, IN_CONTAINER)).rejects.toMatchObject({ kind: 'container-session' });
    expect([siteRequests(), calls.requested]).toEqual([[], []]);
  });

  test('in no container is fetched with the session of the background', async () => {
    fakeTabs([]);
    emulator.files.serve('/ride.fit', {
      bytes: Buffer.from(await ride().arrayBuffer()),
      membersOnly: 'page',
    });
    await sendLink(LINK, { ...IN_CONTAINER, cookieStoreId: 'firefox-default' });
    expect(await only()).toMatchObject({ name: 'ride.fit' });
  });

  test.each(['https://intervals.icu/api/v1/athlete/0', LINK, WORKOUT])(
    'in a private window is refused before anything is asked or kept: %s',
    async link => {
      const calls = fakeTabs([]);
      const tab = { id: 4, url: link, incognito: true };
      await expect(sendLink(link, tab)).rejects.toMatchObject({ kind: 'private-window' });
      expect([siteRequests(), calls.requested, calls.ranIn, await uploads()]).toEqual([[], [], [], []]);
    },
  );
});

describe('S2 a link to Intervals.icu', () => {
  test('is refused before the browser asks for a permission', async () => {
    const calls = fakeTabs([]);
    emulator.clearRequests();
    await expect(sendLink('https://intervals.icu/api/v1/activity/i1/file', undefined)).rejects.toMatchObject({
      kind: 'on-intervals',
    });
    expect([emulator.requests, calls.requested]).toEqual([[], []]);
  });
});

describe('S3 the host of a link', () => {
  const send = async (granted: string[] = []) => {
    const calls = fakeTabs([], granted);
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) =>
      input.startsWith('https://files.example.org/') ? new Response(ride()) : await emulator.fetch(input, init),
    );
    await sendLink(LINK, undefined);
    return calls;
  };

  test('is given back after the fetch', async () => {
    expect(await send()).toMatchObject({
      requested: ['https://files.example.org/*'],
      removed: ['https://files.example.org/*'],
    });
  });

  test('is given back after a failed fetch too', async () => {
    const calls = fakeTabs([]);
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) =>
      input.startsWith('https://files.example.org/')
        ? Promise.reject(new TypeError('Failed to fetch'))
        : await emulator.fetch(input, init),
    );
    await expect(sendLink(LINK, undefined)).rejects.toMatchObject({ kind: 'site-unreachable' });
    expect(calls.removed).toEqual(['https://files.example.org/*']);
  });

  test('is kept where the browser does not take it back, and the file is sent all the same', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const calls = fakeTabs([]);
    fakeBrowser.permissions.remove = () => Promise.reject(new Error('No'));
    vi.stubGlobal('fetch', async (input: string, init?: RequestInit) =>
      input.startsWith('https://files.example.org/') ? new Response(ride()) : await emulator.fetch(input, init),
    );
    expect(await sendLink(LINK, undefined)).toMatchObject({ added: { added: 1 } });
    expect([calls.removed, reported.mock.calls.length]).toEqual([[], 1]);
  });

  test('is kept where it was allowed before', async () => {
    expect((await send(['https://files.example.org/*'])).removed).toEqual([]);
  });

  test('is kept until the last of several links to it was fetched', async () => {
    const calls = fakeTabs([]);
    const gates = [Promise.withResolvers<Response>(), Promise.withResolvers<Response>()];
    let n = 0;
    vi.stubGlobal('fetch', (input: string, init?: RequestInit) =>
      input.startsWith('https://files.example.org/') ? gates[n++]?.promise : emulator.fetch(input, init),
    );
    const sent = [sendLink(`${LINK}?1`, undefined), sendLink(`${LINK}?2`, undefined)];
    await vi.waitFor(() => expect(n).toBe(2));
    gates[0]?.resolve(new Response(ride()));
    await sent[0];
    expect(calls.removed).toEqual([]);
    gates[1]?.resolve(new Response(ride()));
    await sent[1];
    expect(calls.removed).toEqual(['https://files.example.org/*']);
  });
});

import { describe, expect, test } from 'vitest';
import { getFeedState } from '../../../../lib/features/change-feed/feed-state.ts';
import { changeFeed } from '../../../../lib/features/change-feed/index.ts';
import { changeFeedSettings } from '../../../../lib/features/change-feed/settings.ts';
import { getWebhookTopic } from '../../../../lib/features/change-feed/webhook-topic.ts';
import { clearWellnessStore } from '../../../../lib/features/wellness/wellness-store.ts';
import { writeWellness } from '../../../../lib/features/wellness/write-wellness.ts';
import {
  asked,
  day,
  emulator,
  followTopic,
  HOUR,
  look,
  MINUTE,
  newsOf,
  permissions,
  registerApp,
  SECRET,
  seed,
  told,
} from '../../../support/change-feed-driver.ts';

/** Writes into the topic as anybody can who knows its name. */
const post = (body: string) => emulator.fetch('https://ntfy.sh/mine', { method: 'POST', body });

const uploaded = (id: string) => told('ACTIVITY_UPLOADED', id);

describe('a webhook', () => {
  test('is read from its topic, whose server is sent nothing but the name', async () => {
    registerApp();
    await followTopic();
    await look();
    await emulator.webhook([uploaded('i7')]);
    emulator.clearRequests();

    expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);
    expect(emulator.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      expect.stringMatching(/^GET https:\/\/ntfy\.sh\/mine\/json\?poll=1&since=\w+$/),
    ]);
    expect(emulator.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(await newsOf(look())).toEqual([]);
  });

  test('that is too long for a message is fetched as an attachment', async () => {
    registerApp();
    await followTopic();
    await emulator.webhook([{ ...uploaded('i7'), filler: 'x'.repeat(5000) }]);

    expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);
    expect(emulator.requests.some(({ path }) => path.startsWith('/file/'))).toBe(true);
  });

  test('is read from one’s own server, at a protected topic', async () => {
    emulator.ntfy.protect('ntfy.example.org/mine', { token: 'tk_1' });
    emulator.registerApp({
      clientId: '9',
      secret: 'of the app',
      name: 'Mine',
      redirectUris: [],
      webhook: { url: 'https://ntfy.example.org/mine', secret: SECRET, authorization: 'Bearer tk_1' },
    });
    await followTopic({ server: 'https://ntfy.example.org', token: 'tk_1' });
    await emulator.webhook([uploaded('i7')]);
    expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);

    await followTopic({ server: 'https://ntfy.example.org', token: 'tk_2' });
    expect((await look()).problem).toMatchObject({ kind: 'topic-closed', site: 'ntfy.example.org' });
  });

  test('is accepted only with the secret, for this athlete, and if it is recent', async () => {
    await followTopic();
    registerApp('a guess');
    await emulator.webhook([uploaded('i6')]);
    await post('Hello');
    await post(JSON.stringify({ secret: SECRET, events: [told('ACTIVITY_UPLOADED', 'i5', 0, 'i999')] }));
    await post(JSON.stringify({ secret: SECRET, events: [told('ACTIVITY_UPLOADED', 'i4', -72 * HOUR)] }));
    await post(JSON.stringify({ secret: SECRET, events: [{ type: 'CHAT_UPDATE' }, uploaded('i7')] }));
    const looking = look();

    expect(await newsOf(looking)).toEqual(['ACTIVITY_UPLOADED i7']);
    expect(await looking).toMatchObject({ messages: 5, genuine: 3 });
  });

  test('that is delivered twice is one event, also when it is replayed later', async () => {
    registerApp();
    await followTopic();
    const events = [uploaded('i7')];
    await emulator.webhook(events);
    await emulator.webhook(events);
    expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);

    await post(JSON.stringify({ secret: SECRET, events }));
    const later = await look();
    expect(later).toMatchObject({ newChanges: [], messages: 1, genuine: 1 });
  });

  test('from before webhooks were set up is ignored', async () => {
    registerApp();
    await emulator.webhook([uploaded('i6')]);
    emulator.ntfy.passTime(2 * MINUTE);
    await look({ afterMs: 2 * MINUTE });
    await followTopic();
    await emulator.webhook([uploaded('i7')]);

    expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);
  });

  test('cannot lead Musette to another server', async () => {
    await followTopic();
    const elsewhere = {
      id: 'abcdefABCDEF',
      event: 'message',
      attachment: { url: 'https://files.example/x' },
    };
    emulator.fail({
      match: { host: 'ntfy.sh' },
      reply: { status: 200, headers: {}, body: `${JSON.stringify(elsewhere)}\n` },
    });
    await look();

    expect(emulator.requests.filter(({ host }) => host === 'files.example')).toEqual([]);
  });
});

describe('webhooks and checks together', () => {
  test('report one event, whichever comes first', async () => {
    registerApp();
    await followTopic();
    await changeFeedSettings.update({ watchChanges: true });
    await look();
    const [first, second] = [seed('First'), seed('Second')];
    await emulator.webhook([uploaded(first.id)]);
    expect(await newsOf(look())).toEqual([`ACTIVITY_UPLOADED ${first.id}`, `ACTIVITY_UPLOADED ${second.id}`]);
    await emulator.webhook([told('ACTIVITY_UPLOADED', second.id, -10 * MINUTE)]);
    await emulator.webhook([told('ACTIVITY_ANALYZED', second.id, -9 * MINUTE)]);
    expect(await newsOf(look())).toEqual([]);
  });

  test('catch up after a gap: Intervals.icu is asked once after it, and once a day', async () => {
    registerApp();
    await followTopic();
    await look();
    expect(asked()).toBe('activities,events,wellness');
    emulator.clearRequests();
    await look();
    expect(asked()).toBe('');

    const missed = seed('Missed');
    expect(await newsOf(look({ afterMs: 13 * HOUR }))).toEqual([`ACTIVITY_UPLOADED ${missed.id}`]);
    emulator.clearRequests();
    await look();
    expect(asked()).toBe('');
    for (let n = 0; n < 3; n += 1) await look({ afterMs: 11 * HOUR });
    expect(asked()).toBe('activities,events,wellness');
  });

  test('catch up where the server has deleted the attachment of a long delivery', async () => {
    registerApp();
    await followTopic();
    await look();
    const there = seed('There');
    await emulator.webhook([{ ...uploaded(there.id), filler: 'x'.repeat(5000) }]);
    emulator.ntfy.passTime(4 * HOUR);

    expect(await newsOf(look({ afterMs: 4 * HOUR }))).toEqual([`ACTIVITY_UPLOADED ${there.id}`]);
  });
});

describe('when a feed fails', () => {
  test('a gap is filled as soon as Intervals.icu answers again', async () => {
    await followTopic();
    await look();
    const missed = seed('Missed');
    emulator.fail({ match: { path: /activities/ }, reply: { status: 500, headers: {}, body: '' }, times: 1 });
    expect((await look({ afterMs: 13 * HOUR })).problem?.kind).toBe('server-down');

    expect(await newsOf(look())).toEqual([`ACTIVITY_UPLOADED ${missed.id}`]);
    emulator.clearRequests();
    await look();
    expect(asked()).toBe('');
  });

  test.each(['/v1/account', '/file/theirs.txt'])(
    'a message whose attachment is %s does not stop the feed',
    async path => {
      await followTopic();
      const messages = [
        { id: 'abcdefABCDEF', event: 'message', attachment: { url: `https://ntfy.sh${path}` } },
        {
          id: 'ghijklGHIJKL',
          event: 'message',
          message: JSON.stringify({ secret: SECRET, events: [uploaded('i7')] }),
        },
      ];
      const body = messages.map(message => `${JSON.stringify(message)}\n`).join('');
      emulator.fail({ match: { path: /json/ }, reply: { status: 200, headers: {}, body } });
      emulator.fail({ match: { path }, reply: { status: 403, headers: {}, body: '' } });

      expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);
    },
  );

  test('the other feed is read all the same, and nothing is lost', async () => {
    registerApp();
    await followTopic();
    await changeFeedSettings.update({ watchChanges: true });
    await look();
    const added = seed('Added');
    await emulator.webhook([uploaded('i7')]);
    emulator.ntfy.requestsLeft = 0;
    const looked = await look();
    expect(looked.newChanges).toMatchObject([{ activity: { id: added.id } }]);
    expect(looked.problem).toMatchObject({ kind: 'site-rate-limited', site: 'ntfy.sh' });

    emulator.ntfy.requestsLeft = Number.POSITIVE_INFINITY;
    emulator.fail({ match: { path: /activities/ }, reply: { status: 500, headers: {}, body: '' } });
    const next = await look();
    expect(next.newChanges).toMatchObject([{ activity: { id: 'i7' } }]);
    expect(next.problem?.kind).toBe('server-down');
    expect((await getWebhookTopic())?.since).toMatch(/^[A-Za-z0-9]{12}$/);
  });
});

describe('A16 the access to the server of a topic', () => {
  const ORIGIN = 'https://ntfy.sh/*';

  test('that was taken back is named, and nothing is requested there', async () => {
    registerApp();
    await followTopic();
    await look();
    await emulator.webhook([uploaded('i7')]);
    permissions.revoke(ORIGIN);
    emulator.clearRequests();
    expect((await look()).problem).toEqual({ kind: 'no-access', site: 'ntfy.sh', origins: [ORIGIN] });
    expect(emulator.requests.filter(({ host }) => host === 'ntfy.sh')).toEqual([]);

    permissions.grant(ORIGIN);
    expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);
  });

  test('is used at once when it is granted again', async () => {
    registerApp();
    await followTopic();
    await look();
    permissions.revoke(ORIGIN);
    await look();
    await emulator.webhook([uploaded('i7')]);
    await changeFeed.onOnline?.();
    expect((await getFeedState()).problem).toMatchObject({ kind: 'no-access' });
    permissions.grant(ORIGIN);
    await changeFeed.onOnline?.();
    expect((await getFeedState()).problem).toBeUndefined();
  });
});

test('B2 a value that something else writes over that of Musette, seconds later, is told from the webhook', async () => {
  await clearWellnessStore();
  registerApp();
  await followTopic();
  emulator.seed.wellness([{ id: day(-1), restingHR: 54 }]);
  await look();
  const edits = [{ day: day(-1), key: 'restingHR', from: 54, to: 51 }];
  await writeWellness({ athlete: emulator.athlete.id, edits, kind: 'edit', lock: false });
  const record = (restingHR: number, afterMs: number) => ({
    type: 'WELLNESS_UPDATED',
    athlete_id: emulator.athlete.id,
    timestamp: new Date(Date.now() + afterMs).toISOString(),
    records: [{ id: day(-1), restingHR }],
  });
  await emulator.webhook([record(51, 1000)]);
  await emulator.webhook([record(54, 2000)]);

  const { newChanges } = await look();
  expect(newChanges).toMatchObject([
    { records: [{ id: day(-1), overwritten: [{ written: 51, now: 54, isBack: true }] }] },
  ]);
});

describe('S7 what anybody can post into a topic', () => {
  const genuine = () => ({
    id: 'ghijklGHIJKL',
    event: 'message',
    message: JSON.stringify({ secret: SECRET, events: [uploaded('i7')] }),
  });
  const attachment = (url: string, n = 0) => ({
    id: `abcdefABCD${String(n).padStart(2, '0')}`,
    event: 'message',
    attachment: { url },
  });
  const serve = (messages: readonly object[]) =>
    emulator.fail({
      match: { path: /json/ },
      reply: { status: 200, headers: {}, body: messages.map(one => `${JSON.stringify(one)}\n`).join('') },
    });
  const asksFor = (path: string) => emulator.requests.filter(request => request.path.startsWith(path));

  test.each([
    ['an address with a name and a password', { status: 200, headers: {}, body: '' }, 'https://user:pw@ntfy.sh/file/x'],
    ['a server error', { status: 503, headers: {}, body: '' }, 'https://ntfy.sh/file/x'],
    ['a rate limit', { status: 429, headers: {}, body: '' }, 'https://ntfy.sh/file/x'],
    [
      'a redirect',
      { status: 302, headers: { Location: 'https://192.168.1.1/admin' }, body: '' },
      'https://ntfy.sh/file/x',
    ],
  ])(
    'an attachment that answers with %s does not keep the messages behind it from being read',
    async (_, reply, url) => {
      await followTopic();
      serve([attachment(url), genuine()]);
      emulator.fail({ match: { path: /^\/file\// }, reply });

      expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);
      expect(emulator.requests.filter(({ host }) => host === '192.168.1.1')).toEqual([]);
      expect((await getWebhookTopic())?.since).toBe('ghijklGHIJKL');
    },
  );

  test('no more than twenty attachments are fetched at a time, and the messages behind them are read', async () => {
    await followTopic();
    serve([...Array.from({ length: 60 }, (_, n) => attachment(`https://ntfy.sh/file/${n}.txt`, n)), genuine()]);

    expect(await newsOf(look())).toEqual(['ACTIVITY_UPLOADED i7']);
    expect(asksFor('/file/')).toHaveLength(20);
  });

  test('a topic that redirects is not followed', async () => {
    await followTopic();
    emulator.fail({
      match: { path: /json/ },
      reply: { status: 302, headers: { Location: 'https://192.168.1.1/admin' }, body: '' },
    });

    expect((await look()).problem?.kind).toBe('topic-unreachable');
    expect(emulator.requests.filter(({ host }) => host === '192.168.1.1')).toEqual([]);
  });
});

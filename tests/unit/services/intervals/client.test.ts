import { describe, expect, test } from 'vitest';
import { Problem, type ProblemKind } from '../../../../lib/platform/problem.ts';
import {
  deleteActivity,
  listActivitiesBetween,
  uploadActivity,
} from '../../../../lib/services/intervals/activities.ts';
import { fetchAthlete, parseApiKey } from '../../../../lib/services/intervals/athlete.ts';
import { type ApiWrite, type ClientOptions, createClient } from '../../../../lib/services/intervals/client.ts';
import { badReplies, type Fault } from '../../../emulator/emulator.ts';
import { emulatorForTests } from '../../../emulator/for-tests.ts';
import { fitFile, fitWorkoutFile } from '../../../fixtures/recordings.ts';

const emulator = await emulatorForTests();

const START = Date.UTC(2026, 9, 3, 8);
const client = (options: Partial<ClientOptions> = {}) =>
  createClient({ access: { kind: 'key', key: emulator.athlete.key }, fetch: emulator.fetch, ...options });
const ride = () => new File([fitFile({ startMs: START })], 'ride.fit');

describe('a failed request is recognised', () => {
  test.each<[string, Fault, ProblemKind]>([
    ['an unknown key', { reply: badReplies.unauthorized }, 'unauthorized'],
    ['the API’s own refusal', { reply: badReplies.accessDenied }, 'forbidden'],
    ['Cloudflare’s integrity check', { reply: badReplies.blockedByCloudflare }, 'challenged'],
    ['Cloudflare’s challenge page', { reply: badReplies.challengedByCloudflare }, 'challenged'],
    ['a limit', { reply: badReplies.rateLimited(7) }, 'rate-limited'],
    ['an error of the server', { reply: badReplies.serverError }, 'server-down'],
    ['a bad gateway', { reply: badReplies.badGateway }, 'server-down'],
    ['Cloudflare without an origin', { reply: badReplies.cloudflareError(522) }, 'server-down'],
    ['success with nothing in it', { reply: badReplies.emptySuccess }, 'unreadable-reply'],
    ['a hotel’s sign-in page', { reply: badReplies.captivePortal }, 'unreadable-reply'],
    [
      'a redirect to another host',
      { reply: { status: 302, headers: { location: 'https://evil.example/' } } },
      'unreachable',
    ],
    ['a connection cut before the reply', { cut: true }, 'unreachable'],
    ['a connection cut in the reply', { stage: 'in reply', cut: true }, 'unreachable'],
  ])('by its kind: %s', async (_, fault, kind) => {
    emulator.fail(fault);

    await expect(fetchAthlete(client())).rejects.toMatchObject({ kind });
  });

  test('when no answer comes in time', async () => {
    emulator.fail({ hold: true });

    await expect(fetchAthlete(client({ replyTimeoutMs: 50 }))).rejects.toMatchObject({ kind: 'timeout' });
  });

  test('when the account is disconnected meanwhile', async () => {
    const stopper = new AbortController();
    const held = emulator.fail({ hold: true });
    const asked = fetchAthlete(client({ signal: stopper.signal }));
    await emulator.until(() => held.strikes === 1);
    stopper.abort();

    await expect(asked).rejects.toMatchObject({ kind: 'stopped' });
  });

  test('when its answer never ends, which is cancelled', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(new Uint8Array(2 ** 24)),
      cancel: () => {
        cancelled = true;
      },
    });
    const fetching = client({ fetch: async () => new Response(endless) }).fetchFile({
      path: '/activity/i1/file',
    });

    await expect(fetching).rejects.toMatchObject({ kind: 'file-too-large' });
    expect(cancelled).toBe(true);
  });

  test('with the server’s own words when a file is refused', async () => {
    const workout = new File([fitWorkoutFile('4 x 8')], 'workout.fit');

    await expect(uploadActivity(client(), emulator.athlete.id, workout)).rejects.toMatchObject({
      kind: 'refused',
      facts: { detail: expect.stringMatching(/\w+ \w+/) },
    });
  });
});

describe('the client', () => {
  test('distinguishes a new file from a known one', async () => {
    const first = await uploadActivity(client(), emulator.athlete.id, ride());
    const second = await uploadActivity(client(), emulator.athlete.id, ride());

    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.activityIds).toEqual(first.activityIds);
  });

  test('lists activities in Musette’s own types, with Strava’s stubs marked', async () => {
    emulator.seed.activity({ file: fitFile({ startMs: START, durationSecs: 600 }), external_id: '99' });
    emulator.seed.activity({ file: fitFile({ startMs: START + 86_400_000 }), source: 'STRAVA' });

    const [stub, ride] = await listActivitiesBetween(
      client(),
      emulator.athlete.id,
      START - 86_400_000,
      START + 2 * 86_400_000,
    );

    expect(stub).toMatchObject({ visibility: 'strava-placeholder' });
    expect(ride).toMatchObject({
      visibility: 'full',
      startMs: START,
      sport: 'ride',
      elapsedSecs: 600,
      externalId: '99',
    });
  });

  test.each([
    ['stub', { localMs: START + 3_600_000, day: '2026-10-03' }],
    ['stub with its id', { localMs: START + 3_600_000, externalId: '99' }],
    ['id alone', { externalId: '99' }],
    ['day', { day: '2026-10-03' }],
    ['midnight', { day: '2026-10-03' }],
    ['days alone', { day: '2026-10-03' }],
    ['midnight of UTC', { utcDay: '2026-10-03' }],
    ['nulls', { startMs: START }],
  ] as const)('lists an activity that is shown as “%s” as hidden, with what it says', async (form, facts) => {
    emulator.seed.activity({ file: fitFile({ startMs: START }), external_id: '99' });
    emulator.hideActivities(() => form);
    const range = [START - 86_400_000, START + 86_400_000] as const;
    const [hidden] = await listActivitiesBetween(client(), emulator.athlete.id, ...range);

    expect(hidden).toMatchObject({ visibility: 'hidden', ...facts });
    if (!('localMs' in facts) && form !== 'nulls') expect(hidden).not.toHaveProperty('localMs');
    if (!('startMs' in facts)) expect(hidden).not.toHaveProperty('startMs');
  });

  test('never sends the site’s cookies, and the key only in the Authorization header', async () => {
    await uploadActivity(client(), emulator.athlete.id, ride(), { name: 'Col & Co', externalId: '5' });
    const [request] = emulator.requests;

    expect(request?.headers.cookie).toBeUndefined();
    expect(request?.url).not.toContain(emulator.athlete.key);
    expect(request?.query).toEqual({ name: 'Col & Co', external_id: '5' });
  });

  test.each<[string, Fault, unknown]>([
    ['is cut off', { stage: 'in reply', cut: true }, undefined],
    ['is no JSON', { reply: { status: 201, body: '<p>Welcome</p>' } }, undefined],
    ['has another shape', { reply: { status: 201, body: '{"id":"i7"}' } }, { id: 'i7' }],
  ])('reports a write as done where the answer %s', async (_, fault, body) => {
    const told: ApiWrite[] = [];
    emulator.fail({ match: { method: 'POST' }, ...fault });
    const onWrite = async (written: ApiWrite) => void told.push(written);

    await expect(uploadActivity(client({ onWrite }), emulator.athlete.id, ride())).rejects.toBeInstanceOf(Problem);
    expect(told).toMatchObject([{ method: 'POST', path: `/athlete/${emulator.athlete.id}/activities` }]);
    expect(told[0]?.body).toEqual(body);
  });

  test('throws not-found when the activity to delete is gone', async () => {
    await expect(deleteActivity(client(), 'i404')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

test.each([
  ['  abc123\n', 'abc123'],
  ['API_KEY:abc123', 'abc123'],
  ['api_key: abc123', 'abc123'],
  ['"API_KEY:abc123"', 'abc123'],
])('the key in the pasted text %j is %s', (pasted, key) => {
  expect(parseApiKey(pasted)).toBe(key);
});

test.each(['', '   ', 'two words', 'schlüssel', 'x'.repeat(300)])('no key is found in the pasted text %j', pasted => {
  expect(() => parseApiKey(pasted)).toThrow(expect.objectContaining({ kind: 'malformed-key' }));
});

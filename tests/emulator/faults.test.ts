import { describe, expect, test } from 'vitest';
import { fitFile } from '../fixtures/recordings.ts';
import { badReplies } from './emulator.ts';
import { emulatorForTests } from './for-tests.ts';
import { plainClient } from './plain-client.ts';

const ride = fitFile({ startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 60 });

const emulator = await emulatorForTests();
const client = plainClient(emulator);

describe('a connection that is cut', () => {
  test.each([
    ['before body', 0],
    ['in body', 0],
    ['before processing', 0],
    ['after processing', 1],
    ['in reply', 1],
  ] as const)('%s leaves %i activities, and the client cannot tell', async (stage, kept) => {
    emulator.fail({ stage, cut: true });
    await expect(client.upload(ride)).rejects.toThrow(TypeError);
    expect(emulator.activities()).toHaveLength(kept);
    expect(emulator.requests[0]?.outcome).toBe('cut');
    expect((await client.upload(ride)).status).toBe(kept === 1 ? 200 : 201);
  });

  test('breaks after the given number of bytes', async () => {
    const large = fitFile({ startMs: 0, durationSecs: 60_000 });
    emulator.fail({ stage: 'in body', afterBytes: 100_000, cut: true });
    await expect(client.upload(large)).rejects.toThrow('fetch failed');
    expect(emulator.requests[0]?.bodySize).toBeGreaterThanOrEqual(100_000);
    expect(emulator.requests[0]?.bodySize).toBeLessThan(large.length);
  });

  test('breaks as many times as the fault says', async () => {
    const fault = emulator.fail({ cut: true, times: 2 });
    const outcomes = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      outcomes.push(
        await client.get('/athlete/0/profile').then(
          ({ status }) => status,
          () => 'failed',
        ),
      );
    }
    expect(outcomes).toEqual(['failed', 'failed', 200]);
    expect(fault.strikes).toBe(2);
  });

  test('stays broken for a while, so that Chromium’s own retry fails too', async () => {
    emulator.fail({ cut: true, forMs: 150 });
    const start = performance.now();
    await expect(client.get('/athlete/0/profile')).rejects.toThrow();
    await expect(client.get('/athlete/0/profile')).rejects.toThrow();
    let answered = false;
    while (!answered)
      answered = await client.get('/athlete/0/profile').then(
        () => true,
        () => false,
      );
    expect(performance.now() - start).toBeGreaterThanOrEqual(140);
  });
});

describe('a bad reply', () => {
  test.each([
    ['unauthorized', badReplies.unauthorized, 401, 'Unauthorized'],
    ['serverError', badReplies.serverError, 500, '"status":500'],
    ['blockedByCloudflare', badReplies.blockedByCloudflare, 403, 'error code: 1010'],
    ['challengedByCloudflare', badReplies.challengedByCloudflare, 403, 'Just a moment...'],
    ['badGateway', badReplies.badGateway, 502, '<h1>502 Bad Gateway</h1>'],
    ['cloudflareError(524)', badReplies.cloudflareError(524), 524, '524'],
    ['emptySuccess', badReplies.emptySuccess, 200, ''],
  ])('replaces the site’s reply (%s), and the site never sees the request', async (_, reply, status, text) => {
    emulator.fail({ reply });
    const answer = await client.upload(ride);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
    expect(emulator.activities()).toEqual([]);
  });

  test('says when to come back only where a Retry-After was asked for', async () => {
    emulator.fail({ reply: badReplies.rateLimited(17) });
    emulator.fail({ reply: badReplies.rateLimited() });
    expect((await client.get('/athlete/0/profile')).headers.get('retry-after')).toBe('17');
    const second = await client.get('/athlete/0/profile');
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, null]);
  });

  test('can replace the reply of a site that has done the work', async () => {
    emulator.fail({ stage: 'after processing', reply: badReplies.cloudflareError(524) });
    expect((await client.upload(ride)).status).toBe(524);
    expect(emulator.activities()).toHaveLength(1);
  });

  test('is given until the faults are mended', async () => {
    emulator.fail({ times: 'always', reply: badReplies.badGateway });
    const statuses = [await client.get('/athlete/0/profile'), await client.get('/athlete/0/profile')];
    emulator.mend();
    statuses.push(await client.get('/athlete/0/profile'));
    expect(statuses.map(({ status }) => status)).toEqual([502, 502, 200]);
  });
});

describe('a fault', () => {
  test('strikes only the requests that it is meant for', async () => {
    emulator.fail({ match: { method: 'POST' }, times: 'always', reply: badReplies.serverError });
    emulator.fail({ match: { path: /[?&]limit=3/ }, times: 'always', reply: badReplies.badGateway });
    expect((await client.upload(ride)).status).toBe(500);
    expect((await client.get('/athlete/0/activities?oldest=2026-01-01&limit=3')).status).toBe(502);
    expect((await client.get('/athlete/0/activities?oldest=2026-01-01')).status).toBe(200);
  });

  test('strikes no more once it is cancelled', async () => {
    emulator.fail({ times: 'always', cut: true }).cancel();
    expect((await client.get('/athlete/0/profile')).status).toBe(200);
  });

  test('delays a request and does nothing else, where only a delay is given', async () => {
    emulator.fail({ stage: 'after processing', delayMs: 60 });
    const answer = client.upload(ride);
    await emulator.until(() => emulator.activities()[0]);
    expect(emulator.requests[0]?.outcome).toBeUndefined();
    expect((await answer).status).toBe(201);
  });

  test('holds a request until the test releases it', async () => {
    const fault = emulator.fail({ hold: true });
    const answer = client.upload(ride);
    await emulator.until(() => fault.strikes === 1);
    expect(emulator.activities()).toEqual([]);
    fault.cancel();
    expect((await answer).status).toBe(201);
  });

  test('goes on after the client gave up: the file is processed all the same', async () => {
    const fault = emulator.fail({ hold: true });
    const giveUp = new AbortController();
    const answer = client.upload(ride, { init: { signal: giveUp.signal } });
    await emulator.until(() => emulator.requests[0]?.bodySize);
    giveUp.abort();
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await emulator.until(() => emulator.requests[0]?.outcome === 'abandoned');
    fault.cancel();
    await emulator.until(() => emulator.activities()[0]);
  });
});

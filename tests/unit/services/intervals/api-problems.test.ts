import { describe, expect, test } from 'vitest';
import { getPolicy } from '../../../../lib/platform/error-policy.ts';
import type { ProblemKind } from '../../../../lib/platform/problem.ts';
import { toReplyProblem } from '../../../../lib/services/intervals/api-problems.ts';

/** A reply of the API, or of a machine before it. */
const api = (status: number) => Response.json({ status, error: 'Sorry' }, { status });
const other = (status: number, headers: Record<string, string> = {}) =>
  new Response('<h1>Sorry</h1>', { status, headers });

describe('A11 a status says whether the same request may succeed later', () => {
  test.each<[number, ProblemKind]>([
    // The request took too long to arrive, which a slow line makes of it.
    [408, 'timeout'],
    // Sent too early in a connection, or over a wrong one: the next connection is another.
    [425, 'server-down'],
    [421, 'server-down'],
    [429, 'rate-limited'],
    // The machine in front of the server lost the connection to one of the two sides.
    [499, 'server-down'],
    [500, 'server-down'],
    [502, 'server-down'],
    [503, 'server-down'],
    [504, 'server-down'],
    [507, 'server-down'],
    [508, 'server-down'],
    ...[520, 521, 522, 523, 524, 525, 526, 527, 530].map((status): [number, ProblemKind] => [status, 'server-down']),
    [599, 'server-down'],
    // A proxy or a network that asks for a sign-in: Intervals.icu was not reached.
    [407, 'unreachable'],
    [511, 'unreachable'],
    // Something in between, for no request asks for it.
    [300, 'unreadable-reply'],
  ])('%i passes: %s', async (status, kind) => {
    expect((await toReplyProblem(other(status))).kind).toBe(kind);
    expect(['backoff', 'throttled']).toContain(getPolicy(kind).retry);
  });

  test.each<[number, ProblemKind]>([
    [400, 'refused'],
    [402, 'refused'],
    [404, 'not-found'],
    [405, 'refused'],
    [406, 'refused'],
    [409, 'refused'],
    [410, 'not-found'],
    [411, 'refused'],
    [412, 'refused'],
    [413, 'file-too-large'],
    [414, 'refused'],
    [415, 'refused'],
    [416, 'refused'],
    [422, 'refused'],
    [428, 'refused'],
    [431, 'refused'],
    [451, 'refused'],
    [501, 'refused'],
    [505, 'refused'],
  ])('%i would be the same again: %s, and nothing was changed', async (status, kind) => {
    expect((await toReplyProblem(api(status))).kind).toBe(kind);
    expect(getPolicy(kind)).toMatchObject({ retry: 'never', sideEffect: 'none' });
  });

  test.each<[string, Response, ProblemKind]>([
    ['a file that is too large for now passes', other(413, { 'Retry-After': '60' }), 'server-down'],
    ['a challenge is one, whatever its status', other(503, { 'cf-mitigated': 'challenge' }), 'challenged'],
    ['a challenge in place of a rate limit is one', other(429, { 'cf-mitigated': 'challenge' }), 'challenged'],
    ['a rate limit of Cloudflare is one', other(429), 'rate-limited'],
  ])('%s', async (_, response, kind) => {
    expect((await toReplyProblem(response)).kind).toBe(kind);
  });

  test.each<[string, number | undefined]>([
    ['60', 60_000],
    ['0', 0],
    ['-5', 0],
    ['soon', undefined],
    ['', undefined],
    [new Date(Date.now() + 90_000).toUTCString(), 90_000],
    [new Date(Date.now() - 90_000).toUTCString(), 0],
  ])('with Retry-After %j', async (value, ms) => {
    const { retryAfterMs } = (await toReplyProblem(other(503, { 'Retry-After': value }))).facts;
    if (ms === undefined) expect(retryAfterMs).toBeUndefined();
    else expect(Math.abs((retryAfterMs ?? Number.NaN) - ms)).toBeLessThan(2000);
  });
});

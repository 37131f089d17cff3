import { beforeEach, describe, expect, test, vi } from 'vitest';
import { getPolicy } from '../../../../lib/platform/error-policy.ts';
import {
  type CircuitBreaker,
  getNextAttempt,
  recordFailure,
  recordSuccess,
  reset,
  retryNow,
} from '../../../../lib/platform/jobs/circuit-breaker.ts';
import type { PlainProblem, ProblemKind } from '../../../../lib/platform/problem.ts';
import { DAY, HOUR, SECOND } from '../../../../lib/platform/time.ts';

const NOW = Date.UTC(2026, 10, 22);
const CLOSED: CircuitBreaker = { paused: false, failureCount: 0 };

beforeEach(() => {
  // The longest of the random pauses.
  vi.spyOn(Math, 'random').mockReturnValue(1);
});

const fail = (problem: PlainProblem, breaker = CLOSED) => recordFailure(breaker, problem, getPolicy(problem.kind), NOW);

const waiting = (kind: ProblemKind, until: number): CircuitBreaker => ({
  paused: false,
  failureCount: 2,
  backoff: { until, problem: { kind } },
});

describe('a failure', () => {
  test.each<ProblemKind>(['refused', 'broken-file', 'unexpected'])('of one item changes nothing: %s', kind => {
    expect(fail({ kind })).toBe(CLOSED);
  });

  test.each<ProblemKind>(['unauthorized', 'not-allowed', 'folder-permission', 'storage-full'])(
    'that only the user can mend blocks: %s',
    kind => {
      const breaker = fail({ kind });
      expect(breaker).toEqual({ ...CLOSED, blocked: { kind } });
      expect(getNextAttempt(breaker, NOW)).toBeUndefined();
    },
  );

  test.each<ProblemKind>(['offline', 'challenged', 'rate-limited', 'folder-full'])(
    'that concerns every item backs off at once: %s',
    kind => {
      expect(fail({ kind })).toEqual({
        paused: false,
        failureCount: 1,
        backoff: { until: NOW + 5 * SECOND, problem: { kind } },
      });
    },
  );

  test('that may be one item’s alone backs off the third time in a row', () => {
    const once = fail({ kind: 'server-down' });
    const twice = fail({ kind: 'server-down' }, once);
    expect([once, twice].map(breaker => getNextAttempt(breaker, NOW))).toEqual([0, 0]);
    const thrice = fail({ kind: 'server-down' }, twice);

    expect(getNextAttempt(thrice, NOW)).toBe(NOW + 20 * SECOND);
  });

  test('that comes with a pause is followed by exactly that pause, up to a day', () => {
    const paused = (retryAfterMs: number) => getNextAttempt(fail({ kind: 'server-down', retryAfterMs }), NOW);

    expect([paused(7000), paused(3650 * DAY)]).toEqual([NOW + 7000, NOW + DAY]);
  });

  test('does not shorten the pause that another one asked for', () => {
    const breaker = waiting('rate-limited', NOW + HOUR);
    expect(fail({ kind: 'rate-limited', retryAfterMs: 1000 }, breaker)).toEqual({
      ...breaker,
      failureCount: 3,
    });
  });

  test('backs off for as long as the caller says', () => {
    const breaker = recordFailure(CLOSED, { kind: 'offline' }, getPolicy('offline'), NOW, HOUR);
    expect(getNextAttempt(breaker, NOW)).toBe(NOW + HOUR);
  });

  test('keeps what else is stored with the breaker', () => {
    const row = { ...CLOSED, batch: 7 };
    expect(recordFailure(row, { kind: 'offline' }, getPolicy('offline'), NOW).batch).toBe(7);
  });
});

describe('the next attempt', () => {
  test('is now where nothing is in the way, and never while the user has paused', () => {
    expect(getNextAttempt(CLOSED, NOW)).toBe(0);
    expect(getNextAttempt({ ...CLOSED, paused: true }, NOW)).toBeUndefined();
  });

  test('is now after a pause, and where a clock that ran ahead has set it', () => {
    expect(getNextAttempt(waiting('offline', NOW), NOW)).toBe(0);
    expect(getNextAttempt(waiting('offline', NOW + 400 * DAY), NOW)).toBe(0);
  });
});

describe('a success', () => {
  test('ends the failures in a row, and a pause that is over', () => {
    expect(recordSuccess(waiting('offline', NOW), NOW)).toEqual(CLOSED);
  });

  test('does not end a pause that is not over', () => {
    const { backoff } = waiting('rate-limited', NOW + 1);
    expect(recordSuccess({ ...CLOSED, failureCount: 2, backoff }, NOW)).toEqual({ ...CLOSED, backoff });
  });

  test('changes nothing where nothing has failed', () => {
    expect(recordSuccess(CLOSED, NOW)).toBe(CLOSED);
  });
});

test('another try that is asked for ends a pause, but not one that the other side has set', () => {
  expect(retryNow(waiting('server-down', NOW + HOUR))).toEqual({ paused: false, failureCount: 2 });
  const throttled = waiting('rate-limited', NOW + HOUR);
  expect(retryNow(throttled)).toBe(throttled);
  const blocked = { ...CLOSED, blocked: { kind: 'unauthorized' } } as const;
  expect(retryNow(blocked)).toBe(blocked);
});

test('a reset forgets everything but the pause of the user', () => {
  expect(reset({ ...waiting('rate-limited', NOW + HOUR), paused: true, blocked: { kind: 'offline' } })).toEqual({
    paused: true,
    failureCount: 0,
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  getNextMorning,
  getStateAfterSync,
  getSyncDueAt,
} from '../../../../lib/features/workout-folder/folder-schedule.ts';
import type { ProblemKind } from '../../../../lib/platform/problem.ts';
import { DAY, HOUR, MINUTE } from '../../../../lib/platform/time.ts';

const at = (text: string) => new Date(text).getTime();
const filled = { atMs: 0, files: 1, written: 1, removed: 0, skipped: [], failed: [] };

describe('the time of the next sync', () => {
  test('is today before the chosen hour, and tomorrow from then on', () => {
    expect(getNextMorning(5, at('2026-11-22T04:59:59'))).toBe(at('2026-11-22T05:00'));
    expect(getNextMorning(5, at('2026-11-22T05:00'))).toBe(at('2026-11-23T05:00'));
    expect(getNextMorning(0, at('2026-12-31T10:00'))).toBe(at('2027-01-01T00:00'));
  });

  test('is always in the future, at most a day and the hour of a clock change ahead', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.date({ min: new Date(2020, 0), max: new Date(2100, 0), noInvalidDate: true }),
        (hour, date) => {
          const wait = getNextMorning(hour, date.getTime()) - date.getTime();
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(DAY + HOUR);
        },
      ),
    );
  });
});

describe('a folder sync', () => {
  const now = at('2026-11-22T10:00');
  const morning = at('2026-11-23T05:00');

  test('is due on the next morning, and at once if that was missed', () => {
    const state = getStateAfterSync({ failureCount: 3, problem: { kind: 'offline' } }, { filled }, 5, now);
    expect(state).toEqual({ last: filled, failureCount: 0, nextAtMs: morning });
    expect(getSyncDueAt(state, 5, now)).toBe(morning);
    expect(getSyncDueAt(state, 5, morning + 9 * DAY)).toBe(morning);
    expect(getSyncDueAt({ failureCount: 0 }, 5, now)).toBe(0);
  });

  test('is due again after a clock was a year ahead for a while', () => {
    expect(getSyncDueAt({ failureCount: 0, nextAtMs: now + 365 * DAY }, 5, now)).toBe(morning);
  });

  const next = (kind: ProblemKind, failureCount: number) =>
    getStateAfterSync({ last: filled, failureCount }, { problem: { kind } }, 5, now);

  test('is retried with growing pauses when time may help, and keeps the report of the last sync', () => {
    expect(next('offline', 0)).toMatchObject({ problem: { kind: 'offline' }, failureCount: 1, last: filled });
    expect(next('offline', 20).nextAtMs).toBeLessThanOrEqual(now + 2 * MINUTE);
    expect(next('server-down', 0).nextAtMs).toBeLessThan(now + MINUTE);
    expect(next('folder-full', 20).nextAtMs).toBeGreaterThan(now + HOUR / 3);
  });

  test.each(['folder-permission', 'folder-gone', 'unauthorized', 'wrong-athlete', 'not-connected'] as const)(
    'waits for the athlete or the next morning after %s',
    kind => expect(next(kind, 0).nextAtMs).toBe(morning),
  );

  test('waits as long as Intervals.icu asks', () => {
    const problem = { kind: 'rate-limited', retryAfterMs: 15 * MINUTE } as const;
    expect(getStateAfterSync({ failureCount: 0 }, { problem }, 5, now).nextAtMs).toBe(now + 15 * MINUTE);
  });
});

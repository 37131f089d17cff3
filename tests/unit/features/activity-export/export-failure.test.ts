import { describe, expect, test } from 'vitest';
import {
  getExportAfterProblem,
  getItemAfterProblem,
  isAccountProblem,
} from '../../../../lib/features/activity-export/export-failure.ts';
import type { CircuitBreaker } from '../../../../lib/platform/jobs/circuit-breaker.ts';
import type { ProblemKind } from '../../../../lib/platform/problem.ts';

const NOW = Date.UTC(2026, 10, 22);
const UNCHANGED: CircuitBreaker = { paused: false, failureCount: 0 };

const setback = (kind: ProblemKind, { tries = 0, strikes = 0, retryAfterMs = 0 } = {}) => {
  const problem = { kind, ...(retryAfterMs && { retryAfterMs }) };
  return {
    item: getItemAfterProblem(problem, tries),
    download: getExportAfterProblem({ ...UNCHANGED, failureCount: strikes }, problem, tries, NOW),
  };
};

describe('a problem with one file of a download', () => {
  test('marks the file as missing in the report when there is none', () => {
    expect(setback('refused')).toMatchObject({ item: { state: 'fileless' }, download: UNCHANGED });
  });

  test.each<ProblemKind>(['broken-file', 'not-found', 'unknown-format', 'empty-file', 'folder-refused'])(
    'fails only this file: %s',
    kind => {
      expect(setback(kind)).toEqual({
        item: { state: 'failed', problem: { kind } },
        download: UNCHANGED,
      });
    },
  );

  test.each<ProblemKind>(['unauthorized', 'not-allowed', 'wrong-athlete', 'folder-permission', 'storage-full'])(
    'stops the download until the athlete acts: %s',
    kind => {
      expect(setback(kind)).toEqual({ item: {}, download: { ...UNCHANGED, blocked: { kind } } });
    },
  );

  test.each<ProblemKind>(['rate-limited', 'challenged', 'offline', 'folder-full'])(
    'pauses the download without failing the file: %s',
    kind => {
      const { item, download } = setback(kind, { tries: 99 });
      expect(item).toEqual({});
      expect(download.backoff?.until).toBeGreaterThan(NOW);
    },
  );

  test('pauses exactly as long as Intervals.icu asks', () => {
    expect(setback('rate-limited', { retryAfterMs: 7000 }).download.backoff?.until).toBe(NOW + 7000);
  });

  test('pauses the other files only after three failures in a row', () => {
    expect(setback('server-down').download).toEqual({ ...UNCHANGED, failureCount: 1 });
    expect(setback('server-down', { strikes: 2 }).download).toMatchObject({
      failureCount: 3,
      backoff: { problem: { kind: 'server-down' } },
    });
    expect(setback('server-down', { retryAfterMs: 1 }).download.backoff).toBeDefined();
  });

  test('fails the file after six tries', () => {
    expect(setback('timeout', { tries: 4 }).item).toEqual({ tries: 5 });
    expect(setback('timeout', { tries: 5, strikes: 9 })).toMatchObject({
      item: { state: 'failed' },
      download: { failureCount: 10 },
    });
  });

  test('ends with the right account only if the account is the reason', () => {
    const kinds: ProblemKind[] = ['unauthorized', 'wrong-athlete', 'folder-gone', 'storage-full', 'refused'];
    expect(kinds.filter(kind => isAccountProblem({ kind }))).toEqual(['unauthorized', 'wrong-athlete']);
  });
});

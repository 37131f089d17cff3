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

describe('a problem with one file of many', () => {
  test('is a word in the report where there is no file', () => {
    expect(setback('refused')).toMatchObject({ item: { state: 'fileless' }, download: UNCHANGED });
  });

  test.each<ProblemKind>(['broken-file', 'not-found', 'unknown-format', 'empty-file', 'folder-refused'])(
    'is this file’s alone: %s',
    kind => {
      expect(setback(kind)).toEqual({
        item: { state: 'failed', problem: { kind } },
        download: UNCHANGED,
      });
    },
  );

  test.each<ProblemKind>([
    'unauthorized',
    'not-allowed',
    'wrong-athlete',
    'folder-permission',
    'storage-full',
  ])('stops them all until a person acts: %s', kind => {
    expect(setback(kind)).toEqual({ item: {}, download: { ...UNCHANGED, blocked: { kind } } });
  });

  test.each<ProblemKind>(['rate-limited', 'challenged', 'offline', 'folder-full'])(
    'lets them all wait, and is no fault of the file: %s',
    kind => {
      const { item, download } = setback(kind, { tries: 99 });
      expect(item).toEqual({});
      expect(download.backoff?.until).toBeGreaterThan(NOW);
    },
  );

  test('waits exactly as long as the other side asks', () => {
    expect(setback('rate-limited', { retryAfterMs: 7000 }).download.backoff?.until).toBe(NOW + 7000);
  });

  test('does not keep the others waiting before it happens three times in a row', () => {
    expect(setback('server-down').download).toEqual({ ...UNCHANGED, failureCount: 1 });
    expect(setback('server-down', { strikes: 2 }).download).toMatchObject({
      failureCount: 3,
      backoff: { problem: { kind: 'server-down' } },
    });
    expect(setback('server-down', { retryAfterMs: 1 }).download.backoff).toBeDefined();
  });

  test('is the file’s own after six tries', () => {
    expect(setback('timeout', { tries: 4 }).item).toEqual({ tries: 5 });
    expect(setback('timeout', { tries: 5, strikes: 9 })).toMatchObject({
      item: { state: 'failed' },
      download: { failureCount: 10 },
    });
  });

  test('is over with the right account only where the account is the reason', () => {
    const kinds: ProblemKind[] = ['unauthorized', 'wrong-athlete', 'folder-gone', 'storage-full', 'refused'];
    expect(kinds.filter(kind => isAccountProblem({ kind }))).toEqual(['unauthorized', 'wrong-athlete']);
  });
});

import { expect, test } from 'vitest';
import { getNextAttemptAt } from '../../../../components/uploads/next-attempt.ts';
import type { UploadsView } from '../../../../components/uploads/use-uploads.ts';
import { DAY, MINUTE } from '../../../../lib/platform/time.ts';

const NOW = Date.UTC(2026, 10, 22);
const none = { queued: 0, sending: 0, uploaded: 0, duplicate: 0, held: 0, failed: 0 };
const counts = { ...none, queued: 3 };
const view: UploadsView = {
  uploads: [],
  hasMore: false,
  counts,
  failedWithoutFile: 0,
  batch: counts,
  dueAt: NOW + MINUTE,
};
const waiting = (until: number) => ({
  paused: false,
  failureCount: 1,
  backoff: { until, problem: { kind: 'offline' as const } },
});

test('a page shows the time of the next attempt at which the outbox tries again', () => {
  expect(getNextAttemptAt(view, waiting(NOW + 5 * MINUTE), NOW)).toBe(NOW + 5 * MINUTE);
  // Of a clock that ran ahead: nothing waits for it.
  expect(getNextAttemptAt(view, waiting(NOW + 400 * DAY), NOW)).toBe(NOW + MINUTE);
  expect(getNextAttemptAt({ ...view, dueAt: NOW }, waiting(NOW - 1), NOW)).toBeUndefined();
});

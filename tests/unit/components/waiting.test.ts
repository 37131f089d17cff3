import { expect, test } from 'vitest';
import type { OutboxView } from '../../../components/use-outbox.ts';
import { continuesAt } from '../../../components/waiting.ts';
import { DAY, MINUTE } from '../../../lib/time.ts';

const NOW = Date.UTC(2026, 10, 22);
const none = { queued: 0, sending: 0, uploaded: 0, duplicate: 0, held: 0, failed: 0 };
const counts = { ...none, queued: 3 };
const view: OutboxView = { uploads: [], more: false, counts, batch: counts, dueAt: NOW + MINUTE };
const waiting = (until: number) => ({
  paused: false,
  strikes: 1,
  waiting: { until, problem: { kind: 'offline' as const } },
});

test('what a page says of a wait is what the outbox does', () => {
  expect(continuesAt(view, waiting(NOW + 5 * MINUTE), NOW)).toBe(NOW + 5 * MINUTE);
  // Of a clock that ran ahead: nothing waits for it.
  expect(continuesAt(view, waiting(NOW + 400 * DAY), NOW)).toBe(NOW + MINUTE);
  expect(continuesAt({ ...view, dueAt: NOW }, waiting(NOW - 1), NOW)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../../lib/platform/retry-after.ts';

test('parseRetryAfter reads seconds and HTTP dates, and nothing else', () => {
  expect(parseRetryAfter('7')).toBe(7000);
  expect(parseRetryAfter('Sun, 22 Nov 2026 12:00:30 GMT', Date.UTC(2026, 10, 22, 12))).toBe(30_000);
  expect(parseRetryAfter('soon')).toBeUndefined();
  expect(parseRetryAfter(null)).toBeUndefined();
});

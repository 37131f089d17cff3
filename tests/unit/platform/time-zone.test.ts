import { expect, test } from 'vitest';
import { fromZonedTime, toZonedTime } from '../../../lib/platform/time-zone.ts';

test.each([
  ['Europe/Berlin', '2026-03-29T01:30:00Z'],
  ['Europe/Berlin', '2026-03-29T03:30:00Z'],
  ['Europe/Berlin', '2026-10-25T01:30:00Z'],
  ['Europe/Berlin', '2026-10-25T03:30:00Z'],
  ['America/Los_Angeles', '2026-03-08T23:00:00Z'],
  ['Pacific/Kiritimati', '2026-01-01T00:10:00Z'],
  ['Asia/Kathmandu', '2026-06-01T23:59:59Z'],
])('the clocks in %s show %s at the moment that is found for it', (zone, shown) => {
  const localMs = Date.parse(shown);

  expect(toZonedTime(zone, fromZonedTime(zone, localMs))).toBe(localMs);
});

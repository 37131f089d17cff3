import { SECOND } from './time.ts';

/** `Retry-After` in milliseconds; both seconds and an HTTP date are allowed (RFC 9110, 10.2.3). */
export function parseRetryAfter(value: string | null | undefined, now = Date.now()): number | undefined {
  if (value == null) return undefined;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * SECOND : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

import { getBackoffEnd } from '../../lib/platform/backoff.ts';
import { SECOND } from '../../lib/platform/time.ts';
import type { BreakerState } from '../../lib/services/intervals/circuit-breaker.ts';
import type { UploadsView } from './use-uploads.ts';

/** When the outbox goes on by itself, ms since the epoch; undefined where it is at work, or waits for a person. */
export function getNextAttemptAt(
  { counts, dueAt }: UploadsView,
  breaker: BreakerState,
  now: number,
): number | undefined {
  if (breaker.paused || breaker.blocked || counts.queued === 0 || counts.sending > 0) return undefined;
  const at = Math.max(getBackoffEnd(breaker, now), dueAt ?? 0);
  // Shorter pauses are over before they are read.
  return at > now + 2 * SECOND ? at : undefined;
}

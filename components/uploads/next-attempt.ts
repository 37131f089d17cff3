import { getBackoffEnd } from '../../lib/platform/backoff.ts';
import { SECOND } from '../../lib/platform/time.ts';
import type { BreakerState } from '../../lib/services/intervals/circuit-breaker.ts';
import type { UploadsView } from './use-uploads.ts';

/** When uploads continue by themselves, ms since the epoch; undefined while they run, or wait for the person. */
export function getNextAttemptAt(
  { counts, dueAt }: UploadsView,
  breaker: BreakerState,
  now: number,
): number | undefined {
  if (breaker.paused || breaker.blocked || counts.queued === 0 || counts.sending > 0) return undefined;
  const at = Math.max(getBackoffEnd(breaker, now), dueAt ?? 0);
  // Shorter pauses end before a person has read about them.
  return at > now + 2 * SECOND ? at : undefined;
}

import type { Gate } from '../lib/outbox/gate.ts';
import { SECOND } from '../lib/time.ts';
import { waitsUntil } from '../lib/wait.ts';
import type { OutboxView } from './use-outbox.ts';

/** When the outbox goes on by itself, ms since the epoch; undefined where it is at work, or waits for a person. */
export function continuesAt({ counts, dueAt }: OutboxView, gate: Gate, now: number): number | undefined {
  if (gate.paused || gate.stopped || counts.queued === 0 || counts.sending > 0) return undefined;
  const at = Math.max(waitsUntil(gate, now), dueAt ?? 0);
  // Shorter pauses are over before they are read.
  return at > now + 2 * SECOND ? at : undefined;
}

import type { Counts } from '../lib/outbox/store.ts';
import type { StateName, Upload } from '../lib/outbox/upload.ts';
import { matchesText } from './row.ts';

/** What the list can be narrowed to. Queued and sending are one: both are on their way. */
export type Shown = 'all' | 'waiting' | 'held' | 'failed' | 'uploaded' | 'duplicate';

export const SHOWN: Record<Shown, StateName[]> = {
  all: ['queued', 'sending', 'uploaded', 'duplicate', 'held', 'failed'],
  held: ['held'],
  failed: ['failed'],
  waiting: ['queued', 'sending'],
  uploaded: ['uploaded'],
  duplicate: ['duplicate'],
};

/** How many uploads a choice would show. */
export const countOf = (shown: Shown, counts: Counts): number =>
  SHOWN[shown].reduce((sum, state) => sum + counts[state], 0);

/** Which rows to show; undefined where that is all of them, so that they need not be looked at one by one. */
export function matcher(shown: Shown, typed: string): ((upload: Upload) => boolean) | undefined {
  if (shown === 'all' && typed.trim() === '') return undefined;
  const states = SHOWN[shown];
  return upload => states.includes(upload.state.name) && matchesText(upload, typed);
}

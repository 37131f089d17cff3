import type { PlainProblem } from './problem.ts';
import { DAY } from './time.ts';

/** Why the work is paused, and when it continues. */
export interface Backoff {
  until: number;
  problem: PlainProblem;
}

/** No limit of the API lasts longer: its day ends at 00:00 UTC. */
export const MAX_BACKOFF_MS = DAY;

/** When a wait ends; 0 where there is none. One beyond the longest is of a clock that ran ahead. */
export const getBackoffEnd = ({ backoff }: { backoff?: Backoff | undefined }, now: number): number =>
  backoff && backoff.until > now && backoff.until <= now + MAX_BACKOFF_MS ? backoff.until : 0;

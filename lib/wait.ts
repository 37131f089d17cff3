import type { PlainProblem } from './problem.ts';
import { DAY } from './time.ts';

/** Why nothing moves now, and the moment at which it goes on. */
export interface Waiting {
  until: number;
  problem: PlainProblem;
}

/** No limit of the API lasts longer: its day ends at 00:00 UTC. */
export const LONGEST_WAIT_MS = DAY;

/** When a wait ends; 0 where there is none. One beyond the longest is of a clock that ran ahead. */
export const waitsUntil = ({ waiting }: { waiting?: Waiting | undefined }, now: number): number =>
  waiting && waiting.until > now && waiting.until <= now + LONGEST_WAIT_MS ? waiting.until : 0;

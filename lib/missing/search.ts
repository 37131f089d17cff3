import type { ActivityRef, Likeness } from '../outbox/upload.ts';
import type { PlainProblem } from '../problem.ts';
import type { ListedActivity, SourceId } from '../sources/source.ts';

/**
 * What became of an activity of a site on Intervals.icu. `strava`: there, but as a stub without a file. `unsure`: something
 * like it is there. `no-file`: not there, and the site has no recording of it to send.
 */
export type Verdict = 'there' | 'strava' | 'missing' | 'unsure' | 'no-file';

export const VERDICTS: Verdict[] = ['missing', 'unsure', 'strava', 'no-file', 'there'];

/** One row of a site's list, compared. */
export interface Finding {
  activity: ListedActivity;
  verdict: Verdict;
  /** What it is, or may be, on Intervals.icu. */
  match?: ActivityRef;
  /** Why it was recognised, or why that is not sure; absent for stubs, which have a time and nothing else. */
  likeness?: Likeness;
  /** How far its clock is off, where it is the same, or may be, but for that. */
  clockOffMs?: number;
}

/** Which stretch of time is looked at, ms since the epoch. */
export interface Range {
  fromMs: number;
  toMs: number;
}

/** A look at what is missing: the newest one is kept until the next. */
export interface Search extends Range {
  id: string;
  site: SourceId;
  /** The athlete on Intervals.icu that the site was compared with. */
  athlete: string;
  startedAt: number;
  state: 'reading' | 'comparing' | 'done' | 'cancelled' | 'failed';
  /** Activities read from the site so far. */
  read: number;
  /** Start of the oldest of them. */
  reachedMs?: number;
  problem?: PlainProblem;
}

/** Whether a search is still under way. */
export const isLooking = ({ state }: Search): boolean => state === 'reading' || state === 'comparing';

/** What can be sent: the site has a file of it, and Intervals.icu has none. */
export const isSendable = ({ activity, verdict }: Finding): boolean =>
  activity.hasFile !== false && verdict !== 'there' && verdict !== 'no-file';

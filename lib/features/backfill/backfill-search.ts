import type { PlainProblem } from '../../platform/problem.ts';
import type { SiteId } from '../../services/sites/registry.ts';
import type { ListedSiteActivity } from '../../services/sites/site.ts';
import type { ActivityRef, MatchKind } from '../uploads/upload.ts';

/**
 * What became of an activity of a site on Intervals.icu. `strava`: there, but as a stub without a file. `unsure`: something
 * like it is there. `no-file`: not there, and the site has no recording of it to send.
 */
export type Verdict = 'there' | 'strava' | 'missing' | 'unsure' | 'no-file';

export const VERDICTS: Verdict[] = ['missing', 'unsure', 'strava', 'no-file', 'there'];

/** One row of a site's list, compared. */
export interface BackfillFinding {
  activity: ListedSiteActivity;
  verdict: Verdict;
  /** What it is, or may be, on Intervals.icu. */
  match?: ActivityRef;
  /** Why it was recognised, or why that is not sure; absent for stubs, which have a time and nothing else. */
  matchKind?: MatchKind;
  /** How far its clock is off, where it is the same, or may be, but for that. */
  clockOffMs?: number;
}

/** Which stretch of time is looked at, ms since the epoch. */
export interface TimeRange {
  fromMs: number;
  toMs: number;
}

/** A look at what is missing: the newest one is kept until the next. */
export interface BackfillSearch extends TimeRange {
  id: string;
  site: SiteId;
  /** The athlete on Intervals.icu that the site was compared with. */
  athlete: string;
  startedAt: number;
  state: 'reading' | 'comparing' | 'done' | 'cancelled' | 'failed';
  /** Activities read from the site so far. */
  readCount: number;
  /** Start of the oldest of them. */
  oldestStartMs?: number;
  problem?: PlainProblem;
}

/** Whether a search is still under way. */
export const isSearching = ({ state }: BackfillSearch): boolean =>
  state === 'reading' || state === 'comparing';

/** What can be sent: the site has a file of it, and Intervals.icu has none. */
export const isSendable = ({ activity, verdict }: BackfillFinding): boolean =>
  activity.hasFile !== false && verdict !== 'there' && verdict !== 'no-file';

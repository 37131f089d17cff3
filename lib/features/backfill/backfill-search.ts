import type { PlainProblem } from '../../platform/problem.ts';
import type { SiteId } from '../../services/sites/registry.ts';
import type { ListedSiteActivity } from '../../services/sites/site.ts';
import type { ActivityRef, MatchKind } from '../uploads/upload.ts';

/**
 * The state on Intervals.icu of an activity of a site. `there`: it is there. `strava`: there, but as a placeholder without a
 * file. `missing`: not there, and the site has its file. `unsure`: a similar activity is there. `no-file`: not there, and the
 * site has no recording to send.
 */
export type Verdict = 'there' | 'strava' | 'missing' | 'unsure' | 'no-file';

export const VERDICTS: Verdict[] = ['missing', 'unsure', 'strava', 'no-file', 'there'];

/** One row of a site's list, with the result of the comparison. */
export interface BackfillFinding {
  activity: ListedSiteActivity;
  verdict: Verdict;
  /** The activity on Intervals.icu that it is, or may be. */
  match?: ActivityRef;
  /** Why it was recognised, or why that is not certain; absent for Strava's placeholders, which have only a time. */
  matchKind?: MatchKind;
  /** The difference of the clocks, if that is the only difference. */
  clockOffMs?: number;
}

/** The range of time to search, ms since the epoch. */
export interface TimeRange {
  fromMs: number;
  toMs: number;
}

/** A search for missing activities. The newest one is stored until the next begins. */
export interface BackfillSearch extends TimeRange {
  id: string;
  site: SiteId;
  /** The athlete on Intervals.icu that the site is compared with. */
  athlete: string;
  startedAt: number;
  /** The container of the tab that the list was read in, if it was in one. */
  container?: string;
  state: 'reading' | 'comparing' | 'done' | 'cancelled' | 'failed';
  /** Activities read from the site so far. */
  readCount: number;
  /** Start of the oldest activity read so far. */
  oldestStartMs?: number;
  problem?: PlainProblem;
}

/** Whether a search is running. */
export const isSearching = ({ state }: BackfillSearch): boolean => state === 'reading' || state === 'comparing';

/** Whether it can be sent: the site has its file, and Intervals.icu does not have the activity. */
export const isSendable = ({ activity, verdict }: BackfillFinding): boolean =>
  activity.hasFile !== false && verdict !== 'there' && verdict !== 'no-file';

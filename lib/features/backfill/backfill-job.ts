import { MAX_BACKOFF_MS } from '../../platform/backoff.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import type { CircuitBreaker } from '../../platform/jobs/circuit-breaker.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import { MINUTE, SECOND } from '../../platform/time.ts';
import type { SiteId } from '../../services/sites/registry.ts';
import type { ListedSiteActivity } from '../../services/sites/site.ts';

/** The state of sending missing activities: the jobs are done one after the other. */
export interface BackfillRun extends CircuitBreaker {
  /** The outbox's batch that all its uploads belong to: one progress bar, one notification. */
  batch?: number;
}

export type BackfillJobState =
  | { name: 'waiting' }
  | { name: 'fetching' }
  /** Its files are in the outbox, which sends them. */
  | { name: 'handed'; uploads: string[] }
  | { name: 'no-file' }
  | { name: 'failed'; problem: PlainProblem };

/** One activity to fetch and to add to the outbox. */
export interface BackfillJob {
  /** Athlete, site and activity: an activity that is chosen twice is sent once. */
  id: string;
  order: number;
  site: SiteId;
  /** The athlete on Intervals.icu that the activity belongs to. */
  athlete: string;
  activity: ListedSiteActivity;
  /** The container whose session listed it: another session may be another person's. */
  container?: string;
  addedAt: number;
  state: BackfillJobState;
  /** Failed tries that this activity itself may have caused. */
  tries: number;
}

/** The job for an activity, at position `order` of the plan. */
export const createBackfillJob = (
  what: Pick<BackfillJob, 'site' | 'athlete' | 'activity' | 'container'>,
  order: number,
  now = Date.now(),
): BackfillJob => ({
  ...what,
  id: `${what.athlete}:${what.site}:${what.activity.id}`,
  order,
  addedAt: now,
  state: { name: 'waiting' },
  tries: 0,
});

/** Whether the job is not finished. */
export const isBackfillJobPending = ({ state }: BackfillJob): boolean =>
  state.name === 'waiting' || state.name === 'fetching';

/** The effect of a problem on the plan: this activity has no file, this one failed, or everything waits. */
export type Setback = 'no-file' | 'failed' | { waitMs: number; isOwnFault: boolean };

/** After this many tries, a temporary problem counts as caused by the activity. */
const MOST_TRIES = 3;

/** How the plan continues after a problem with a job. Pure. */
export function setbackOf({ kind, retryAfterMs }: PlainProblem, tries: number, strikes = 0): Setback {
  if (kind === 'no-recording') return 'no-file';
  const { retry, scope, delayMs = 0 } = getPolicy(kind);
  // `after-user-action` is retried too: no site tells Musette that the user has signed in.
  if (retry === 'never') return 'failed';
  const isOwnFault = scope === 'item' || scope === 'item-or-service';
  if (isOwnFault && tries + 1 >= MOST_TRIES) return 'failed';
  // When the user or the network is back, an event resumes the plan; frequent retries would only prevent the browser from
  // sleeping.
  const wait = Math.max(delayMs, SHORTEST_DELAY_MS);
  const patience = Math.max(wait, Math.min(wait * 2 ** strikes, LONGEST_PATIENCE_MS));
  return { waitMs: Math.min(Math.max(patience, retryAfterMs ?? 0), MAX_BACKOFF_MS), isOwnFault };
}

/** Sites are requested one activity at a time, so a longer wait than the usual 5 s costs nothing. */
const SHORTEST_DELAY_MS = 30 * SECOND;

const LONGEST_PATIENCE_MS = 15 * MINUTE;

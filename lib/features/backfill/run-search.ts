import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { Problem } from '../../platform/problem.ts';
import { DAY } from '../../platform/time.ts';
import { listActivitiesBetween } from '../../services/intervals/activities.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import { type Session, withSession } from '../../services/intervals/session.ts';
import type { KnownSite } from '../../services/sites/registry.ts';
import type { ListedSiteActivity, PageAccess } from '../../services/sites/site.ts';
import { MATCH_WINDOW_MS } from '../uploads/duplicate-matching.ts';
import { type BackfillSearch, isSearching, type TimeRange } from './backfill-search.ts';
import { getSearch, replaceSearch, updateSearch } from './backfill-store.ts';
import { compareActivities } from './compare-activities.ts';

/** How to reach a site, with the same session as before or with any: requested each time, because tabs open and close. */
export type GetPageAccess = (source: KnownSite, sameAs?: Pick<PageAccess, 'container'>) => Promise<PageAccess>;

/** The search that this worker runs. A stored running search with another id was interrupted when its worker was stopped. */
let current: string | undefined;

/**
 * Starts a search for missing activities, in place of any earlier one, and resolves when it has begun; `done` resolves at its
 * end.
 * @throws {Problem} `not-connected`
 */
export const startSearch = (
  source: KnownSite,
  range: TimeRange,
  reach: GetPageAccess,
): Promise<{ done: Promise<void> }> =>
  withSession(async session => {
    const id = crypto.randomUUID();
    current = id;
    const search: BackfillSearch = {
      ...range,
      id,
      site: source.id,
      athlete: session.athlete.id,
      startedAt: Date.now(),
      state: 'reading',
      readCount: 0,
    };
    await replaceSearch(search);
    notifyChanged('missing');
    const isWanted = () => current === id && !session.signal.aborted;
    const getGuardedAccess = async () => guardAccess(await reach(source), isWanted);
    // A change of account does not wait for a site. What the search would store then is refused, because its row is gone or ended.
    return { done: withKeepAlive(runSearch(search, session, source, getGuardedAccess)) };
  });

/** Refuses further requests to a site once the result is not wanted any more. */
function guardAccess(reach: PageAccess, isWanted: () => boolean): PageAccess {
  const { runInPage, fetch: fetchUnguarded } = reach;
  const refuse = () => Promise.reject(new Problem('stopped'));
  return {
    ...reach,
    runInPage: (...call) => (isWanted() ? runInPage(...call) : refuse()),
    fetch: (...call) => (isWanted() ? fetchUnguarded(...call) : refuse()),
  };
}

/** Ends the running search and discards what it has read. */
export async function stopSearch(): Promise<void> {
  current = undefined;
  await endSearch({ state: 'cancelled' });
}

/** A search that was interrupted is not resumed: the user may have left the page long ago. */
export async function failInterruptedSearch(): Promise<void> {
  const search = await getSearch();
  if (search && isSearching(search) && search.id !== current) {
    await endSearch({ state: 'failed', problem: { kind: 'stopped' } });
  }
}

async function endSearch(change: Partial<BackfillSearch>): Promise<void> {
  const search = await getSearch();
  if (search) await updateSearch(search.id, change);
  notifyChanged('missing');
}

async function runSearch(
  search: BackfillSearch,
  session: Session,
  source: KnownSite,
  reach: GetPageAccess,
): Promise<void> {
  try {
    const access = await reach(source);
    if (access.container !== undefined) await updateSearch(search.id, { container: access.container });
    const rows = await readSiteList(search, source, access);
    if (!rows || !(await updateSearch(search.id, { state: 'comparing' }))) return;
    notifyChanged('missing');
    const activities = await fetchActivitiesAround(rows, session);
    const findings = compareActivities(rows, activities, session.athlete.timezone);
    await updateSearch(search.id, { state: 'done' }, findings);
  } catch (thrown) {
    await updateSearch(search.id, { state: 'failed', problem: Problem.from(thrown).toPlain() });
  }
  notifyChanged('missing');
}

/** The site's list, newest first; undefined if the search was ended meanwhile. */
async function readSiteList(
  { id, fromMs, toMs }: BackfillSearch,
  source: KnownSite,
  reach: PageAccess,
): Promise<ListedSiteActivity[] | undefined> {
  // A list that grows between two page requests returns a row twice.
  const rows = new Map<string, ListedSiteActivity>();
  for await (const page of source.listActivities?.(fromMs, toMs, reach) ?? []) {
    for (const row of page) rows.set(row.id, row);
    const oldestStartMs = page.at(-1)?.startMs;
    const isWanted = await updateSearch(id, {
      readCount: rows.size,
      ...(oldestStartMs !== undefined && Number.isFinite(oldestStartMs) && { oldestStartMs }),
    });
    if (!isWanted) return undefined;
    notifyChanged('missing');
  }
  return [...rows.values()];
}

/** A quarter of a year for each request: a reply of a few hundred rows. */
const MAX_REQUEST_RANGE_MS = 91 * DAY;

async function fetchActivitiesAround(rows: ListedSiteActivity[], { athlete, client }: Session): Promise<Activity[]> {
  const starts = rows.map(({ startMs }) => startMs).filter(Number.isFinite);
  const toMs = starts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + MATCH_WINDOW_MS;
  const fromMs = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) - MATCH_WINDOW_MS;
  // The last day of one request is the first day of the next.
  const found = new Map<string, Activity>();
  for (let begin = fromMs; begin < toMs; begin += MAX_REQUEST_RANGE_MS) {
    const end = Math.min(begin + MAX_REQUEST_RANGE_MS, toMs);
    for (const activity of await listActivitiesBetween(client, athlete.id, begin, end))
      found.set(activity.id, activity);
  }
  return [...found.values()];
}

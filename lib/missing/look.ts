import { keepAwake } from '../awake.ts';
import { type Connected, connected } from '../connected.ts';
import { listActivities } from '../intervals/activities.ts';
import type { Activity } from '../intervals/activity.ts';
import { announce } from '../news.ts';
import { NEAR_MS } from '../outbox/likeness.ts';
import { Problem } from '../problem.ts';
import type { ListedActivity, Reach, Source } from '../sources/source.ts';
import { DAY } from '../time.ts';
import { compare } from './compare.ts';
import { isLooking, type Range, type Search } from './search.ts';
import { beginSearch, changeSearch, getSearch } from './store.ts';

/** How a site is reached: looked up each time, for tabs come and go. */
export type ReachSite = (source: Source) => Promise<Reach>;

/** The search of this worker's life; one that is under way and not this one was left by a worker that is gone. */
let current: string | undefined;

/**
 * Begins to look for what is missing, in place of any search before, and resolves when it has begun; `done` follows it
 * to its end. @throws {Problem} `not-connected`
 */
export async function look(source: Source, range: Range, reach: ReachSite): Promise<{ done: Promise<void> }> {
  const hand = await connected();
  const id = crypto.randomUUID();
  current = id;
  const search: Search = {
    ...range,
    id,
    site: source.id,
    athlete: hand.athlete.id,
    startedAt: Date.now(),
    state: 'reading',
    read: 0,
  };
  await beginSearch(search);
  announce('missing');
  const reachWhileWanted = async () => whileWanted(await reach(source), () => current === id);
  return { done: keepAwake(run(search, hand, source, reachWhileWanted)) };
}

/** Lets nothing more be asked of a site once nobody waits for the answer. */
function whileWanted(reach: Reach, isWanted: () => boolean): Reach {
  const { inPage, fetch: ask } = reach;
  const refuse = () => Promise.reject(new Problem('stopped'));
  return {
    ...reach,
    inPage: (...call) => (isWanted() ? inPage(...call) : refuse()),
    fetch: (...call) => (isWanted() ? ask(...call) : refuse()),
  };
}

/** Ends the search that is under way; what it has read is forgotten. */
export async function stopLooking(): Promise<void> {
  current = undefined;
  await endAs({ state: 'cancelled' });
}

/** A search whose worker is gone does not go on by itself: nobody may be looking any more. */
export async function recoverSearch(): Promise<void> {
  const search = await getSearch();
  if (search && isLooking(search) && search.id !== current) {
    await endAs({ state: 'failed', problem: { kind: 'stopped' } });
  }
}

async function endAs(change: Partial<Search>): Promise<void> {
  const search = await getSearch();
  if (search) await changeSearch(search.id, change);
  announce('missing');
}

async function run(search: Search, hand: Connected, source: Source, reach: ReachSite): Promise<void> {
  try {
    const rows = await readSite(search, source, await reach(source));
    if (!rows || !(await changeSearch(search.id, { state: 'comparing' }))) return;
    announce('missing');
    const activities = await readAround(rows, hand);
    const findings = compare(rows, activities, hand.athlete.timezone);
    await changeSearch(search.id, { state: 'done' }, findings);
  } catch (thrown) {
    await changeSearch(search.id, { state: 'failed', problem: Problem.from(thrown).toPlain() });
  }
  announce('missing');
}

/** The site's list, newest first; undefined where somebody ended the search meanwhile. */
async function readSite(
  { id, fromMs, toMs }: Search,
  source: Source,
  reach: Reach,
): Promise<ListedActivity[] | undefined> {
  // A list that grows while its pages are turned shows a row twice.
  const rows = new Map<string, ListedActivity>();
  for await (const page of source.list?.(fromMs, toMs, reach) ?? []) {
    for (const row of page) rows.set(row.id, row);
    const reachedMs = page.at(-1)?.startMs;
    const isWanted = await changeSearch(id, {
      read: rows.size,
      ...(reachedMs !== undefined && Number.isFinite(reachedMs) && { reachedMs }),
    });
    if (!isWanted) return undefined;
    announce('missing');
  }
  return [...rows.values()];
}

/** A quarter of a year to a request: an answer of a few hundred rows. */
const QUARTER_MS = 91 * DAY;

async function readAround(rows: ListedActivity[], { athlete, client }: Connected): Promise<Activity[]> {
  const starts = rows.map(({ startMs }) => startMs).filter(Number.isFinite);
  const toMs = starts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + NEAR_MS;
  const fromMs = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) - NEAR_MS;
  // The last day of one quarter is the first of the next.
  const found = new Map<string, Activity>();
  for (let begin = fromMs; begin < toMs; begin += QUARTER_MS) {
    const end = Math.min(begin + QUARTER_MS, toMs);
    for (const activity of await listActivities(client, athlete.id, begin, end))
      found.set(activity.id, activity);
  }
  return [...found.values()];
}

import { type Backoff, MAX_BACKOFF_MS } from '../../platform/backoff.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';
import type { Client } from '../../services/intervals/client.ts';
import { type Session, withSession } from '../../services/intervals/session.ts';
import type { Change } from './change.ts';
import type { FeedEvent } from './dedupe.ts';
import type { StoredSnapshot } from './feed-rows.ts';
import { updateFeedState } from './feed-state.ts';
import { getLastSnapshot, saveNewChanges, saveSnapshot } from './feed-store.ts';
import { markOverwrittenValues } from './overwritten-wellness.ts';
import { takeSnapshot } from './poll-feed.ts';
import { canPoll, isPollDue, needsCatchUpPoll } from './poll-schedule.ts';
import { diffSnapshots } from './snapshot-diff.ts';
import { readWebhookFeed } from './webhook-feed.ts';
import { getWebhookTopic, setWebhookTopic } from './webhook-topic.ts';

/** What one check found. */
export interface FeedSyncResult {
  newChanges: Change[];
  /** Messages in the topic, and those of them that Intervals.icu sent. */
  messages: number;
  genuine: number;
  /** Why it could not be read, or Intervals.icu could not be asked. */
  problem?: PlainProblem;
}

/** Checks both feeds once and stores what is new. Never rejects: what went wrong is in `problem`. */
export async function syncOnce(now = Date.now()): Promise<FeedSyncResult> {
  const result: FeedSyncResult = { newChanges: [], messages: 0, genuine: 0 };
  const problem = await withSession(session => syncBothFeeds(session, now, result)).catch(thrown =>
    Problem.from(thrown).toPlain(),
  );
  // The account changes: this was no check of either athlete's.
  if (problem?.kind === 'stopped') return { ...result, problem };
  await updateFeedState(({ unseen, backoff }) => ({
    lastSyncMs: now,
    unseen,
    backoff: (problem && toBackoff(problem, now)) ?? backoff,
    ...(problem && { problem }),
  }));
  return { ...result, ...(problem && { problem }) };
}

/** Other problems may be over at the next check. */
const toBackoff = (problem: PlainProblem, now: number): Backoff | undefined =>
  problem.kind === 'rate-limited' && problem.retryAfterMs
    ? { until: now + Math.min(problem.retryAfterMs, MAX_BACKOFF_MS), problem }
    : undefined;

/** Reads each feed even if the other one fails, and returns the last failure. */
async function syncBothFeeds(
  { athlete, client, signal }: Session,
  now: number,
  result: FeedSyncResult,
): Promise<PlainProblem | undefined> {
  let problem: PlainProblem | undefined;
  const recordProblem = (thrown: unknown) => {
    problem = Problem.from(thrown).toPlain();
    return undefined;
  };
  const stored = await getWebhookTopic();
  const topic = stored?.athlete === athlete.id ? stored : undefined;
  const batch = topic && (await readWebhookFeed(topic, now, signal).catch(recordProblem));
  const last = await getLastSnapshot();
  const before = last?.athlete === athlete.id ? last : undefined;
  const isDue = (await isPollDue(before, now)) || (topic !== undefined && needsCatchUpPoll(before, batch, now));
  const snapshot =
    isDue && (await canPoll(now)) ? await fetchSnapshot(client, athlete, now, before).catch(recordProblem) : undefined;
  if (signal.aborted) throw new Problem('stopped');
  const events = [...(batch?.events ?? []), ...toFeedEvents(before, snapshot)];
  const marked = await markOverwrittenValues(events, before, snapshot, { athlete: athlete.id, now });
  result.newChanges = await saveNewChanges(athlete.id, marked, now);
  if (snapshot) await saveSnapshot(snapshot);
  if (batch) {
    // A gap that no poll has covered is still a gap at the next sync.
    await setWebhookTopic(batch.hasGap && !snapshot ? { ...batch.next, readAtMs: 0 } : batch.next);
    result.messages = batch.messages;
    result.genuine = batch.genuine;
  }
  return problem;
}

const fetchSnapshot = async (
  client: Client,
  athlete: Athlete,
  now: number,
  before: StoredSnapshot | undefined,
): Promise<StoredSnapshot> => ({
  athlete: athlete.id,
  atMs: now,
  snapshot: await takeSnapshot(client, athlete, now, before?.snapshot),
});

/** Changes between two polls, at some moment in between. The first poll finds nothing new. */
function toFeedEvents(before: StoredSnapshot | undefined, after: StoredSnapshot | undefined): FeedEvent[] {
  if (!before || !after) return [];
  const changes = diffSnapshots(before.snapshot, after.snapshot, after.athlete, after.atMs);
  return changes.map(change => ({ change, fromMs: before.atMs, toMs: after.atMs }));
}

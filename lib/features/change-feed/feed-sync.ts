import { type Backoff, getBackoffEnd, MAX_BACKOFF_MS } from '../../platform/backoff.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { DAY } from '../../platform/time.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';
import { getBreaker } from '../../services/intervals/circuit-breaker.ts';
import type { Client } from '../../services/intervals/client.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { getCurrentLimits, getRemainingToday } from '../../services/intervals/rate-limiter.ts';
import { requireSession } from '../../services/intervals/session.ts';
import type { Change } from './change.ts';
import type { FeedEvent } from './dedupe.ts';
import { getFeedState, updateFeedState } from './feed-state.ts';
import { getLastSnapshot, type StoredSnapshot, saveNewChanges, saveSnapshot } from './feed-store.ts';
import { getMinPollIntervalMs, takeSnapshot } from './poll-feed.ts';
import { changeFeedSettings } from './settings.ts';
import { diffSnapshots } from './snapshot-diff.ts';
import { readWebhookFeed, type WebhookBatch } from './webhook-feed.ts';
import { getWebhookTopic, setWebhookTopic } from './webhook-topic.ts';

/** What one look came to. */
export interface FeedSyncResult {
  newChanges: Change[];
  /** What was in the topic: messages in all, and those that Intervals.icu sent. */
  messages: number;
  genuine: number;
  /** Why it could not be read, or Intervals.icu could not be asked. */
  problem?: PlainProblem;
}

/** Looks once at both feeds, and keeps what is news. Never rejects: what went wrong is in `problem`. */
export async function syncOnce(now = Date.now()): Promise<FeedSyncResult> {
  const result: FeedSyncResult = { newChanges: [], messages: 0, genuine: 0 };
  const problem = await syncBothFeeds(now, result).catch(thrown => Problem.from(thrown).toPlain());
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

/** Each feed is read though the other one fails; the last failure is told. */
async function syncBothFeeds(now: number, result: FeedSyncResult): Promise<PlainProblem | undefined> {
  const { athlete, client } = await requireSession();
  let problem: PlainProblem | undefined;
  const recordProblem = (thrown: unknown) => {
    problem = Problem.from(thrown).toPlain();
    return undefined;
  };
  const stored = await getWebhookTopic();
  const topic = stored?.athlete === athlete.id ? stored : undefined;
  const batch = topic && (await readWebhookFeed(topic, now).catch(recordProblem));
  const last = await getLastSnapshot();
  const before = last?.athlete === athlete.id ? last : undefined;
  const isDue =
    (await isPollDue(before, now)) || (topic !== undefined && needsCatchUpPoll(before, batch, now));
  const snapshot =
    isDue && (await canPoll(now))
      ? await fetchSnapshot(client, athlete, now).catch(recordProblem)
      : undefined;
  // One athlete's news must not be told to another, nor come after they left.
  if ((await requireAthleteId()) !== athlete.id) throw new Problem('wrong-athlete');
  result.newChanges = await saveNewChanges(
    athlete.id,
    [...(batch?.events ?? []), ...toFeedEvents(before, snapshot)],
    now,
  );
  if (snapshot) await saveSnapshot(snapshot);
  if (batch) {
    // A gap that nobody could make up for is one the next time too.
    await setWebhookTopic(batch.hasGap && !snapshot ? { ...batch.next, readAtMs: 0 } : batch.next);
    result.messages = batch.messages;
    result.genuine = batch.genuine;
  }
  return problem;
}

/** Whether the person wants Intervals.icu to be asked itself, and a day's requests last for it all day. */
async function isPollDue(before: StoredSnapshot | undefined, now: number): Promise<boolean> {
  const [{ watchChanges }, { perDay }] = await Promise.all([changeFeedSettings.get(), getCurrentLimits()]);
  return watchChanges && (!before || elapsedMs(before, now) >= getMinPollIntervalMs(perDay));
}

/** A topic is made up for after a gap, and now and then, for no webhook tells that another was lost. */
const needsCatchUpPoll = (
  before: StoredSnapshot | undefined,
  batch: WebhookBatch | undefined,
  now: number,
): boolean => !before || batch?.hasGap === true || elapsedMs(before, now) > DAY;

/** A look in the future is of a clock that was set back. */
const elapsedMs = (before: StoredSnapshot, now: number): number => Math.abs(now - before.atMs);

/** News can wait: half of a day's requests is for what a person does, and a wait is a wait. */
async function canPoll(now: number): Promise<boolean> {
  const [breaker, state, { perDay }] = await Promise.all([getBreaker(), getFeedState(), getCurrentLimits()]);
  // Who may not send may still read.
  const isBlocked = breaker.blocked !== undefined && getPolicy(breaker.blocked.kind).scope !== 'permission';
  if (isBlocked || getBackoffEnd(state, now) > 0 || getBackoffEnd(breaker, now) > 0) return false;
  return (await getRemainingToday(now)) >= perDay / 2;
}

const fetchSnapshot = async (client: Client, athlete: Athlete, now: number): Promise<StoredSnapshot> => ({
  athlete: athlete.id,
  atMs: now,
  snapshot: await takeSnapshot(client, athlete, now),
});

/** What happened between two looks, at some moment in between. The first look finds nothing new. */
function toFeedEvents(before: StoredSnapshot | undefined, after: StoredSnapshot | undefined): FeedEvent[] {
  if (!before || !after) return [];
  const changes = diffSnapshots(before.snapshot, after.snapshot, after.athlete, after.atMs);
  return changes.map(change => ({ change, fromMs: before.atMs, toMs: after.atMs }));
}

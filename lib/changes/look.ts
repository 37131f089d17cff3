import { connected } from '../connected.ts';
import { expectAthlete } from '../credentials.ts';
import { getPolicy } from '../error-policy.ts';
import type { Athlete } from '../intervals/athlete.ts';
import type { Client } from '../intervals/client.ts';
import { getGate } from '../outbox/gate.ts';
import { type PlainProblem, Problem } from '../problem.ts';
import { getSettings } from '../settings.ts';
import { DAY } from '../time.ts';
import { getLimits, leftToday } from '../turns.ts';
import { LONGEST_WAIT_MS, waitsUntil } from '../wait.ts';
import type { Change } from './change.ts';
import { difference } from './difference.ts';
import { type Heard, listen } from './listen.ts';
import { leastBetweenMs, takeSnapshot } from './poll.ts';
import type { Arrived } from './repeats.ts';
import { changeLooking, getLooking } from './state.ts';
import { getSeen, keepNews, keepSeen, type Seen } from './store.ts';
import { getTopic, setTopic } from './topic.ts';

/** What one look came to. */
export interface Looked {
  news: Change[];
  /** What was in the topic: messages in all, and those that Intervals.icu sent. */
  messages: number;
  genuine: number;
  /** Why it could not be read, or Intervals.icu could not be asked. */
  problem?: PlainProblem;
}

/** Looks once at both feeds, and keeps what is news. Never rejects: what went wrong is in `problem`. */
export async function lookOnce(now = Date.now()): Promise<Looked> {
  const looked: Looked = { news: [], messages: 0, genuine: 0 };
  const problem = await lookAtBoth(now, looked).catch(thrown => Problem.from(thrown).toPlain());
  const askedMs = problem?.kind === 'rate-limited' ? (problem.retryAfterMs ?? 0) : 0;
  const pauseMs = Math.min(askedMs, LONGEST_WAIT_MS);
  await changeLooking(({ unseen, notBeforeMs }) => ({
    atMs: now,
    unseen,
    notBeforeMs: pauseMs > 0 ? now + pauseMs : notBeforeMs,
    ...(problem && { problem }),
  }));
  return { ...looked, ...(problem && { problem }) };
}

/** Each feed is read though the other one fails; the last failure is told. */
async function lookAtBoth(now: number, looked: Looked): Promise<PlainProblem | undefined> {
  const { athlete, client } = await connected();
  let problem: PlainProblem | undefined;
  const orTell = (thrown: unknown) => {
    problem = Problem.from(thrown).toPlain();
    return undefined;
  };
  const kept = await getTopic();
  const topic = kept?.athlete === athlete.id ? kept : undefined;
  const heard = topic && (await listen(topic, now).catch(orTell));
  const last = await getSeen();
  const before = last?.athlete === athlete.id ? last : undefined;
  const isDue = (await isPollWanted(before, now)) || (topic !== undefined && needsPoll(before, heard, now));
  const seen = isDue && (await mayAsk(now)) ? await see(client, athlete, now).catch(orTell) : undefined;
  // One athlete's news must not be told to another, nor come after they left.
  if ((await expectAthlete()) !== athlete.id) throw new Problem('wrong-athlete');
  looked.news = await keepNews(athlete.id, [...(heard?.arrived ?? []), ...happened(before, seen)], now);
  if (seen) await keepSeen(seen);
  if (heard) {
    // A gap that nobody could make up for is one the next time too.
    await setTopic(heard.hasGap && !seen ? { ...heard.next, readAtMs: 0 } : heard.next);
    looked.messages = heard.messages;
    looked.genuine = heard.genuine;
  }
  return problem;
}

/** Whether the person wants Intervals.icu to be asked itself, and a day's requests last for it all day. */
async function isPollWanted(before: Seen | undefined, now: number): Promise<boolean> {
  const [{ watchChanges }, { perDay }] = await Promise.all([getSettings(), getLimits()]);
  return watchChanges && (!before || apartMs(before, now) >= leastBetweenMs(perDay));
}

/** A topic is made up for after a gap, and now and then, for no webhook tells that another was lost. */
const needsPoll = (before: Seen | undefined, heard: Heard | undefined, now: number): boolean =>
  !before || heard?.hasGap === true || apartMs(before, now) > DAY;

/** A look in the future is of a clock that was set back. */
const apartMs = (before: Seen, now: number): number => Math.abs(now - before.atMs);

/** News can wait: half of a day's requests is for what a person does, and a wait is a wait. */
async function mayAsk(now: number): Promise<boolean> {
  const [gate, { notBeforeMs = 0 }, { perDay }] = await Promise.all([getGate(), getLooking(), getLimits()]);
  // Who may not send may still read.
  const isShut = gate.stopped !== undefined && getPolicy(gate.stopped.kind).scope !== 'permission';
  const isPaused = notBeforeMs > now && notBeforeMs <= now + LONGEST_WAIT_MS;
  if (isShut || isPaused || waitsUntil(gate, now) > 0) return false;
  return (await leftToday(now)) >= perDay / 2;
}

const see = async (client: Client, athlete: Athlete, now: number): Promise<Seen> => ({
  athlete: athlete.id,
  atMs: now,
  snapshot: await takeSnapshot(client, athlete, now),
});

/** What happened between two looks, at some moment in between. The first look finds nothing new. */
function happened(before: Seen | undefined, seen: Seen | undefined): Arrived[] {
  if (!before || !seen) return [];
  const changes = difference(before.snapshot, seen.snapshot, seen.athlete, seen.atMs);
  return changes.map(change => ({ change, fromMs: before.atMs, toMs: seen.atMs }));
}

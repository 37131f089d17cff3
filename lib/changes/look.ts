import { connected } from '../connected.ts';
import { expectAthlete } from '../credentials.ts';
import type { Athlete } from '../intervals/athlete.ts';
import type { Client } from '../intervals/client.ts';
import { announce } from '../news.ts';
import { getGate, waitsUntil } from '../outbox/gate.ts';
import { type PlainProblem, Problem } from '../problem.ts';
import { getSettings } from '../settings.ts';
import { DAY } from '../time.ts';
import { getLimits, leftToday } from '../turns.ts';
import type { Change } from './change.ts';
import { difference } from './difference.ts';
import { type Heard, listen } from './listen.ts';
import { takeSnapshot } from './poll.ts';
import type { Arrived } from './repeats.ts';
import { changeLooking, getLooking } from './state.ts';
import { getSeen, keepNews, keepSeen, type Seen } from './store.ts';
import { getTopic, setTopic } from './topic.ts';

/** What one look came to. */
export interface Looked {
  news: Change[];
  /** What was in the topic: messages in all, and those that Intervals.icu sent and that were not here before. */
  messages: number;
  genuine: number;
  /** Why it could not be read, or Intervals.icu could not be asked. */
  problem?: PlainProblem;
}

/** Looks once at both feeds, and keeps what is news. Never rejects: what went wrong is in `problem`. */
export async function lookOnce(now = Date.now()): Promise<Looked> {
  const looked: Looked = { news: [], messages: 0, genuine: 0 };
  const problem = await lookAtBoth(now, looked).catch(thrown => Problem.from(thrown).toPlain());
  const pauseMs = problem?.kind === 'rate-limited' ? (problem.retryAfterMs ?? 0) : 0;
  await changeLooking(({ unseen, notBeforeMs = 0 }) => ({
    atMs: now,
    unseen,
    notBeforeMs: Math.max(notBeforeMs, now + pauseMs),
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
  const topic = await getTopic();
  const heard = topic?.athlete === athlete.id ? await listen(topic, now).catch(orTell) : undefined;
  const last = await getSeen();
  const before = last?.athlete === athlete.id ? last : undefined;
  const seen = (await isPollDue(before, heard, now))
    ? await see(client, athlete, now).catch(orTell)
    : undefined;
  // One athlete's news must not be told to another, nor come after they left.
  if ((await expectAthlete()) !== athlete.id) throw new Problem('wrong-athlete');
  looked.news = await keepNews(athlete.id, [...(heard?.arrived ?? []), ...happened(before, seen)], now);
  if (seen) await keepSeen(seen);
  if (heard) {
    await setTopic(heard.next);
    looked.messages = heard.messages;
    looked.genuine = heard.genuine;
  }
  if (looked.news.length > 0) announce('changes');
  return problem;
}

/** Whether Intervals.icu is asked itself: as the person wants, after a gap, and now and then, for no webhook tells that another was lost. */
async function isPollDue(before: Seen | undefined, heard: Heard | undefined, now: number): Promise<boolean> {
  const { watchChanges } = await getSettings();
  const isWanted = watchChanges || !before || heard?.hasGap || now - before.atMs > DAY;
  return isWanted === true && (await mayAsk(now));
}

/** News can wait: half of a day's requests is for what a person does, and a pause is a pause. */
async function mayAsk(now: number): Promise<boolean> {
  const [gate, { notBeforeMs = 0 }, { perDay }] = await Promise.all([getGate(), getLooking(), getLimits()]);
  if (gate.stopped || waitsUntil(gate, now) > 0 || notBeforeMs > now) return false;
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

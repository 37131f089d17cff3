import { DAY, HOUR, SECOND } from '../time.ts';
import { readDelivery } from './delivery.ts';
import { readTopic } from './ntfy.ts';
import type { Arrived } from './repeats.ts';
import type { Topic } from './topic.ts';

/** What was in a topic since it was last read. */
export interface Heard {
  arrived: Arrived[];
  /** Something may have been told that could not be heard. */
  hasGap: boolean;
  /** Messages in all, and those of them that are from Intervals.icu. */
  messages: number;
  genuine: number;
  /** The topic, to be read on from here. */
  next: Topic;
}

/** The public server keeps messages for 12 hours (docs.ntfy.sh/config, "Message cache"). */
const KEPT_MS = 12 * HOUR;

/** Intervals.icu tells within minutes. What is older was written down by somebody, and posted again. */
const FRESH_MS = 2 * DAY;

/** Repeats come within a server's memory, which is shorter than this. */
const DIGESTS_KEPT = 500;

/** Reads a topic, and believes of it what bears the secret and is about its athlete. @throws {Problem} as `readTopic` */
export async function listen(topic: Topic, now: number): Promise<Heard> {
  const { bodies, hasGap, last } = await readTopic(topic, topic.since);
  const digests = new Set(topic.digests);
  const arrived: Arrived[] = [];
  let genuine = 0;
  for (const body of bodies) {
    const delivery = await readDelivery(body, topic.secret);
    if (!delivery) continue;
    genuine += 1;
    if (digests.has(delivery.digest)) continue;
    digests.add(delivery.digest);
    for (const change of delivery.changes) {
      const atMs = Date.parse(change.timestamp);
      if (change.athlete_id === topic.athlete && now - atMs < FRESH_MS)
        arrived.push({ change, fromMs: atMs, toMs: atMs });
    }
  }
  return {
    arrived,
    hasGap: hasGap || now - topic.readAtMs > KEPT_MS,
    messages: bodies.length,
    genuine,
    next: {
      ...topic,
      since: last ?? topic.since,
      readAtMs: now,
      digests: [...digests].slice(-DIGESTS_KEPT),
    },
  };
}

/** Where the reading of a topic begins that nobody has read yet. */
export const fromNow = (now: number): Pick<Topic, 'since' | 'readAtMs' | 'digests'> => ({
  since: String(Math.floor(now / SECOND)),
  readAtMs: now,
  digests: [],
});

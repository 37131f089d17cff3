import * as z from 'zod/mini';
import { digest } from '../../formats/digest.ts';
import { constantTimeEqual } from '../../platform/constant-time-equal.ts';
import { DAY, HOUR, SECOND } from '../../platform/time.ts';
import { fetchNtfyMessages } from '../../services/ntfy/ntfy.ts';
import { type Change, parseChange } from './change.ts';
import type { FeedEvent } from './dedupe.ts';
import type { WebhookTopic } from './webhook-topic.ts';

/** What was in a topic since it was last read. */
export interface WebhookBatch {
  events: FeedEvent[];
  /** Something may have been told that could not be heard. */
  hasGap: boolean;
  /** Messages in all, and those of them that are from Intervals.icu. */
  messages: number;
  genuine: number;
  /** The topic, to be read on from here. */
  next: WebhookTopic;
}

/** The public server keeps messages for 12 hours (docs.ntfy.sh/config, "Message cache"). */
const SERVER_RETENTION_MS = 12 * HOUR;

/** Intervals.icu tells within minutes. What is older was written down by somebody, and posted again. */
const MAX_AGE_MS = 2 * DAY;

/** Repeats come within a server's memory, which is shorter than this. */
const MAX_DIGESTS = 500;

/** Reads a topic, and believes of it what bears the secret and is about its athlete. @throws {Problem} as `readTopic` */
export async function readWebhookFeed(topic: WebhookTopic, now: number): Promise<WebhookBatch> {
  const { bodies, hasGap, last } = await fetchNtfyMessages(topic, topic.since);
  const digests = new Set(topic.digests);
  const events: FeedEvent[] = [];
  let genuine = 0;
  for (const body of bodies) {
    const delivery = await parseDelivery(body, topic.secret);
    if (!delivery) continue;
    genuine += 1;
    if (digests.has(delivery.digest)) continue;
    digests.add(delivery.digest);
    for (const change of delivery.changes) {
      const atMs = Date.parse(change.timestamp);
      if (change.athlete_id === topic.athlete && now - atMs < MAX_AGE_MS)
        events.push({ change, fromMs: atMs, toMs: atMs });
    }
  }
  return {
    events,
    hasGap: hasGap || now - topic.readAtMs > SERVER_RETENTION_MS,
    messages: bodies.length,
    genuine,
    next: {
      ...topic,
      since: last ?? topic.since,
      readAtMs: now,
      digests: [...digests].slice(-MAX_DIGESTS),
    },
  };
}

/** Where the reading of a topic begins that nobody has read yet. */
export const startingFrom = (now: number): Pick<WebhookTopic, 'since' | 'readAtMs' | 'digests'> => ({
  since: String(Math.floor(now / SECOND)),
  readAtMs: now,
  digests: [],
});

/** More than any delivery has; a longer list is nobody's news. */
const MAX_EVENTS = 1000;

const deliverySchema = z.object({
  secret: z.string(),
  events: z.array(z.unknown()).check(z.maxLength(MAX_EVENTS)),
});

/** What came by a webhook and is what it says it is. */
export interface WebhookDelivery {
  /** By which the same delivery is recognised when it comes again. */
  digest: string;
  /** What Musette does not know, or cannot read, is left out. */
  changes: Change[];
}

/**
 * Reads the body of a webhook. Undefined for whatever was not sent by the app's own Intervals.icu: anybody who knows a topic can write
 * into it.
 */
export async function parseDelivery(body: string, secret: string): Promise<WebhookDelivery | undefined> {
  const delivery = deliverySchema.safeParse(tryParse(body));
  if (!delivery.success || !constantTimeEqual(delivery.data.secret, secret)) return undefined;
  return {
    digest: await digest(new TextEncoder().encode(body)),
    changes: delivery.data.events.flatMap(event => parseChange(event) ?? []),
  };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody wrote a sentence into the topic.
    return undefined;
  }
}

import * as z from 'zod/mini';
import { constantTimeEqual } from '../../platform/constant-time-equal.ts';
import { digest } from '../../platform/digest.ts';
import { hasOrigins, hostPermission } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { DAY, HOUR, SECOND } from '../../platform/time.ts';
import { fetchNtfyMessages } from '../../services/ntfy/ntfy.ts';
import { type Change, parseChange } from './change.ts';
import type { FeedEvent } from './dedupe.ts';
import type { WebhookTopic } from './webhook-topic.ts';

/** What has come into a topic since it was last read. */
export interface WebhookBatch {
  events: FeedEvent[];
  /** Some deliveries may be lost. */
  hasGap: boolean;
  /** Number of messages. */
  messages: number;
  /** How many of them are from Intervals.icu, by their secret. */
  genuine: number;
  /** The topic, with the position after these messages. */
  next: WebhookTopic;
}

/** The public server stores messages for 12 hours (https://docs.ntfy.sh/config/#message-cache). */
const SERVER_RETENTION_MS = 12 * HOUR;

/** Intervals.icu delivers within minutes: an older delivery was copied and posted again. */
const MAX_AGE_MS = 2 * DAY;

/** Enough for all deliveries that a server still stores. */
const MAX_DIGESTS = 500;

/** Reads a topic. Only deliveries with its secret and about its athlete count. @throws {Problem} `no-access`, as `fetchNtfyMessages` */
export async function readWebhookFeed(topic: WebhookTopic, now: number, signal?: AbortSignal): Promise<WebhookBatch> {
  await requireAccess(topic.server);
  const { bodies, hasGap, lastId } = await fetchNtfyMessages(topic, topic.since, signal);
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
      since: lastId ?? topic.since,
      readAtMs: now,
      digests: [...digests].slice(-MAX_DIGESTS),
    },
  };
}

/** Without access to the server nothing is read, even where the server itself would let any page read it. */
async function requireAccess(server: string): Promise<void> {
  const { host, hostname } = new URL(server);
  const { origins } = hostPermission(hostname);
  if (!(await hasOrigins(origins))) throw new Problem('no-access', { site: host, origins });
}

/** The position from which a new topic is read. */
export const startingFrom = (now: number): Pick<WebhookTopic, 'since' | 'readAtMs' | 'digests'> => ({
  since: String(Math.floor(now / SECOND)),
  readAtMs: now,
  digests: [],
});

/** More than any delivery has: a longer list is refused. */
const MAX_EVENTS = 1000;

const deliverySchema = z.object({
  secret: z.string(),
  events: z.array(z.unknown()).check(z.maxLength(MAX_EVENTS)),
});

/** A delivery that has the secret. */
export interface WebhookDelivery {
  /** Digest of its body: the same delivery may come again. */
  digest: string;
  /** Without those that Musette does not know or cannot read. */
  changes: Change[];
}

/**
 * Parses the body of a webhook. Undefined if it does not have the app's secret: everyone who knows a topic's name can post to it.
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
    // Not JSON: a text that Intervals.icu did not post.
    return undefined;
  }
}

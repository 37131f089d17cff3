import * as z from 'zod/mini';
import { constantTimeEqual } from '../../platform/constant-time-equal.ts';
import { digest } from '../../platform/digest.ts';
import { type Change, parseChange } from './change.ts';

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

import * as z from 'zod/mini';
import { digest } from '../files/digest.ts';
import { isSame } from '../same.ts';
import { type Change, readChange } from './change.ts';

/** More than any delivery has; a longer list is nobody's news. */
const MOST_EVENTS = 1000;

const deliverySchema = z.object({
  secret: z.string(),
  events: z.array(z.unknown()).check(z.maxLength(MOST_EVENTS)),
});

/** What came by a webhook and is what it says it is. */
export interface Delivery {
  /** By which the same delivery is recognised when it comes again. */
  digest: string;
  /** What Musette does not know, or cannot read, is left out. */
  changes: Change[];
}

/**
 * Reads the body of a webhook. Undefined for whatever was not sent by the app's own Intervals.icu: anybody who knows a topic can write
 * into it.
 */
export async function readDelivery(body: string, secret: string): Promise<Delivery | undefined> {
  const delivery = deliverySchema.safeParse(json(body));
  if (!delivery.success || !isSame(delivery.data.secret, secret)) return undefined;
  return {
    digest: await digest(new TextEncoder().encode(body)),
    changes: delivery.data.events.flatMap(event => readChange(event) ?? []),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody wrote a sentence into the topic.
    return undefined;
  }
}

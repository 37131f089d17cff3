import * as z from 'zod/mini';
import { defineSecret, type StoredSecret } from '../../platform/secret-state.ts';

const topicSchema = z.object({
  /** Id of the athlete whose changes are posted there. */
  athlete: z.string(),
  /** "https://ntfy.sh" */
  server: z.string(),
  name: z.string(),
  /** Contained in each delivery of Intervals.icu. */
  secret: z.string(),
  /** Access token of a protected topic. */
  token: z.optional(z.string()),
  /** Where the next read starts: after this message id, or at this time in Unix seconds. */
  since: z.string(),
  /** When it was last read, in milliseconds. */
  readAtMs: z.number(),
  /** Digests of the last deliveries, by which repeated ones are recognised. */
  digests: z.catch(z.array(z.string()), []),
});

/** An ntfy topic to which Intervals.icu posts changes, with its secrets. For the background only: pages use `watchWebhookTopic`. */
export type WebhookTopic = z.infer<typeof topicSchema>;

/** A topic without its secrets, for pages. */
export interface WebhookTopicInfo {
  server: string;
  name: string;
  hasToken: boolean;
}

// Not among the settings, which are exported: it contains secrets, as the credentials do.
const secret = defineSecret('local:webhook-topic', parse);

export const getWebhookTopic = (): Promise<WebhookTopic | undefined> => secret.get();

export const setWebhookTopic = (topic: WebhookTopic): Promise<void> => secret.set(topic);

export const deleteWebhookTopic = (): Promise<void> => secret.delete();

/** Calls back with the topic now and after every change; null if there is none. Returns a function that stops it. */
export const watchWebhookTopic = (callback: (topic: WebhookTopicInfo | null) => void): (() => void) =>
  secret.watch(stored => callback(toTopicInfo(stored)));

function toTopicInfo(stored: StoredSecret<WebhookTopic>): WebhookTopicInfo | null {
  if (typeof stored === 'string') return null;
  const { server, name, token } = stored.value;
  return { server, name, hasToken: token !== undefined };
}

function parse(value: unknown): WebhookTopic | undefined {
  const read = topicSchema.safeParse(value);
  return read.success ? (read.data as WebhookTopic) : undefined;
}

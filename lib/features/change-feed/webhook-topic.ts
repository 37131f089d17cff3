import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';

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
const topicItem = storage.defineItem<unknown>('local:webhook-topic');

export const getWebhookTopic = async (): Promise<WebhookTopic | undefined> => parse(await topicItem.getValue());

export async function setWebhookTopic(topic: WebhookTopic): Promise<void> {
  await topicItem.setValue(topic);
}

export async function deleteWebhookTopic(): Promise<void> {
  await topicItem.removeValue();
}

/** Calls back with the topic now and after every change; null if there is none. Returns a function that stops it. */
export function watchWebhookTopic(callback: (topic: WebhookTopicInfo | null) => void): () => void {
  void getWebhookTopic().then(topic => callback(toTopicInfo(topic)));
  return topicItem.watch(value => callback(toTopicInfo(parse(value))));
}

const toTopicInfo = (topic: WebhookTopic | undefined): WebhookTopicInfo | null =>
  topic ? { server: topic.server, name: topic.name, hasToken: topic.token !== undefined } : null;

function parse(value: unknown): WebhookTopic | undefined {
  const read = topicSchema.safeParse(value);
  return read.success ? (read.data as WebhookTopic) : undefined;
}

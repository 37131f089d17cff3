import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';

const topicSchema = z.object({
  /** Whose changes are told there. */
  athlete: z.string(),
  /** "https://ntfy.sh" */
  server: z.string(),
  name: z.string(),
  /** What Intervals.icu puts into each delivery. */
  secret: z.string(),
  /** What opens a topic that is closed to others. */
  token: z.optional(z.string()),
  /** Where reading goes on: behind a message, or at a moment in seconds. */
  since: z.string(),
  /** When it was last read, in milliseconds. */
  readAtMs: z.number(),
  /** Of the last deliveries, so that one that is sent again is known. */
  digests: z.catch(z.array(z.string()), []),
});

/** A topic of ntfy into which Intervals.icu tells of changes, with its secrets. For the background only: pages read `watchTopic`. */
export type WebhookTopic = z.infer<typeof topicSchema>;

/** What a page may know of it. */
export interface WebhookTopicInfo {
  server: string;
  name: string;
  hasToken: boolean;
}

// Beside the key, and as it: never among the settings, which are exported.
const topicItem = storage.defineItem<unknown>('local:webhook-topic');

export const getWebhookTopic = async (): Promise<WebhookTopic | undefined> =>
  parse(await topicItem.getValue());

export async function setWebhookTopic(topic: WebhookTopic): Promise<void> {
  await topicItem.setValue(topic);
}

export async function deleteWebhookTopic(): Promise<void> {
  await topicItem.removeValue();
}

/** Calls back with the topic now and after every change; null where none is read. Returns what ends it. */
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

/** What changes may be about: the uploads, what is missing and being sent, what is planned, how the athlete was and what is to be different about it, what happened on Intervals.icu. */
export type Topic = 'outbox' | 'missing' | 'calendar' | 'activities' | 'wellness' | 'edits' | 'changes';

/** Tells every page, and this context too, that something changed; they re-read what they show. */
export function announce(topic: Topic = 'outbox'): void {
  const speaker = speakers.get(topic) ?? new BroadcastChannel(topic);
  speakers.set(topic, speaker);
  speaker.postMessage('changed');
}

/** Calls back after every change, whoever made it. Returns what ends it. */
export function onNews(callback: () => void, topic: Topic = 'outbox'): () => void {
  const listener = new BroadcastChannel(topic);
  listener.onmessage = callback;
  return () => listener.close();
}

const speakers = new Map<Topic, BroadcastChannel>();

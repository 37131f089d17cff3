/** What changes may be about: the uploads, what is missing and being sent, what is planned, how the athlete was and what is to be different about it, what happened on Intervals.icu. */
export type ChangeChannel =
  | 'outbox'
  | 'missing'
  | 'calendar'
  | 'activities'
  | 'wellness'
  | 'edits'
  | 'changes';

/** Tells every page, and this context too, that something changed; they re-read what they show. */
export function notifyChanged(channel: ChangeChannel = 'outbox'): void {
  const sender = senders.get(channel) ?? new BroadcastChannel(channel);
  senders.set(channel, sender);
  sender.postMessage('changed');
}

/** Calls back after every change, whoever made it. Returns what ends it. */
export function onChanged(callback: () => void, channel: ChangeChannel = 'outbox'): () => void {
  const receiver = new BroadcastChannel(channel);
  receiver.onmessage = callback;
  return () => receiver.close();
}

const senders = new Map<ChangeChannel, BroadcastChannel>();

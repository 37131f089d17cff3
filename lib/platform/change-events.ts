/** What a change is about: a name for each kind of stored data. */
export type ChangeChannel = 'outbox' | 'missing' | 'calendar' | 'activities' | 'wellness' | 'edits' | 'changes';

/** Tells all pages and this context that stored data changed, so that they read it again. */
export function notifyChanged(channel: ChangeChannel = 'outbox'): void {
  const sender = senders.get(channel) ?? new BroadcastChannel(channel);
  senders.set(channel, sender);
  sender.postMessage('changed');
}

/** Calls back after every change in any context. Returns a function that stops it. */
export function onChanged(callback: () => void, channel: ChangeChannel = 'outbox'): () => void {
  const receiver = new BroadcastChannel(channel);
  receiver.onmessage = callback;
  return () => receiver.close();
}

const senders = new Map<ChangeChannel, BroadcastChannel>();

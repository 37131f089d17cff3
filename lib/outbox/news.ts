const CHANNEL = 'outbox';

/** Tells every page, and this context too, that the outbox changed; they re-read what they show. */
export function announce(): void {
  speaker ??= new BroadcastChannel(CHANNEL);
  speaker.postMessage('changed');
}

/** Calls back after every change of the outbox, whoever made it. Returns what ends it. */
export function onNews(callback: () => void): () => void {
  const listener = new BroadcastChannel(CHANNEL);
  listener.onmessage = callback;
  return () => listener.close();
}

let speaker: BroadcastChannel | undefined;

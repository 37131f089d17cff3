import { type ChangeChannel, onChanged } from '../../lib/platform/change-events.ts';

/** Reads at most this often: a batch changes a hundred times a second. */
const MIN_PAUSE_MS = 200;

/**
 * Reads now and after every change on the channels, one read after the other, with a pause that grows with the time a read takes.
 * Returns the function that ends it.
 */
export function liveQuery(
  read: (isCurrent: () => boolean) => Promise<void>,
  onFailed: (thrown: unknown) => void,
  channels: ChangeChannel[],
): () => void {
  let ended = false;
  let reading = false;
  let stale = false;
  const requestRead = async () => {
    stale = true;
    if (reading) return;
    reading = true;
    while (stale && !ended) {
      stale = false;
      const before = performance.now();
      await read(() => !ended).catch(onFailed);
      await pause(Math.max(MIN_PAUSE_MS, 2 * (performance.now() - before)));
    }
    reading = false;
  };
  const unsubscribes = channels.map(channel => onChanged(() => void requestRead(), channel));
  void requestRead();
  return () => {
    ended = true;
    for (const end of unsubscribes) end();
  };
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

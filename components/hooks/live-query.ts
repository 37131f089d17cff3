import { type ChangeChannel, onChanged } from '../../lib/platform/change-events.ts';

/** Re-reads at most this often: a batch makes news a hundred times a second. */
const MIN_PAUSE_MS = 200;

/**
 * Reads now and after news, one read after the other, with a pause that grows with what a read costs. Returns what ends it.
 */
export function liveQuery(
  read: (isCurrent: () => boolean) => Promise<void>,
  onFailed: (thrown: unknown) => void,
  topics: ChangeChannel[] = ['outbox'],
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
  const unsubscribes = topics.map(topic => onChanged(() => void requestRead(), topic));
  void requestRead();
  return () => {
    ended = true;
    for (const end of unsubscribes) end();
  };
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

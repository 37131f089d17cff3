import { onNews, type Topic } from '../lib/news.ts';

/** Re-reads at most this often: a batch makes news a hundred times a second. */
const PAUSE_MS = 200;

/**
 * Reads now and after news, one read after the other, with a pause that grows with what a read costs. Returns what ends it.
 */
export function keepReading(
  read: (isCurrent: () => boolean) => Promise<void>,
  onFailed: (thrown: unknown) => void,
  topics: Topic[] = ['outbox'],
): () => void {
  let ended = false;
  let reading = false;
  let stale = false;
  const again = async () => {
    stale = true;
    if (reading) return;
    reading = true;
    while (stale && !ended) {
      stale = false;
      const before = performance.now();
      await read(() => !ended).catch(onFailed);
      await pause(Math.max(PAUSE_MS, 2 * (performance.now() - before)));
    }
    reading = false;
  };
  const ends = topics.map(topic => onNews(() => void again(), topic));
  void again();
  return () => {
    ended = true;
    for (const end of ends) end();
  };
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

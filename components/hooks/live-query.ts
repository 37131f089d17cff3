import { type ChangeChannel, onChanged } from '../../lib/platform/change-events.ts';
import { coalesce } from '../../lib/platform/coalesce.ts';

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
  const requestRead = coalesce(
    async () => {
      if (!ended) await read(() => !ended).catch(onFailed);
    },
    readMs => Math.max(MIN_PAUSE_MS, 2 * readMs),
  );
  const unsubscribes = channels.map(channel => onChanged(requestRead, channel));
  requestRead();
  return () => {
    ended = true;
    for (const end of unsubscribes) end();
  };
}

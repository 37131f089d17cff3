import { MINUTE, SECOND } from '../../lib/platform/time.ts';

/** How many items of a batch were done at a time (ms since the epoch). */
export interface ProgressSample {
  at: number;
  done: number;
}

const WINDOW_MS = MINUTE;
/** Fewer samples say nothing about the pace. */
const MIN_SPAN_MS = 8 * SECOND;
const MIN_DONE = 5;
/** Without a new item for so long, the old pace no longer holds. */
const STALLED_MS = 15 * SECOND;

/** Adds a sample and drops old ones. Drops all when less is done than before: that is another batch. */
export function addSample(samples: ProgressSample[], next: ProgressSample): ProgressSample[] {
  const last = samples.at(-1);
  if (last && next.done < last.done) return [next];
  if (last?.done === next.done) return samples;
  return [...samples.filter(({ at }) => next.at - at <= WINDOW_MS), next];
}

/** How long the rest takes at the pace of the last minute, ms; undefined where that would be a guess. */
export function estimateTimeLeftMs(samples: ProgressSample[], remaining: number, now: number): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || now - last.at > STALLED_MS) return undefined;
  const spanMs = last.at - first.at;
  const done = last.done - first.done;
  if (spanMs < MIN_SPAN_MS || done < MIN_DONE) return undefined;
  return (remaining * spanMs) / done;
}

import { MINUTE, SECOND } from '../../lib/platform/time.ts';

/** How many of a batch were done at a moment. */
export interface ProgressSample {
  at: number;
  done: number;
}

const WINDOW_MS = MINUTE;
/** Less than this says more about chance than about the pace. */
const MIN_SPAN_MS = 8 * SECOND;
const MIN_DONE = 5;
/** Nothing new for so long: whatever the pace was, it is not that any more. */
const STALLED_MS = 15 * SECOND;

/** The samples with a new one. Old ones go; so do all when less is done than before, for then it is another batch. */
export function addSample(samples: ProgressSample[], next: ProgressSample): ProgressSample[] {
  const last = samples.at(-1);
  if (last && next.done < last.done) return [next];
  if (last?.done === next.done) return samples;
  return [...samples.filter(({ at }) => next.at - at <= WINDOW_MS), next];
}

/** How long the rest takes at the pace of the last minute; undefined where that would be a guess. */
export function estimateTimeLeftMs(
  samples: ProgressSample[],
  remaining: number,
  now: number,
): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || now - last.at > STALLED_MS) return undefined;
  const spanMs = last.at - first.at;
  const done = last.done - first.done;
  if (spanMs < MIN_SPAN_MS || done < MIN_DONE) return undefined;
  return (remaining * spanMs) / done;
}

import { createMutex } from '../../platform/mutex.ts';
import { DAY, MINUTE } from '../../platform/time.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import { getStarts, MATCH_WINDOW_MS } from './duplicate-matching.ts';
import type { Upload } from './upload.ts';

/** Reads the athlete's activities between two moments. */
export type FetchActivities = (fromMs: number, toMs: number) => Promise<Activity[]>;

interface CachedRange {
  fromMs: number;
  toMs: number;
  readAt: number;
  activities: Activity[];
}

/** Starts closer than this share one request: the rows of a quiet month cost less than another request. */
const MAX_GAP_MS = 90 * DAY;

/** How long a list is used. Other programs upload to the same account during a long batch. */
const TTL_MS = 10 * MINUTE;

/**
 * The activities on Intervals.icu around the recordings of a batch. One request covers a range of time with as many waiting
 * uploads as possible, instead of one request for each file.
 */
export function createActivityCache(fetchActivities: FetchActivities, clock: () => number = Date.now) {
  let ranges: CachedRange[] = [];
  // One read at a time: its result mostly covers the uploads beside it, too.
  const runExclusive = createMutex();

  const findRange = (start: number) =>
    ranges.find(({ fromMs, toMs }) => fromMs <= start - MATCH_WINDOW_MS && start + MATCH_WINDOW_MS <= toMs);

  const fetchAround = async (starts: number[], getWaiting: () => Promise<Upload[]>) => {
    ranges = ranges.filter(({ readAt }) => clock() - readAt < TTL_MS);
    const uncached = starts.filter(start => !findRange(start));
    if (uncached.length === 0) return;
    const all = [...starts, ...(await getWaiting()).flatMap(({ recording }) => getStarts(recording))];
    for (const [fromMs, toMs] of mergeRanges(all.filter(start => !findRange(start)))) {
      // A date that the API rejects does not block other recordings.
      if (!uncached.some(start => fromMs <= start && start <= toMs)) continue;
      ranges.push({ fromMs, toMs, readAt: clock(), activities: await fetchActivities(fromMs, toMs) });
    }
  };

  return {
    /** Activities around one upload. Undefined if the recording has no time. */
    async getAround(upload: Upload, getWaiting: () => Promise<Upload[]>): Promise<Activity[] | undefined> {
      const starts = getStarts(upload.recording);
      if (starts.length === 0) return undefined;
      await runExclusive(() => fetchAround(starts, getWaiting));
      return [...new Set(starts.map(findRange))].flatMap(span => span?.activities ?? []);
    },

    /** Adds an activity that this outbox created after the list was read. */
    add(activity: Activity): void {
      const { startMs = Number.NaN } = activity;
      for (const { fromMs, toMs, activities } of ranges) {
        if (fromMs <= startMs && startMs <= toMs) activities.push(activity);
      }
    },

    /** Discards all lists. A read in progress is completed first, and discarded, too. */
    invalidate(): void {
      void runExclusive(async () => {
        ranges = [];
      });
    },
  };
}

/** The fewest ranges of time that contain every start with a margin on both sides, without long gaps. */
function mergeRanges(starts: number[]): [fromMs: number, toMs: number][] {
  const found: [number, number][] = [];
  for (const start of [...starts].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && start - last[1] < MAX_GAP_MS) last[1] = start + MATCH_WINDOW_MS;
    else found.push([start - MATCH_WINDOW_MS, start + MATCH_WINDOW_MS]);
  }
  return found;
}

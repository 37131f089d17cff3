import type { Activity } from '../intervals/activity.ts';
import { line } from '../line.ts';
import { DAY, MINUTE } from '../time.ts';
import { NEAR_MS, startsOf } from './likeness.ts';
import type { Upload } from './upload.ts';

/** Reads the athlete's activities between two moments. */
export type ReadActivities = (fromMs: number, toMs: number) => Promise<Activity[]>;

interface Span {
  fromMs: number;
  toMs: number;
  readAt: number;
  activities: Activity[];
}

/** Starts closer than this share one request: rows of a quiet month cost less than another round trip. */
const SPAN_GAP_MS = 90 * DAY;

/** How long a list is believed. Other programs write to the same account while a long batch is under way. */
const BELIEVED_MS = 10 * MINUTE;

/**
 * What is on Intervals.icu around the recordings of a batch. Asks once for a stretch of time that covers as many
 * waiting uploads as possible, not once for a file.
 */
export function surroundings(read: ReadActivities, clock: () => number = Date.now) {
  let spans: Span[] = [];
  // One reader at a time: the uploads beside this one are mostly answered by what it reads.
  const inTurn = line();

  const covering = (start: number) =>
    spans.find(({ fromMs, toMs }) => fromMs <= start - NEAR_MS && start + NEAR_MS <= toMs);

  const readAround = async (starts: number[], waiting: () => Promise<Upload[]>) => {
    spans = spans.filter(({ readAt }) => clock() - readAt < BELIEVED_MS);
    const unknown = starts.filter(start => !covering(start));
    if (unknown.length === 0) return;
    const all = [...starts, ...(await waiting()).flatMap(({ recording }) => startsOf(recording))];
    for (const [fromMs, toMs] of stretches(all.filter(start => !covering(start)))) {
      // A date that the API does not take must not be in the way of other recordings.
      if (!unknown.some(start => fromMs <= start && start <= toMs)) continue;
      spans.push({ fromMs, toMs, readAt: clock(), activities: await read(fromMs, toMs) });
    }
  };

  return {
    /** Activities around one upload. Undefined where the recording carries no time to look at. */
    async around(upload: Upload, waiting: () => Promise<Upload[]>): Promise<Activity[] | undefined> {
      const starts = startsOf(upload.recording);
      if (starts.length === 0) return undefined;
      await inTurn(() => readAround(starts, waiting));
      return [...new Set(starts.map(covering))].flatMap(span => span?.activities ?? []);
    },

    /** An activity that this outbox made since the list was read. */
    add(activity: Activity): void {
      const { startMs = Number.NaN } = activity;
      for (const { fromMs, toMs, activities } of spans) {
        if (fromMs <= startMs && startMs <= toMs) activities.push(activity);
      }
    },

    /** Lets nothing be believed that was read before. What is being read this moment is waited for first. */
    forget(): void {
      void inTurn(async () => {
        spans = [];
      });
    },
  };
}

/** The fewest stretches of time that hold every start with room on both sides, without reading long gaps. */
function stretches(starts: number[]): [fromMs: number, toMs: number][] {
  const found: [number, number][] = [];
  for (const start of [...starts].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && start - last[1] < SPAN_GAP_MS) last[1] = start + NEAR_MS;
    else found.push([start - NEAR_MS, start + NEAR_MS]);
  }
  return found;
}

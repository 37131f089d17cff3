import { parseIsoTime } from '../xml/iso-time.ts';

/** What the times of a recording's points say. All in ms since the epoch. */
export interface RecordedTimes {
  /** The earliest and the latest time that belong together; absent where the points have no usable time. */
  firstMs?: number;
  lastMs?: number;
  /** Also known where the clock was wrong from the first point to the last. */
  durationSecs?: number;
  /** Where the recording may start instead: times that could be right, but lie far from the others. */
  otherStarts: number[];
  /** Several points, and the same time in all of them, as planners write it. */
  areEqual: boolean;
}

const DAY_MS = 86_400_000;

/** Devices whose battery was empty start at 1989-12-31 or at 1970. */
export const FIRST_DATE_MS = Date.UTC(1990, 0, 1);

/** Points further apart than a night: a clock was set between them, or they belong to different recordings. */
const GROUP_GAP_MS = DAY_MS;

/** The stages of a tour in one file lie closer together. */
const TOUR_GAP_MS = 3 * DAY_MS;

/** A stage of a tour has at least this share of the points of the longest; what a wrong clock wrote has fewer. */
const STAGE_SHARE = 0.1;

const MAX_OTHER_STARTS = 5;

/** The clock of GPS starts then, so no recording is older: what is between this and 1990 is a doubt. */
export const OLDEST_DATE_MS = Date.UTC(1980, 0, 6);

/** Whether a recording can have started then: neither before 1990 nor in the future. */
export const isPlausibleTime = (ms: number | undefined, now: number): ms is number =>
  ms !== undefined && ms >= FIRST_DATE_MS && ms <= now + DAY_MS;

/**
 * The start and the end of the points with these times, in any order. One absurd time does not spoil both: times that no
 * recording can have are left out, and so are few points far from all others, which a clock wrote before it was set.
 * @param hasTracks The points come from several tracks. If these lie far apart, the first written one counts.
 */
export function summarizeTimes(times: readonly number[], now: number, hasTracks = false): RecordedTimes {
  const plausible = times.every(time => isPlausibleTime(time, now))
    ? times
    : times.filter(time => isPlausibleTime(time, now));
  if (plausible.length > 0) return withStartBehindStrays(summarizeGroups(plausible, hasTracks), plausible);
  // The clock was wrong all the time: the length is right nevertheless, and the start is a doubt if it can be one at all.
  const { firstMs, lastMs, ...rest } = summarizeGroups(times, hasTracks);
  return { ...rest, ...(firstMs !== undefined && firstMs >= OLDEST_DATE_MS && { firstMs, lastMs }) };
}

/** Phones begin with the place that they knew last, and with its time: hours old. */
const STRAY_GAP_MS = 3_600_000;
const MAX_STRAYS = 10;
const STRAY_SHARE = 0.02;

/** The few first points that lie far from all others are there after a long pause, or with an old time. */
function withStartBehindStrays(summary: RecordedTimes, times: readonly number[]): RecordedTimes {
  const { firstMs = 0, lastMs = 0, otherStarts } = summary;
  const sorted = toSorted(times.filter(time => time >= firstMs && time <= lastMs));
  const most = Math.min(MAX_STRAYS, Math.floor(sorted.length * STRAY_SHARE));
  for (let count = most; count > 0; count--) {
    const startMs = sorted[count] ?? 0;
    const isBehindGap = startMs - (sorted[count - 1] ?? 0) >= STRAY_GAP_MS;
    if (isBehindGap) return { ...summary, otherStarts: [startMs, ...otherStarts] };
  }
  return summary;
}

interface TimeGroup {
  firstMs: number;
  lastMs: number;
  count: number;
}

function summarizeGroups(times: readonly number[], hasTracks: boolean): RecordedTimes {
  const groups = groupTimes(times);
  const { start, end } = findMainGroups(groups, hasTracks ? times[0] : undefined);
  const [first, last] = [groups[start], groups[end]];
  if (!first || !last) return { otherStarts: [], areEqual: false };
  return {
    firstMs: first.firstMs,
    lastMs: last.lastMs,
    durationSecs: (last.lastMs - first.firstMs) / 1000,
    otherStarts: [...groups.slice(0, start), ...groups.slice(end + 1)]
      .toSorted((a, b) => b.count - a.count)
      .slice(0, MAX_OTHER_STARTS)
      .map(({ firstMs }) => firstMs),
    areEqual: times.length > 1 && last.lastMs === first.firstMs,
  };
}

/** In order of time, without long gaps within a group. */
function groupTimes(times: readonly number[]): TimeGroup[] {
  const groups: TimeGroup[] = [];
  for (const time of toSorted(times)) {
    const group = groups.at(-1);
    if (group && time - group.lastMs <= GROUP_GAP_MS) {
      group.lastMs = time;
      group.count++;
    } else groups.push({ firstMs: time, lastMs: time, count: 1 });
  }
  return groups;
}

/** Almost all files are in order, and a day of TCX has 86,400 points. */
function toSorted(times: readonly number[]): ArrayLike<number> & Iterable<number> {
  const isSorted = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0));
  return isSorted ? times : Float64Array.from(times).sort();
}

/**
 * The group of the first track, else the largest one, the later of equal ones because clocks are set late. With the other
 * stages of its tour.
 */
function findMainGroups(groups: readonly TimeGroup[], firstWrittenMs = Number.NaN): { start: number; end: number } {
  const most = groups.reduce((count, group) => Math.max(count, group.count), 0);
  const isStage = (group: TimeGroup | undefined) =>
    group !== undefined && group.count >= most * STAGE_SHARE && group.lastMs > group.firstMs;
  const areJoined = (earlier: TimeGroup | undefined, later: TimeGroup | undefined) =>
    isStage(earlier) && isStage(later) && gapMs(earlier, later) <= TOUR_GAP_MS;
  const first = groups.findIndex(group => group.firstMs <= firstWrittenMs && firstWrittenMs <= group.lastMs);
  const main = isStage(groups[first]) ? first : groups.findLastIndex(({ count }) => count === most);
  let [start, end] = [main, main];
  while (areJoined(groups[start - 1], groups[start])) start--;
  while (areJoined(groups[end], groups[end + 1])) end++;
  return { start, end };
}

const gapMs = (earlier: TimeGroup | undefined, later: TimeGroup | undefined): number =>
  (later?.firstMs ?? Number.POSITIVE_INFINITY) - (earlier?.lastMs ?? 0);

/** Collects the times of points as XML writes them. */
export class PointTimes {
  readonly #times: number[] = [];
  #tracks = 0;
  /** Up to the hour, with what follows the seconds: the same for thousands of points. */
  #prefix = '';
  #suffix = '';
  #hourMs = 0;
  /** Whether a time had no zone. */
  isUnzoned = false;

  add(text: string): void {
    if (this.#prefix !== '' && text.startsWith(this.#prefix) && text.slice(SECONDS_END) === this.#suffix) {
      const minute = toDigits(text, 14);
      const second = toDigits(text, 17);
      if (minute <= 59 && second <= 59 && text[16] === ':') {
        this.#times.push(this.#hourMs + minute * 60_000 + second * 1000);
        return;
      }
    }
    this.#parse(text);
  }

  /** The points that follow belong to a further track. */
  startTrack(): void {
    this.#tracks++;
  }

  summarize(now: number): RecordedTimes {
    return summarizeTimes(this.#times, now, this.#tracks > 1);
  }

  #parse(text: string): void {
    const time = parseIsoTime(text);
    if (!time) return;
    this.#times.push(time.ms);
    if (!time.hasZone) this.isUnzoned = true;
    const isUsual = /^\d{4}-\d\d-\d\d.\d\d:\d\d:\d\d/.test(text);
    this.#prefix = isUsual ? text.slice(0, MINUTES_START) : '';
    this.#suffix = text.slice(SECONDS_END);
    this.#hourMs = time.ms - toDigits(text, 14) * 60_000 - toDigits(text, 17) * 1000;
  }
}

const MINUTES_START = 14;
const SECONDS_END = 19;

/** NaN where these two characters are no digits. */
function toDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

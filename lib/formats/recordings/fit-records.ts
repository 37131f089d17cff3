import { omitUndefined } from '../../platform/omit-undefined.ts';
import type { FitMessage } from '../fit/fit-message.ts';
import type { FitPart } from '../fit/fit-parts.ts';
import { fitTimeToMs } from '../fit/fit-time.ts';
import { type RecordSummary, visitFitMessages } from '../fit/visit-fit-messages.ts';
import { isPlausibleTime, type RecordedTimes, summarizeTimes } from './recorded-times.ts';

/** The records of a FIT file. */
export interface FitRecords {
  count: number;
  times: RecordedTimes;
  last?: FitMessage;
}

/** Nearly all parts have even times; those of the others are collected in a second pass. */
export function summarizeRecords(bytes: Uint8Array, part: FitPart, summary: RecordSummary, now: number): FitRecords {
  const { count, last, firstSecs, lastSecs, isUneven } = summary;
  const firstMs = fitTimeToMs(firstSecs);
  const lastMs = fitTimeToMs(lastSecs);
  const isSound = !isUneven && isPlausibleTime(firstMs, now) && isPlausibleTime(lastMs, now);
  const written = [firstMs ?? toUptimeMs(firstSecs), lastMs ?? toUptimeMs(lastSecs)];
  const times = isSound || firstSecs === undefined ? written : collectTimes(bytes, part);
  return omitUndefined({
    count,
    last,
    times: summarizeTimes(
      times.filter(time => time !== undefined),
      now,
    ),
  });
}

function collectTimes(bytes: Uint8Array, part: FitPart): (number | undefined)[] {
  const secs: number[] = [];
  visitFitMessages(bytes, part, () => undefined, secs);
  return secs.map(time => fitTimeToMs(time) ?? toUptimeMs(time));
}

/** A time since the device was switched on: far from any date, but its differences are durations. */
const toUptimeMs = (secs: number | undefined): number | undefined => (secs === undefined ? undefined : secs * 1000);

/** The records of two parts of one file. */
export function joinRecords(before: FitRecords, after: FitRecords, now: number): FitRecords {
  const ends = [before.times.firstMs, before.times.lastMs, after.times.firstMs, after.times.lastMs];
  const joined = summarizeTimes(
    ends.filter(time => time !== undefined),
    now,
  );
  const durationSecs = joined.durationSecs ?? before.times.durationSecs ?? after.times.durationSecs;
  const otherStarts = [...joined.otherStarts, ...before.times.otherStarts, ...after.times.otherStarts];
  return omitUndefined({
    count: before.count + after.count,
    times: omitUndefined({ ...joined, durationSecs, otherStarts }),
    last: after.last ?? before.last,
  });
}

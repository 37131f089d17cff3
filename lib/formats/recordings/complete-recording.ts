import { omitUndefined } from '../../platform/omit-undefined.ts';
import { FIRST_DATE_MS, isPlausibleTime, OLDEST_DATE_MS } from './recorded-times.ts';
import type { RecordedSession, Recording, RecordingWarning } from './recording.ts';

const DAY_MS = 86_400_000;

/** Longer than a race without sleep. */
const LONG_SECS = 2 * 86_400;

/** No recording is longer; the file says so because a clock was wrong, or a byte. */
const LONGEST_SECS = 30 * 86_400;

const MAX_POSSIBLE_STARTS = 5;

/** Closer starts are one for the duplicate check. */
const SAME_START_MS = 2000;

/** Adds what the bytes alone do not tell: the order of sessions, warnings about times, the id in the name. */
export function completeRecording(recording: Recording, garminId: string | undefined, now: number): Recording {
  const { possibleStarts = [], ...rest } = recording;
  const inFile = recording.sessions.map(withoutAbsurdTimes);
  const sessions = inFile.toSorted((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0));
  const warnings: RecordingWarning[] = [];
  if (sessions.some(({ startMs = 0 }) => startMs > now + DAY_MS)) warnings.push('future');
  if (sessions.some(({ startMs = 0 }) => startMs < FIRST_DATE_MS)) warnings.push('no-date');
  if (recording.sessions.some(({ durationSecs = 0 }) => durationSecs > LONG_SECS)) warnings.push('long');
  const otherStarts = getOtherStarts([...possibleStarts, ...sessions.flatMap(toGregorian)], sessions, now);
  return {
    ...rest,
    ...omitUndefined({ garminId }),
    sessions,
    ...(sessions.some((session, index) => session !== inFile[index]) && { isReordered: true as const }),
    ...(otherStarts.length > 0 && { possibleStarts: otherStarts }),
    warnings: [...warnings, ...recording.warnings],
  };
}

function withoutAbsurdTimes({ startMs, durationSecs, ...rest }: RecordedSession): RecordedSession {
  const hasDate = startMs !== undefined && startMs >= OLDEST_DATE_MS;
  const hasLength = durationSecs !== undefined && durationSecs >= 0 && durationSecs <= LONGEST_SECS;
  return { ...rest, ...(hasDate && { startMs }), ...(hasLength && { durationSecs }) };
}

/** Programs on a Thai phone write the year 2569 for 2026. */
function toGregorian({ startMs = 0 }: RecordedSession): number[] {
  const date = new Date(startMs);
  const isBuddhist = startMs >= Date.UTC(2500, 0);
  return isBuddhist ? [date.setUTCFullYear(date.getUTCFullYear() - 543)] : [];
}

function getOtherStarts(starts: readonly number[], sessions: readonly RecordedSession[], now: number): number[] {
  const known = sessions.flatMap(({ startMs }) => startMs ?? []);
  const others: number[] = [];
  for (const start of starts) {
    const isKnown = [...known, ...others].some(other => Math.abs(other - start) <= SAME_START_MS);
    if (!isKnown && isPlausibleTime(start, now) && others.length < MAX_POSSIBLE_STARTS) others.push(start);
  }
  return others;
}

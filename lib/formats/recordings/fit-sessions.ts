import { omitUndefined } from '../../platform/omit-undefined.ts';
import type { FitMessage } from '../fit/fit-message.ts';
import { FIT_SPORTS, FIT_SUB_SPORTS } from '../fit/fit-profile.ts';
import { fitTimeToMs } from '../fit/fit-time.ts';
import { parseSport } from '../sport.ts';
import type { FitRecords } from './fit-records.ts';
import { isPlausibleTime, type RecordedTimes } from './recorded-times.ts';
import type { RecordedSession } from './recording.ts';

export type FitSport = Pick<RecordedSession, 'sport' | 'sportName'>;

/** A session message as the device wrote it. */
export interface StatedSession extends FitSport {
  startMs?: number;
  /** When the message was written: the end of the session. */
  endMs?: number;
  durationSecs?: number;
  distanceM?: number;
}

export function readStatedSession(message: FitMessage): StatedSession {
  const elapsedMs = message.getNumber(7) ?? message.getNumber(8);
  const distanceCm = message.getNumber(9);
  return omitUndefined({
    ...(toFitSport(message.getNumber(5), message.getNumber(6)) ?? { sport: 'other' as const }),
    startMs: fitTimeToMs(message.getNumber(2)),
    endMs: fitTimeToMs(message.getNumber(253)),
    durationSecs: elapsedMs === undefined ? undefined : elapsedMs / 1000,
    distanceM: distanceCm === undefined ? undefined : distanceCm / 100,
  });
}

export function toFitSport(sport: number | undefined, subSport: number | undefined): FitSport | undefined {
  if (sport === undefined) return undefined;
  const name = FIT_SPORTS[sport] ?? `sport ${sport}`;
  const subName = subSport === undefined ? undefined : FIT_SUB_SPORTS[subSport];
  const sportName = subName === undefined ? name : `${name}/${subName}`;
  return { sport: parseSport(sportName), sportName };
}

/** What is needed of a file to tell its sessions. */
interface SessionSource {
  sessions: StatedSession[];
  sport?: FitSport | undefined;
  records: FitRecords;
  createdSecs?: number;
}

/** The sessions of a file, and what speaks against them. */
export interface FitSessions {
  sessions: RecordedSession[];
  possibleStarts: number[];
  /** Session and records contradict each other. */
  isOdd: boolean;
}

/** The file's sessions; where the device stopped before it wrote one, a session made from the records. */
export function getFitSessions({ sessions, sport, records, createdSecs }: SessionSource, now: number): FitSessions {
  const createdMs = fitTimeToMs(createdSecs);
  const { firstMs, otherStarts } = records.times;
  if (sessions.length === 0) {
    const session = { ...(sport ?? { sport: 'other' as const }), ...getRecordedFacts(records, createdMs) };
    return { sessions: [session], possibleStarts: otherStarts, isOdd: otherStarts.length > 0 };
  }
  const isPlausible = (ms: number | undefined) => isPlausibleTime(ms, now);
  const settled: RecordedSession[] = [];
  for (const stated of sessions) {
    const session = settle(stated, isPlausible);
    const isOnly = sessions.length === 1;
    settled.push(isPlausible(firstMs) ? settleByRecords(session, records.times, isOnly, settled.at(-1)) : session);
  }
  const differing = sessions.flatMap(({ startMs }, index) =>
    isPlausible(startMs) && startMs !== settled[index]?.startMs ? (startMs ?? []) : [],
  );
  const isOdd = differing.length > 0 || otherStarts.length > 0;
  const isUnsure = isOdd || settled.some(({ startMs }) => startMs === undefined);
  const unsureStarts = isUnsure ? [createdMs ?? [], firstMs ?? []].flat() : [];
  const possibleStarts = [...differing, ...otherStarts, ...unsureStarts, ...getStartBeforeEnd(settled, records.times)];
  return { sessions: settled, possibleStarts, isOdd };
}

/** The clock may have been set soon after the start, so that the records span hours more than the session lasted. */
function getStartBeforeEnd([session, ...others]: RecordedSession[], { durationSecs = 0, lastMs }: RecordedTimes) {
  const lengthSecs = session?.durationSecs;
  if (others.length > 0 || !lengthSecs || lastMs === undefined || durationSecs <= lengthSecs + 3600) return [];
  return [lastMs - lengthSecs * 1000];
}

function getRecordedFacts({ times, last }: FitRecords, createdMs: number | undefined) {
  const distanceCm = last?.getNumber(5);
  return omitUndefined({
    startMs: times.firstMs ?? createdMs,
    durationSecs: times.durationSecs,
    distanceM: distanceCm === undefined ? undefined : distanceCm / 100,
  });
}

/** A start that cannot be is replaced by the end minus the duration. */
function settle(
  { endMs, ...stated }: StatedSession,
  isPlausible: (ms: number | undefined) => boolean,
): RecordedSession {
  const fromEndMs = endMs === undefined ? undefined : endMs - (stated.durationSecs ?? 0) * 1000;
  const startMs = [stated.startMs, fromEndMs].find(isPlausible) ?? stated.startMs ?? fromEndMs;
  return omitUndefined({ ...stated, startMs });
}

const DAY_MS = 86_400_000;

/** Records may begin late: there was no position yet. */
const LATE_RECORD_MS = 5 * 60_000;

/** The records decide where they contradict the session: its start may be older than the device's clock. */
function settleByRecords(
  session: RecordedSession,
  { firstMs = 0, lastMs = 0, durationSecs = 0 }: RecordedTimes,
  isOnly: boolean,
  previous: RecordedSession | undefined,
): RecordedSession {
  const { startMs } = session;
  const statedSecs = session.durationSecs || durationSecs;
  const isLong = statedSecs * 1000 > durationSecs * 1000 + DAY_MS;
  const knownSecs = isOnly ? statedSecs : session.durationSecs;
  const sensibleSecs = isLong ? durationSecs : knownSecs;
  if (!isOnly) {
    const isBeside = startMs !== undefined && startMs >= firstMs - DAY_MS && startMs <= lastMs + DAY_MS;
    // Each session of a multisport day follows the one before.
    const nextMs = previous?.startMs === undefined ? firstMs : previous.startMs + (previous.durationSecs ?? 0) * 1000;
    return omitUndefined({ ...session, startMs: isBeside ? startMs : nextMs, durationSecs: sensibleSecs });
  }
  const endMs = (startMs ?? 0) + statedSecs * 1000;
  const isNear = startMs !== undefined && Math.abs(startMs - firstMs) <= LATE_RECORD_MS;
  const isAround =
    startMs !== undefined && startMs <= firstMs && firstMs - startMs <= DAY_MS && endMs >= lastMs - LATE_RECORD_MS;
  if (isNear || (isAround && !isLong)) return omitUndefined({ ...session, durationSecs: sensibleSecs });
  return omitUndefined({ ...session, startMs: firstMs, durationSecs: sensibleSecs });
}

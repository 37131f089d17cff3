import type { RecordedSession, Recording } from '../../formats/recordings/recording.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../platform/time.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import type { ActivityMatch, MatchKind, Upload } from './upload.ts';

/** Two starts of the same recording differ only by the rounding of their formats. */
export const START_TOLERANCE_MS = 2 * SECOND;

/** The largest offset of a time zone from UTC, and the step between time zones. */
const MAX_TIMEZONE_SHIFT_MS = 14 * HOUR;
const TIMEZONE_STEP_MS = 15 * MINUTE;

/** How far from a recording's start an activity may be and still be the same one, in any time zone. */
export const MATCH_WINDOW_MS = 2 * DAY;

/** A certain match is the same recording beyond doubt; any other is a question to the user. */
export const isCertainMatch = (kind: MatchKind): boolean =>
  kind === 'same-file' || kind === 'same-id' || kind === 'same-activity';

/** What is compared with activities on Intervals.icu: a recording in the outbox, or a row of a site's list. */
export interface IncomingActivity {
  sessions: RecordedSession[];
  externalId?: string;
  /** The ids of activities that it is known to be. */
  knownActivityIds?: string[];
}

/** The most certain kind of match between the two; undefined if they do not match. */
export const getMatchKind = (incoming: IncomingActivity, activity: Activity): MatchKind | undefined =>
  MATCHERS.find(([, find]) => find([activity], incoming))?.[0];

/**
 * The most certain match for this upload among the activities on Intervals.icu; undefined if there is none. Strava's
 * placeholders never match: sending the original turns one into a full activity.
 */
export function findDuplicate(upload: Upload, activities: Activity[]): ActivityMatch | undefined {
  const real = activities.filter(({ isStravaStub }) => !isStravaStub);
  const incoming = toIncomingActivity(upload);
  for (const [kind, match] of MATCHERS) {
    const activity = match(real, incoming);
    if (activity) return toActivityMatch(activity, kind);
  }
  return findAtPossibleStarts(real, upload.recording);
}

/** Where the file does not agree with itself about its start, an activity at another one is a question, never a certainty. */
function findAtPossibleStarts(activities: Activity[], recording: Recording | undefined): ActivityMatch | undefined {
  const [session, ...others] = recording?.sessions ?? [];
  if (!session || others.length > 0) return undefined;
  const found = (recording?.possibleStarts ?? []).flatMap(
    startMs => activities.find(matchesSession({ ...session, startMs }, startsAtSameTime)) ?? [],
  );
  return found[0] && toActivityMatch(found[0], 'same-start');
}

/** The ids of the activities around a recording. */
export function getNearbyActivityIds(upload: Upload, activities: Activity[]): string[] {
  const starts = getStarts(upload.recording);
  return activities
    .filter(({ startMs }) => starts.some(start => Math.abs((startMs ?? start) - start) <= MATCH_WINDOW_MS))
    .map(({ id }) => id);
}

/** When the recording starts, and when else it may have started. */
export const getStarts = (recording: Recording | undefined): number[] => [
  ...(recording?.sessions.flatMap(({ startMs }) => startMs ?? []) ?? []),
  ...(recording?.possibleStarts ?? []),
];

const toIncomingActivity = ({ recording, activities, externalId }: Upload): IncomingActivity => ({
  sessions: recording?.sessions ?? [],
  knownActivityIds: activities.map(({ id }) => id),
  ...(externalId !== undefined && { externalId }),
});

/** Finds the first activity that matches. */
type Matcher = (activities: Activity[], incoming: IncomingActivity) => Activity | undefined;
type SessionMatcher = (activity: Activity, session: RecordedSession) => boolean;

const MATCHERS: [MatchKind, Matcher][] = [
  ['same-file', matchKnownIds],
  [
    'same-id',
    (activities, subject) =>
      activities.find(({ externalId }) => externalId !== undefined && externalId === subject.externalId),
  ],
  [
    'same-activity',
    matchEverySession(
      (activity, session) =>
        startsAtSameTime(activity, session) && measuresAgree(activity, session, ROUNDING_TOLERANCE),
    ),
  ],
  ['same-start', matchAnySession(startsAtSameTime)],
  ['time-zone-slip', matchAnySession(isTimezoneShifted)],
];

/** Matches the activities that these bytes became earlier, if all of them still exist. */
function matchKnownIds(activities: Activity[], { knownActivityIds = [] }: IncomingActivity): Activity | undefined {
  const found = knownActivityIds.map(id => activities.find(activity => activity.id === id));
  return found.every(Boolean) ? found[0] : undefined;
}

/**
 * All sessions need a match: if only the run of a triathlon is there, a match with that run would lose the swim and the ride.
 */
function matchEverySession(matches: SessionMatcher): Matcher {
  return (activities, { sessions }) => {
    const legs = sessions.filter(({ sportName = '' }) => !/^transition/i.test(sportName));
    const found = legs.map(leg => activities.find(matchesSession(leg, matches)));
    return found.every(Boolean) ? found[0] : undefined;
  };
}

function matchAnySession(matches: SessionMatcher): Matcher {
  return (activities, { sessions }) =>
    activities.find(activity => sessions.some(session => matchesSession(session, matches)(activity)));
}

const matchesSession =
  (session: RecordedSession, matches: SessionMatcher) =>
  (activity: Activity): boolean =>
    isSportCompatible(activity, session) && matches(activity, session);

/** Programs differ in their use of "other" and in unknown sports; but a ride is never a run. */
const isSportCompatible = (activity: Activity, session: RecordedSession): boolean =>
  activity.sport === session.sport || activity.sport === 'other' || session.sport === 'other';

function startsAtSameTime(activity: Activity, session: RecordedSession): boolean {
  return getStartGapMs(activity, session) <= START_TOLERANCE_MS;
}

/**
 * One start in two hundred is whole quarters of an hour from another by chance, and the distance of a commute is always the
 * same. So the duration has to be known on both sides and agree; indoors, where no distance is known, it alone decides.
 */
function isTimezoneShifted(activity: Activity, session: RecordedSession): boolean {
  const isTimed = areKnown(activity.elapsedSecs, session.durationSecs);
  return (
    isTimed && isTimezoneShift(getStartGapMs(activity, session)) && measuresAgree(activity, session, CLOCK_TOLERANCE)
  );
}

/**
 * Whether the starts differ by whole steps of time zones: local time was taken for UTC, or the reverse. No time zone is more
 * than 14 h from UTC.
 */
export function isTimezoneShift(gap: number): boolean {
  const offStep = gap % TIMEZONE_STEP_MS;
  const isWholeStep = Math.min(offStep, TIMEZONE_STEP_MS - offStep) <= START_TOLERANCE_MS;
  return isWholeStep && gap > START_TOLERANCE_MS && gap <= MAX_TIMEZONE_SHIFT_MS;
}

const getStartGapMs = (activity: Activity, session: RecordedSession): number =>
  activity.startMs === undefined || session.startMs === undefined
    ? Number.POSITIVE_INFINITY
    : Math.abs(activity.startMs - session.startMs);

/** How far two programs' measures of one recording may differ: at least the absolute value, or the share of the measure. */
interface Tolerance {
  secs: [atLeast: number, share: number];
  metres: [atLeast: number, share: number];
}

/** Programs round, smooth and cut pauses differently. */
const ROUNDING_TOLERANCE: Tolerance = { secs: [5, 0.01], metres: [20, 0.01] };

/** Only the clock is wrong; another program may have measured the distance. */
const CLOCK_TOLERANCE: Tolerance = { secs: [2, 0.001], metres: [5, 0.005] };

/** Only the rounding of formats. */
const EXACT_TOLERANCE: Tolerance = { secs: [2, 0.001], metres: [5, 0.001] };

/** Whether duration and distance are known on both sides and equal: that excludes chance. */
export const hasEqualMeasures = (activity: Activity, session: RecordedSession): boolean =>
  areKnown(activity.elapsedSecs, session.durationSecs) &&
  areKnown(activity.distanceM, session.distanceM) &&
  measuresAgree(activity, session, EXACT_TOLERANCE);

const areKnown = (a = 0, b = 0): boolean => a > 0 && b > 0;

/** Whether duration and distance agree, as far as both sides know them. At least one has to be known. */
function measuresAgree(activity: Activity, session: RecordedSession, { secs, metres }: Tolerance): boolean {
  const pairs: [number | undefined, number | undefined, Tolerance['secs']][] = [
    [activity.elapsedSecs, session.durationSecs, secs],
    [activity.distanceM, session.distanceM, metres],
  ];
  const known = pairs.filter(([a, b]) => a !== undefined && b !== undefined && a + b > 0);
  return (
    known.length > 0 &&
    known.every(([a = 0, b = 0, [atLeast, share]]) => Math.abs(a - b) <= Math.max(atLeast, share * b))
  );
}

const toActivityMatch = ({ id, name, startMs }: Activity, kind: MatchKind): ActivityMatch => ({
  id,
  kind,
  ...(name && { name }),
  ...(startMs !== undefined && { startMs }),
});

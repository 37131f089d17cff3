import type { Recording } from '../../formats/recordings/recording.ts';
import { DAY } from '../../platform/time.ts';
import { fromZonedTime } from '../../platform/time-zone.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import { getApproximateStart, isTransition, toActivityClaims, toSessionClaims } from './activity-claims.ts';
import { matchHiddenActivity } from './hidden-activity.ts';
import { compareSameness, type Sameness, type SamenessReason } from './sameness.ts';
import type { ActivityClaims } from './sameness-evidence.ts';
import { type ActivityMatch, MATCH_KINDS, type MatchKind, type Upload } from './upload.ts';

/** How far from a recording's start an activity may be and still be the same one, in any time zone. */
export const MATCH_WINDOW_MS = 2 * DAY;

/** A certain match is the same recording beyond doubt; any other is a question to the user. */
export const isCertainMatch = (kind: MatchKind): boolean =>
  kind === 'same-file' || kind === 'same-id' || kind === 'same-activity';

/** A question that the user answers even if they chose the file: the activity is there, but Intervals.icu does not show it. */
export const isHiddenMatch = (kind: MatchKind): boolean => kind === 'hidden' || kind === 'hidden-day';

/**
 * The most certain match for this upload among the activities on Intervals.icu; undefined if there is none. Strava's
 * placeholders never match: sending the original turns one into a full activity. `zone` is the athlete's time zone.
 */
export function findDuplicate(upload: Upload, activities: Activity[], zone: string): ActivityMatch | undefined {
  const legs = getLegs(upload);
  // At the other starts that the file may mean, an activity is a question, never a certainty.
  const elsewhere = legs.flatMap(leg => getOtherStarts(upload, leg, zone).map(startMs => ({ ...leg, startMs })));
  // The list may cover months.
  const near = activities.filter(activity => isNear(upload, activity) || activity.externalId !== undefined);
  const shown = near.filter(({ visibility }) => visibility === 'full');
  const hidden = near.filter(({ visibility }) => visibility === 'hidden');
  return (
    findKnown(upload, activities) ??
    findSame(legs, shown) ??
    findHidden(legs, hidden, zone) ??
    findSimilar(legs, shown) ??
    findHidden(elsewhere, hidden, zone) ??
    findSimilar(elsewhere, shown)
  );
}

/** Where the file does not agree with itself about its start, or where its times may be local ones. */
function getOtherStarts({ recording }: Upload, { startMs }: ActivityClaims, zone: string): number[] {
  const mayBeLocal = startMs !== undefined && recording?.warnings.includes('no-zone');
  return [...(recording?.possibleStarts ?? []), ...(mayBeLocal ? [fromZonedTime(zone, startMs)] : [])];
}

/** The ids of the activities around a recording. */
export const getNearbyActivityIds = (upload: Upload, activities: Activity[]): string[] =>
  activities.filter(activity => isNear(upload, activity)).map(({ id }) => id);

function isNear({ recording }: Upload, activity: Activity): boolean {
  const knownMs = getApproximateStart(activity);
  return getStarts(recording).some(start => Math.abs((knownMs ?? start) - start) <= MATCH_WINDOW_MS);
}

/** When the recording starts, and when else it may have started. */
export const getStarts = (recording: Recording | undefined): number[] => [
  ...(recording?.sessions.flatMap(({ startMs }) => startMs ?? []) ?? []),
  ...(recording?.possibleStarts ?? []),
];

/** The kind of match of two descriptions; undefined if they are of different activities. */
export function getMatchKind({ verdict, reasons: [decisive] }: Sameness): Exclude<MatchKind, 'same-file'> | undefined {
  if (verdict === 'different') return undefined;
  if (verdict === 'same') return decisive === 'same-id' ? 'same-id' : 'same-activity';
  return isKindOfReason(decisive) ? KIND_BY_REASON[decisive] : 'same-time';
}

const KIND_BY_REASON = {
  'same-start': 'same-start',
  'time-zone-shift': 'time-zone-shift',
  'same-id': 'id-only',
} as const satisfies Partial<Record<SamenessReason, MatchKind>>;

const isKindOfReason = (reason: SamenessReason): reason is keyof typeof KIND_BY_REASON => reason in KIND_BY_REASON;

/** The sessions of a recording that become activities. */
const getLegs = ({ recording, externalId }: Upload): ActivityClaims[] =>
  (recording?.sessions ?? [])
    .filter(session => !isTransition(session))
    .map(session => toSessionClaims(session, recording, externalId));

/** The activities that these bytes became earlier, if all of them still exist. */
function findKnown(upload: Upload, activities: Activity[]): ActivityMatch | undefined {
  const found = upload.activities.map(({ id }) => activities.find(activity => activity.id === id));
  return found[0] && found.every(Boolean) ? toActivityMatch(found[0], 'same-file') : undefined;
}

/**
 * All sessions need a match: if only the run of a triathlon is there, a match with that run would lose the swim and the ride.
 */
function findSame(legs: ActivityClaims[], activities: Activity[]): ActivityMatch | undefined {
  const found = legs.map(leg => mostCertain(findMatches([leg], activities).filter(({ kind }) => isCertainMatch(kind))));
  return found.every(Boolean) ? found[0] : undefined;
}

function findSimilar(legs: ActivityClaims[], activities: Activity[]): ActivityMatch | undefined {
  // What is certain for one session alone leaves a question about the others.
  const found = findMatches(legs, activities).map(match =>
    isCertainMatch(match.kind) ? ({ ...match, kind: 'same-start' } as const) : match,
  );
  return mostCertain(found);
}

function findMatches(legs: ActivityClaims[], activities: Activity[]): ActivityMatch[] {
  return activities.flatMap(activity => {
    const existing = toActivityClaims(activity);
    return legs.flatMap(leg => {
      const kind = getMatchKind(compareSameness(leg, existing));
      return kind ? toActivityMatch(activity, kind) : [];
    });
  });
}

const mostCertain = (matches: ActivityMatch[]): ActivityMatch | undefined =>
  MATCH_KINDS.map(kind => matches.find(match => match.kind === kind)).find(Boolean);

function findHidden(legs: ActivityClaims[], hidden: Activity[], zone: string): ActivityMatch | undefined {
  const found = hidden.flatMap(activity =>
    legs.flatMap(leg => {
      const match = matchHiddenActivity(leg, activity, zone);
      return match ? toActivityMatch(activity, match === 'same-day' ? 'hidden-day' : 'hidden') : [];
    }),
  );
  return found.find(({ kind }) => kind === 'hidden') ?? found[0];
}

const toActivityMatch = ({ id, name, startMs }: Activity, kind: MatchKind): ActivityMatch => ({
  id,
  kind,
  ...(name && { name }),
  ...(startMs !== undefined && { startMs }),
});

import { DAY } from '../../platform/time.ts';
import { toZonedTime } from '../../platform/time-zone.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import type { ListedSiteActivity } from '../../services/sites/site.ts';
import { getApproximateStart, toActivityClaims, toSessionClaims } from '../uploads/activity-claims.ts';
import { getMatchKind, MATCH_WINDOW_MS } from '../uploads/duplicate-matching.ts';
import { type HiddenMatch, type LocatedClaims, matchHiddenActivity } from '../uploads/hidden-activity.ts';
import { compareSameness } from '../uploads/sameness.ts';
import { isTimeZoneShift, START_TOLERANCE_MS } from '../uploads/sameness-evidence.ts';
import type { ActivityRef, MatchKind } from '../uploads/upload.ts';
import type { BackfillFinding, Verdict } from './backfill-search.ts';

/**
 * Compares a site's list with the activities on Intervals.icu. Pure. Each activity there matches one row only: of two rides
 * with the same start, when only one of them is there, the other one is missing. `zone` is the athlete's time zone.
 */
export function compareActivities(rows: ListedSiteActivity[], activities: Activity[], zone: string): BackfillFinding[] {
  const siteRows = rows.map(row => toSiteRow(row, zone));
  const candidates = findCandidates(siteRows, activities, zone);
  const matched = new Map<SiteRow, MatchedActivity>();
  const used = new Set<Activity>();
  for (const likeness of LIKENESSES) {
    const unmatched = siteRows.filter(row => !matched.has(row));
    const getOptions = (row: SiteRow) =>
      (candidates.get(row) ?? []).flatMap(one =>
        one.likeness === likeness && !used.has(one.activity) ? one.activity : [],
      );
    for (const [activity, row] of maximumMatching(unmatched, getOptions)) {
      used.add(activity);
      matched.set(row, { activity, likeness });
    }
  }
  return siteRows.map(row => {
    // An activity that says no more than its day may be any of that day.
    const sameDay = candidates.get(row)?.find(one => one.likeness === 'hidden-day' && !used.has(one.activity));
    return toFinding(row, matched.get(row) ?? sameDay);
  });
}

/** A row, with the values that comparisons need computed once. */
interface SiteRow {
  row: ListedSiteActivity;
  claims: LocatedClaims;
  localMs: number;
}

interface MatchedActivity {
  activity: Activity;
  likeness: Likeness;
}

interface Outcome {
  verdict: Verdict;
  /** Absent for Strava's placeholders: only their start is known. */
  matchKind?: MatchKind;
  /** Whether the two differ only in their clocks. */
  isClockOff?: boolean;
}

/**
 * The most certain first. Only a match beyond doubt counts as there: an activity that is hidden by a wrong guess is never
 * searched again.
 */
const OUTCOMES = {
  'same-id': { verdict: 'there', matchKind: 'same-id' },
  'same-activity': { verdict: 'there', matchKind: 'same-activity' },
  hidden: { verdict: 'there', matchKind: 'hidden' },
  strava: { verdict: 'strava' },
  'same-start': { verdict: 'unsure', matchKind: 'same-start' },
  'same-time': { verdict: 'unsure', matchKind: 'same-time' },
  'maybe-hidden': { verdict: 'unsure', matchKind: 'hidden' },
  'time-zone-shift': { verdict: 'unsure', matchKind: 'time-zone-shift', isClockOff: true },
  // Strava uses the time zone of the place where the activity began; the device may have shown another one.
  'shifted-strava': { verdict: 'unsure', isClockOff: true },
  'id-only': { verdict: 'unsure', matchKind: 'id-only' },
  'hidden-day': { verdict: 'unsure', matchKind: 'hidden-day' },
} satisfies Record<string, Outcome>;

type Likeness = keyof typeof OUTCOMES;

const LIKENESSES = (Object.keys(OUTCOMES) as Likeness[]).filter(likeness => likeness !== 'hidden-day');

const LIKENESS_OF_HIDDEN: Record<HiddenMatch, Likeness> = {
  there: 'hidden',
  maybe: 'maybe-hidden',
  'same-day': 'hidden-day',
};

function getLikeness(wanted: SiteRow, activity: Activity, zone: string): Likeness | undefined {
  const comparable = withComparableClock(wanted, activity);
  switch (activity.visibility) {
    case 'strava-placeholder':
      return getStravaLikeness(getStubGapMs(wanted, activity));
    case 'hidden': {
      const match = matchHiddenActivity(wanted.claims, comparable, zone);
      return match && LIKENESS_OF_HIDDEN[match];
    }
    case 'full':
      return getMatchKind(compareSameness(wanted.claims, toActivityClaims(comparable)));
  }
}

function getStravaLikeness(gapMs: number): Likeness | undefined {
  if (gapMs <= START_TOLERANCE_MS) return 'strava';
  return isTimeZoneShift(gapMs) ? 'shifted-strava' : undefined;
}

/** Where a site gives only the athlete's local time, the activity is compared by its local time, too. */
function withComparableClock({ row }: SiteRow, { startMs, ...activity }: Activity): Activity {
  const known = row.zoneUnknown ? (activity.localMs ?? startMs) : startMs;
  return { ...activity, ...(known !== undefined && { startMs: known }) };
}

const getStubGapMs = ({ localMs }: SiteRow, activity: Activity): number =>
  Math.abs((activity.localMs ?? Number.POSITIVE_INFINITY) - localMs);

/** The difference between the two clocks. */
function getClockGapMs(wanted: SiteRow, activity: Activity): number {
  if (activity.visibility === 'strava-placeholder') return getStubGapMs(wanted, activity);
  return Math.abs((withComparableClock(wanted, activity).startMs ?? Number.NaN) - wanted.row.startMs);
}

function toSiteRow(row: ListedSiteActivity, zone: string): SiteRow {
  // An invalid time matches nothing.
  const startMs = Number.isFinite(row.startMs) ? row.startMs : undefined;
  const { startMs: _, ...session } = row;
  // Programs that copy from a site send its id for the activity as `external_id`.
  const claims = toSessionClaims({ ...session, ...(startMs !== undefined && { startMs }) }, {}, row.id);
  const localMs = row.localMs ?? (startMs === undefined ? Number.NaN : toZonedTime(zone, startMs));
  return { row, claims: { ...claims, ...(row.localMs !== undefined && { localMs: row.localMs }) }, localMs };
}

/** The activities that a row may be: those around its day, nearest first, and those with its id. */
function findCandidates(wanted: SiteRow[], activities: Activity[], zone: string): Map<SiteRow, MatchedActivity[]> {
  const byDay = Map.groupBy(activities, getDayNumber);
  const byId = Map.groupBy(
    activities.flatMap(activity => (toActivityClaims(activity).ids ?? []).map(id => ({ id, activity }))),
    ({ id }) => id,
  );
  const undated = byDay.get(undefined) ?? [];
  const days = MATCH_WINDOW_MS / DAY;
  return new Map(
    wanted.map(row => {
      const day = Math.floor((row.claims.startMs ?? Number.NaN) / DAY);
      const around = Array.from({ length: 2 * days + 1 }, (_, n) => byDay.get(day - days + n) ?? []).flat();
      const sameId = (row.claims.ids ?? []).flatMap(id => byId.get(id) ?? []).map(({ activity }) => activity);
      const near = [...new Set([...sameId, ...around, ...undated])];
      const found = near.flatMap(activity => {
        const likeness = getLikeness(row, activity, zone);
        return likeness ? { activity, likeness } : [];
      });
      return [row, found.sort((a, b) => getDissimilarity(row, a.activity) - getDissimilarity(row, b.activity))];
    }),
  );
}

function getDayNumber(activity: Activity): number | undefined {
  const ms = getApproximateStart(activity);
  return ms === undefined ? undefined : Math.floor(ms / DAY);
}

/** How different the two are, to choose among several matches. */
function getDissimilarity({ row, localMs }: SiteRow, activity: Activity): number {
  const apartMs = Math.abs(
    activity.startMs === undefined ? (activity.localMs ?? 0) - localMs : activity.startMs - row.startMs,
  );
  const secs = Math.abs((activity.elapsedSecs ?? 0) - (row.durationSecs ?? 0));
  const metres = Math.abs((activity.distanceM ?? 0) - (row.distanceM ?? 0));
  return apartMs + secs + metres;
}

/** Matches as many rows as possible, each with an activity of its own (Kuhn's algorithm). */
function maximumMatching(rows: SiteRow[], getOptions: (row: SiteRow) => Activity[]): Map<Activity, SiteRow> {
  const owners = new Map<Activity, SiteRow>();
  const assign = (row: SiteRow, tried: Set<Activity>): boolean =>
    getOptions(row).some(activity => {
      if (tried.has(activity)) return false;
      tried.add(activity);
      const owner = owners.get(activity);
      if (owner && !assign(owner, tried)) return false;
      owners.set(activity, row);
      return true;
    });
  for (const row of rows) assign(row, new Set());
  return owners;
}

function toFinding(wanted: SiteRow, found: MatchedActivity | undefined): BackfillFinding {
  const { row, claims } = wanted;
  if (found) {
    const { activity, likeness } = found;
    const { verdict, matchKind, isClockOff }: Outcome = OUTCOMES[likeness];
    return {
      activity: row,
      verdict,
      match: toActivityRef(activity),
      ...(matchKind && { matchKind }),
      ...(isClockOff && { clockOffMs: getClockGapMs(wanted, activity) }),
    };
  }
  if (row.hasFile === false) return { activity: row, verdict: 'no-file' };
  return { activity: row, verdict: claims.startMs === undefined ? 'unsure' : 'missing' };
}

const toActivityRef = ({ id, name, startMs }: Activity): ActivityRef => ({
  id,
  ...(name && { name }),
  ...(startMs !== undefined && { startMs }),
});

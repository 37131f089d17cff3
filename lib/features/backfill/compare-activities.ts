import type { RecordedSession } from '../../formats/recordings/recording.ts';
import { DAY } from '../../platform/time.ts';
import { toZonedTime } from '../../platform/time-zone.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import type { ListedSiteActivity } from '../../services/sites/site.ts';
import {
  getMatchKind,
  hasEqualMeasures,
  isTimezoneShift,
  MATCH_WINDOW_MS,
  START_TOLERANCE_MS,
} from '../uploads/duplicate-matching.ts';
import type { ActivityRef, MatchKind } from '../uploads/upload.ts';
import type { BackfillFinding, Verdict } from './backfill-search.ts';

/**
 * Compares a site's list with the activities on Intervals.icu. Pure. Each activity there matches one row only: of two rides
 * with the same start, when only one of them is there, the other one is missing. `zone` is the athlete's time zone.
 */
export function compareActivities(rows: ListedSiteActivity[], activities: Activity[], zone: string): BackfillFinding[] {
  const siteRows = rows.map(row => toSiteRow(row, zone));
  const matched = new Map<SiteRow, MatchedActivity>();
  const used = new Set<Activity>();
  const getNearby = createNearbyLookup(siteRows, activities);
  for (const matcher of MATCHERS) {
    const unmatched = siteRows.filter(row => !matched.has(row));
    const getOptions = (row: SiteRow) =>
      getNearby(row).filter(activity => !used.has(activity) && matcher.matches(row, activity));
    for (const [activity, row] of maximumMatching(unmatched, getOptions)) {
      used.add(activity);
      matched.set(row, { activity, matcher });
    }
  }
  return siteRows.map(row => toFinding(row, matched.get(row)));
}

/** A row, with the values that comparisons need computed once. */
interface SiteRow {
  row: ListedSiteActivity;
  session: RecordedSession;
  localMs: number;
}

interface Matcher {
  verdict: Verdict;
  /** Absent for Strava's placeholders: only their start is known. */
  likeness?: MatchKind;
  /** Whether the two differ only in their clocks. */
  isClockOff?: boolean;
  matches(wanted: SiteRow, activity: Activity): boolean;
}

interface MatchedActivity {
  activity: Activity;
  matcher: Matcher;
}

/**
 * The most certain first. Only a match beyond doubt counts as there: an activity that is hidden by a wrong guess is never
 * searched again.
 */
const MATCHERS: Matcher[] = [
  certain('same-id'),
  certain('same-activity'),
  similar('there', 'time-zone-shift', ({ session }, activity) => hasEqualMeasures(activity, session)),
  {
    verdict: 'strava',
    matches: (wanted, activity) => activity.isStravaStub && getStubGapMs(wanted, activity) <= START_TOLERANCE_MS,
  },
  similar('unsure', 'same-start'),
  similar('unsure', 'time-zone-shift'),
  // Strava uses the time zone of the place where the activity began; the device may have shown another one.
  {
    verdict: 'unsure',
    isClockOff: true,
    matches: (wanted, activity) => activity.isStravaStub && isTimezoneShift(getStubGapMs(wanted, activity)),
  },
];

function certain(likeness: MatchKind): Matcher {
  return similar('there', likeness);
}

function similar(
  verdict: Verdict,
  likeness: MatchKind,
  condition: (wanted: SiteRow, activity: Activity) => boolean = () => true,
): Matcher {
  const matches = (wanted: SiteRow, activity: Activity) =>
    !activity.isStravaStub &&
    getMatchKind(toIncomingActivity(wanted), withComparableClock(wanted, activity)) === likeness &&
    condition(wanted, activity);
  return { verdict, likeness, isClockOff: likeness === 'time-zone-shift', matches };
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
  if (activity.isStravaStub) return getStubGapMs(wanted, activity);
  return Math.abs((withComparableClock(wanted, activity).startMs ?? Number.NaN) - wanted.row.startMs);
}

function toSiteRow(row: ListedSiteActivity, zone: string): SiteRow {
  const { sport, durationSecs, distanceM } = row;
  // An invalid time matches nothing.
  const startMs = Number.isFinite(row.startMs) ? row.startMs : undefined;
  const session: RecordedSession = {
    sport,
    ...(startMs !== undefined && { startMs }),
    ...(durationSecs !== undefined && { durationSecs }),
    ...(distanceM !== undefined && { distanceM }),
  };
  const localMs = row.localMs ?? (startMs === undefined ? Number.NaN : toZonedTime(zone, startMs));
  return { row, session, localMs };
}

// Programs that copy from a site send its id for the activity as `external_id`.
const toIncomingActivity = ({ row, session }: SiteRow) => ({ sessions: [session], externalId: row.id });

/** The activities to compare a row with: those around its day, nearest first, and the one with its id. */
function createNearbyLookup(wanted: SiteRow[], activities: Activity[]): (wanted: SiteRow) => Activity[] {
  const byDay = Map.groupBy(activities, ({ startMs, localMs }) => Math.floor((startMs ?? localMs ?? 0) / DAY));
  const byId = Map.groupBy(activities, ({ externalId }) => externalId);
  const days = MATCH_WINDOW_MS / DAY;
  const found = new Map(
    wanted.map(row => {
      const day = Math.floor((row.session.startMs ?? Number.NaN) / DAY);
      const around = Array.from({ length: 2 * days + 1 }, (_, n) => byDay.get(day - days + n) ?? []).flat();
      const all = new Set([...(byId.get(row.row.id) ?? []), ...around]);
      return [row, [...all].sort((a, b) => getDissimilarity(row, a) - getDissimilarity(row, b))];
    }),
  );
  return row => found.get(row) ?? [];
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
  const { row, session } = wanted;
  if (found) {
    const { activity, matcher } = found;
    const { likeness: matchKind } = matcher;
    return {
      activity: row,
      verdict: matcher.verdict,
      match: toActivityRef(activity),
      ...(matchKind && { matchKind }),
      ...(matcher.isClockOff && { clockOffMs: getClockGapMs(wanted, activity) }),
    };
  }
  if (row.hasFile === false) return { activity: row, verdict: 'no-file' };
  return { activity: row, verdict: session.startMs === undefined ? 'unsure' : 'missing' };
}

const toActivityRef = ({ id, name, startMs }: Activity): ActivityRef => ({
  id,
  ...(name && { name }),
  ...(startMs !== undefined && { startMs }),
});

import type { Session } from '../files/recording.ts';
import type { Activity } from '../intervals/activity.ts';
import { isMeasuredEqual, isSlip, likenessOf, NEAR_MS, SAME_START_MS } from '../outbox/likeness.ts';
import type { ActivityRef, Likeness } from '../outbox/upload.ts';
import type { ListedActivity } from '../sources/source.ts';
import { DAY } from '../time.ts';
import type { Finding, Verdict } from './search.ts';
import { localIn } from './zone.ts';

/**
 * What of a site's list is on Intervals.icu. Pure. Every activity there answers for one row only: of two rides that began
 * together and one of them there, the other one is missing. `zone` is the athlete's.
 */
export function compare(rows: ListedActivity[], activities: Activity[], zone: string): Finding[] {
  const wanted = rows.map(row => wantedOf(row, zone));
  const found = new Map<Wanted, Found>();
  const used = new Set<Activity>();
  const near = nearby(wanted, activities);
  for (const fit of FITS) {
    const open = wanted.filter(row => !found.has(row));
    const options = (row: Wanted) =>
      near(row).filter(activity => !used.has(activity) && fit.fits(row, activity));
    for (const [activity, row] of paired(open, options)) {
      used.add(activity);
      found.set(row, { activity, fit });
    }
  }
  return wanted.map(row => findingOf(row, found.get(row)));
}

/** A row with what the tests ask of it, worked out once. */
interface Wanted {
  row: ListedActivity;
  session: Session;
  localMs: number;
}

interface Fit {
  verdict: Verdict;
  /** Absent for stubs, of which only the start is known. */
  likeness?: Likeness;
  /** Whether only the clocks tell the two apart. */
  isClockOff?: boolean;
  fits(wanted: Wanted, activity: Activity): boolean;
}

interface Found {
  activity: Activity;
  fit: Fit;
}

/** Surest first. Only what is beyond doubt counts as there: what is hidden by a wrong guess is never looked for again. */
const FITS: Fit[] = [
  there('same-id'),
  there('same-activity'),
  alike('there', 'time-zone-slip', ({ session }, activity) => isMeasuredEqual(activity, session)),
  {
    verdict: 'strava',
    fits: (wanted, activity) => activity.stravaStub && stubGap(wanted, activity) <= SAME_START_MS,
  },
  alike('unsure', 'same-start'),
  alike('unsure', 'time-zone-slip'),
  // Strava sets the clock of the place where the activity began, which need not be what the device showed.
  {
    verdict: 'unsure',
    isClockOff: true,
    fits: (wanted, activity) => activity.stravaStub && isSlip(stubGap(wanted, activity)),
  },
];

function there(likeness: Likeness): Fit {
  return alike('there', likeness);
}

function alike(
  verdict: Verdict,
  likeness: Likeness,
  also: (wanted: Wanted, activity: Activity) => boolean = () => true,
): Fit {
  const fits = (wanted: Wanted, activity: Activity) =>
    !activity.stravaStub &&
    likenessOf(subjectOf(wanted), onTheSameClock(wanted, activity)) === likeness &&
    also(wanted, activity);
  return { verdict, likeness, isClockOff: likeness === 'time-zone-slip', fits };
}

/** Where a site says what the athlete's clock showed and no more, that is compared with the same clock. */
function onTheSameClock({ row }: Wanted, { startMs, ...activity }: Activity): Activity {
  const known = row.zoneUnknown ? (activity.localMs ?? startMs) : startMs;
  return { ...activity, ...(known !== undefined && { startMs: known }) };
}

const stubGap = ({ localMs }: Wanted, activity: Activity): number =>
  Math.abs((activity.localMs ?? Number.POSITIVE_INFINITY) - localMs);

/** How far apart the two clocks are. */
function clockGap(wanted: Wanted, activity: Activity): number {
  if (activity.stravaStub) return stubGap(wanted, activity);
  return Math.abs((onTheSameClock(wanted, activity).startMs ?? Number.NaN) - wanted.row.startMs);
}

function wantedOf(row: ListedActivity, zone: string): Wanted {
  const { sport, durationSecs, distanceM } = row;
  // A time that is none resembles nothing.
  const startMs = Number.isFinite(row.startMs) ? row.startMs : undefined;
  const session: Session = {
    sport,
    ...(startMs !== undefined && { startMs }),
    ...(durationSecs !== undefined && { durationSecs }),
    ...(distanceM !== undefined && { distanceM }),
  };
  const localMs = row.localMs ?? (startMs === undefined ? Number.NaN : localIn(zone, startMs));
  return { row, session, localMs };
}

// A site's id for an activity is what programs that copy from it send as `external_id`.
const subjectOf = ({ row, session }: Wanted) => ({ sessions: [session], externalId: row.id });

/** The activities that a row need be compared with: those around its day, nearest first, and the one that bears its id. */
function nearby(wanted: Wanted[], activities: Activity[]): (wanted: Wanted) => Activity[] {
  const byDay = Map.groupBy(activities, ({ startMs, localMs }) =>
    Math.floor((startMs ?? localMs ?? 0) / DAY),
  );
  const byId = Map.groupBy(activities, ({ externalId }) => externalId);
  const days = NEAR_MS / DAY;
  const found = new Map(
    wanted.map(row => {
      const day = Math.floor((row.session.startMs ?? Number.NaN) / DAY);
      const around = Array.from({ length: 2 * days + 1 }, (_, n) => byDay.get(day - days + n) ?? []).flat();
      const all = new Set([...(byId.get(row.row.id) ?? []), ...around]);
      return [row, [...all].sort((a, b) => distanceTo(row, a) - distanceTo(row, b))];
    }),
  );
  return row => found.get(row) ?? [];
}

/** How unlike the two are, for choosing among several that fit. */
function distanceTo({ row, localMs }: Wanted, activity: Activity): number {
  const apartMs = Math.abs(
    activity.startMs === undefined ? (activity.localMs ?? 0) - localMs : activity.startMs - row.startMs,
  );
  const secs = Math.abs((activity.elapsedSecs ?? 0) - (row.durationSecs ?? 0));
  const metres = Math.abs((activity.distanceM ?? 0) - (row.distanceM ?? 0));
  return apartMs + secs + metres;
}

/** As many rows as possible, each with an activity of its own (Kuhn's way of matching). */
function paired(rows: Wanted[], options: (row: Wanted) => Activity[]): Map<Activity, Wanted> {
  const owners = new Map<Activity, Wanted>();
  const settle = (row: Wanted, asked: Set<Activity>): boolean =>
    options(row).some(activity => {
      if (asked.has(activity)) return false;
      asked.add(activity);
      const owner = owners.get(activity);
      if (owner && !settle(owner, asked)) return false;
      owners.set(activity, row);
      return true;
    });
  for (const row of rows) settle(row, new Set());
  return owners;
}

function findingOf(wanted: Wanted, found: Found | undefined): Finding {
  const { row, session } = wanted;
  if (found) {
    const { activity, fit } = found;
    const { likeness } = fit;
    return {
      activity: row,
      verdict: fit.verdict,
      match: refOf(activity),
      ...(likeness && { likeness }),
      ...(fit.isClockOff && { clockOffMs: clockGap(wanted, activity) }),
    };
  }
  if (row.hasFile === false) return { activity: row, verdict: 'no-file' };
  return { activity: row, verdict: session.startMs === undefined ? 'unsure' : 'missing' };
}

const refOf = ({ id, name, startMs }: Activity): ActivityRef => ({
  id,
  ...(name && { name }),
  ...(startMs !== undefined && { startMs }),
});

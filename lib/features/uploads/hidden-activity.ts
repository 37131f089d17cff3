import { DAY, HOUR, MINUTE, toUtcDate } from '../../platform/time.ts';
import { toZonedTime } from '../../platform/time-zone.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import { toActivityClaims } from './activity-claims.ts';
import { compareSameness } from './sameness.ts';
import { type ActivityClaims, haveSameId, isTimeZoneShift, START_TOLERANCE_MS } from './sameness-evidence.ts';

/** A recording, or a row of a site's list, with its local time where that is known. */
export interface LocatedClaims extends ActivityClaims {
  /** Local time at the start, as if it were UTC. */
  localMs?: number;
}

/**
 * What an activity that Intervals.icu hides is to a recording, by what it still says. `there`: id or start are the recording's.
 * `maybe`: they nearly are. `same-day`: it says its day at most, and this may be it, so nobody can tell.
 */
export type HiddenMatch = 'there' | 'maybe' | 'same-day';

/** Compares a recording with a hidden activity; `zone` is the athlete's. Undefined if it is another one. */
export function matchHiddenActivity(recorded: LocatedClaims, hidden: Activity, zone: string): HiddenMatch | undefined {
  const claims = toActivityClaims(hidden);
  const gapMs = getGapMs(recorded, hidden, zone);
  if (haveSameId(recorded, claims)) return gapMs === undefined || gapMs <= DAY ? 'there' : 'maybe';
  if (gapMs === undefined) return mayBeOnDay(recorded, hidden) ? 'same-day' : undefined;
  if (gapMs <= START_TOLERANCE_MS) return 'there';
  const isNear = gapMs <= 5 * MINUTE || isTimeZoneShift(gapMs);
  return isNear || compareSameness(recorded, claims).verdict !== 'different' ? 'maybe' : undefined;
}

/** The gap between the starts; undefined if either is unknown. */
function getGapMs(recorded: LocatedClaims, { startMs, localMs }: Activity, zone: string): number | undefined {
  if (recorded.startMs === undefined) return undefined;
  if (startMs !== undefined) return Math.abs(startMs - recorded.startMs);
  if (localMs === undefined) return undefined;
  return Math.abs(localMs - (recorded.localMs ?? toZonedTime(zone, recorded.startMs)));
}

/** Where the local day is not known, it is one of those that any place on earth had. */
function mayBeOnDay({ startMs, localMs }: LocatedClaims, { day: localDay, utcDay }: Activity): boolean {
  const day = localDay ?? utcDay;
  if (day === undefined || startMs === undefined) return true;
  if (localDay !== undefined && localMs !== undefined) return toUtcDate(localMs) === localDay;
  return toUtcDate(startMs - 12 * HOUR) <= day && day <= toUtcDate(startMs + 14 * HOUR);
}

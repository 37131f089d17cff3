import type { Day } from '../day.ts';
import type { RecentRow } from '../intervals/recent.ts';
import type { Change, ChangeType } from './change.ts';

/** What stood on a range of days when it was looked at. Without a last day, the range has no end. */
export interface Part {
  from: Day;
  to?: Day;
  rows: RecentRow[];
}

/** What Intervals.icu had when it was looked at; without what the athlete's access does not reach. */
export interface Snapshot {
  activities?: Part;
  calendar?: Part;
  wellness?: Part;
}

/**
 * What happened between two looks, as webhooks would have told it. Only the days that both saw count: what slips out of
 * sight is not deleted, and what comes into sight is not new. An activity is one event, whatever happened to it meanwhile.
 */
export function difference(before: Snapshot, now: Snapshot, athlete: string, atMs: number): Change[] {
  const facts = { athlete_id: athlete, timestamp: new Date(atMs).toISOString() };
  return [
    ...activityChanges(compare(before.activities, now.activities), facts),
    ...calendarChanges(compare(before.calendar, now.calendar), facts),
    ...wellnessChanges(compare(before.wellness, now.wellness), facts),
  ];
}

type Facts = Pick<Change, 'athlete_id' | 'timestamp'>;

interface Compared {
  added: RecentRow[];
  changed: { before: RecentRow; now: RecentRow }[];
  gone: RecentRow[];
}

function compare(before: Part | undefined, now: Part | undefined): Compared {
  if (!before || !now) return { added: [], changed: [], gone: [] };
  const from = before.from > now.from ? before.from : now.from;
  const to = [before.to, now.to].filter(day => day !== undefined).sort()[0];
  const isSeen = ({ day }: RecentRow) => day >= from && (to === undefined || day <= to);
  const [old, present] = [byId(before.rows), byId(now.rows)];
  return {
    // A workout that was moved into sight was out of it before, and is as good as new.
    added: now.rows.filter(row => !old.has(row.id) && isSeen(row)),
    changed: now.rows.flatMap(row => {
      const known = old.get(row.id);
      return known && !isSame(known, row) ? [{ before: known, now: row }] : [];
    }),
    gone: before.rows.filter(row => !present.has(row.id) && isSeen(row)),
  };
}

function activityChanges({ added, changed, gone }: Compared, facts: Facts): Change[] {
  const change = (type: ActivityType, { id, name, type: sport, start }: RecentRow): Change => ({
    ...facts,
    type,
    activity: { id, name, type: sport, start_date_local: start },
  });
  return [
    ...added.map(row => change('ACTIVITY_UPLOADED', row)),
    ...changed.map(({ before, now }) =>
      change(before.print === now.print ? 'ACTIVITY_ANALYZED' : 'ACTIVITY_UPDATED', now),
    ),
    ...gone.map(row => change('ACTIVITY_DELETED', row)),
  ];
}

type ActivityType = Extract<ChangeType, `ACTIVITY_${string}`>;

function calendarChanges({ added, changed, gone }: Compared, facts: Facts): Change[] {
  const events = [...added, ...changed.map(({ now }) => now)].map(eventOf);
  const deleted_events = gone.map(eventOf);
  if (events.length + deleted_events.length === 0) return [];
  return [{ ...facts, type: 'CALENDAR_UPDATED', events, deleted_events }];
}

const eventOf = ({ id, name, start }: RecentRow) => ({ id, name, start_date_local: start });

/** A day of wellness is never deleted, only emptied. */
function wellnessChanges({ added, changed, gone }: Compared, facts: Facts): Change[] {
  const records = [...added, ...changed.map(({ now }) => now), ...gone].map(({ id }) => ({ id }));
  return records.length > 0 ? [{ ...facts, type: 'WELLNESS_UPDATED', records }] : [];
}

const byId = (rows: RecentRow[]) => new Map(rows.map(row => [row.id, row]));

const isSame = (a: RecentRow, b: RecentRow): boolean => a.print === b.print && a.analyzed === b.analyzed;

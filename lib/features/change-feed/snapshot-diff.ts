import type { CalendarDate } from '../../platform/calendar-date.ts';
import { type FingerprintedRow, getRowValues } from '../../services/intervals/fingerprinted-rows.ts';
import type { Change, ChangeType } from './change.ts';

/** The rows of a range of days at a poll. Without `to`, the range has no end. */
export interface SnapshotPart {
  from: CalendarDate;
  to?: CalendarDate;
  rows: FingerprintedRow[];
}

/** An athlete's data at a poll; without the parts that the token's scopes do not cover. */
export interface Snapshot {
  activities?: SnapshotPart;
  calendar?: SnapshotPart;
  wellness?: SnapshotPart;
}

/**
 * The changes between two polls, in the form of webhooks. Only days of both ranges count: a row that leaves the range is not deleted,
 * and one that enters it is not new. Several changes to an activity are one event.
 */
export function diffSnapshots(before: Snapshot, now: Snapshot, athlete: string, atMs: number): Change[] {
  const common = { athlete_id: athlete, timestamp: new Date(atMs).toISOString() };
  return [
    ...activityChanges(diffRows(before.activities, now.activities), common),
    ...calendarChanges(diffRows(before.calendar, now.calendar), common),
    ...wellnessChanges(diffRows(before.wellness, now.wellness), common),
  ];
}

type CommonFields = Pick<Change, 'athlete_id' | 'timestamp'>;

interface RowDiff {
  added: FingerprintedRow[];
  changed: { before: FingerprintedRow; now: FingerprintedRow }[];
  removed: FingerprintedRow[];
}

function diffRows(before: SnapshotPart | undefined, now: SnapshotPart | undefined): RowDiff {
  if (!before || !now) return { added: [], changed: [], removed: [] };
  const from = before.from > now.from ? before.from : now.from;
  const to = [before.to, now.to].filter(day => day !== undefined).sort()[0];
  const isInBoth = ({ day }: FingerprintedRow) => day >= from && (to === undefined || day <= to);
  const [rowsBefore, rowsNow] = [byId(before.rows), byId(now.rows)];
  return {
    // A workout that was moved into the range from outside counts as added.
    added: now.rows.filter(row => !rowsBefore.has(row.id) && isInBoth(row)),
    changed: now.rows.flatMap(row => {
      const known = rowsBefore.get(row.id);
      return known && !isUnchanged(known, row) ? [{ before: known, now: row }] : [];
    }),
    removed: before.rows.filter(row => !rowsNow.has(row.id) && isInBoth(row)),
  };
}

function activityChanges({ added, changed, removed }: RowDiff, common: CommonFields): Change[] {
  const change = (type: ActivityChangeType, { id, name, type: sport, start }: FingerprintedRow): Change => ({
    ...common,
    type,
    activity: { id, name, type: sport, start_date_local: start },
  });
  return [
    ...added.map(row => change('ACTIVITY_UPLOADED', row)),
    ...changed.map(({ before, now }) =>
      change(before.fingerprint === now.fingerprint ? 'ACTIVITY_ANALYZED' : 'ACTIVITY_UPDATED', now),
    ),
    ...removed.map(row => change('ACTIVITY_DELETED', row)),
  ];
}

type ActivityChangeType = Extract<ChangeType, `ACTIVITY_${string}`>;

function calendarChanges({ added, changed, removed }: RowDiff, common: CommonFields): Change[] {
  const events = [...added, ...changed.map(({ now }) => now)].map(toEventReference);
  const deleted_events = removed.map(toEventReference);
  if (events.length + deleted_events.length === 0) return [];
  return [{ ...common, type: 'CALENDAR_UPDATED', events, deleted_events }];
}

const toEventReference = ({ id, name, start, updated }: FingerprintedRow) => ({
  id,
  name,
  start_date_local: start,
  updated,
});

/** Days of wellness are never deleted, only emptied. */
function wellnessChanges({ added, changed, removed }: RowDiff, common: CommonFields): Change[] {
  const emptied = removed.map(({ id }) => ({ id, values: {} }));
  const filled = [...added, ...changed.map(({ now }) => now)].map(row => ({ id: row.id, values: getRowValues(row) }));
  const records = [...filled, ...emptied];
  return records.length > 0 ? [{ ...common, type: 'WELLNESS_UPDATED', records }] : [];
}

const byId = (rows: FingerprintedRow[]) => new Map(rows.map(row => [row.id, row]));

const isUnchanged = (a: FingerprintedRow, b: FingerprintedRow): boolean =>
  a.fingerprint === b.fingerprint && a.analyzed === b.analyzed;

import type { CalendarDate } from '../../platform/calendar-date.ts';
import { DAY } from '../../platform/time.ts';
import { getRowValues } from '../../services/intervals/fingerprinted-rows.ts';
import { isSameValue, isWellnessValue, type WellnessEdit } from '../wellness/wellness-edit.ts';
import { getWellnessWritesSince } from '../wellness/wellness-store.ts';
import type { OverwrittenValue, WellnessRecord } from './change.ts';
import type { FeedEvent } from './dedupe.ts';
import type { StoredSnapshot } from './feed-rows.ts';

/** Devices write the last week or so again (https://forum.intervals.icu/t/80090). */
const WATCHED_MS = 14 * DAY;

/**
 * The events, with the wellness values that Musette wrote and that something else has changed since. One event is added for days that are
 * as they were at the poll before, although Musette wrote to them in between: a comparison of two polls cannot show that.
 */
export async function markOverwrittenValues(
  events: readonly FeedEvent[],
  before: StoredSnapshot | undefined,
  after: StoredSnapshot | undefined,
  { athlete, now }: { athlete: string; now: number },
): Promise<FeedEvent[]> {
  const cells = await getWrittenCells(athlete, now - WATCHED_MS);
  const overwritten = events.map(event => markEvent(event, cells));
  if (!before || !after) return overwritten;
  const marked = await markOthersChanges(overwritten, before);
  const records = (after.snapshot.wellness?.rows ?? [])
    .map(row => markRecord({ id: row.id, values: getRowValues(row) }, cells, after.atMs))
    .filter(({ overwritten }) => overwritten);
  if (records.length === 0) return marked;
  const common = { athlete_id: athlete, timestamp: new Date(after.atMs).toISOString() };
  const change = { ...common, type: 'WELLNESS_UPDATED', records } as const;
  return [...marked, { change, fromMs: before.atMs, toMs: after.atMs, isOnlyOverwritten: true }];
}

/** The last value that Musette wrote into a cell. */
interface WrittenCell extends WellnessEdit {
  atMs: number;
}

type WrittenCells = ReadonlyMap<CalendarDate, ReadonlyMap<string, WrittenCell>>;

/** An undone value was given up: it is not the athlete's any more. */
async function getWrittenCells(athlete: string, sinceMs: number): Promise<WrittenCells> {
  const cells = new Map<CalendarDate, Map<string, WrittenCell>>();
  for (const { atMs, kind, state, changes } of await getWellnessWritesSince(athlete, sinceMs)) {
    if (state !== 'sent') continue;
    for (const change of changes) {
      const day = cells.get(change.day) ?? new Map<string, WrittenCell>();
      if (kind === 'undo') day.delete(change.key);
      else day.set(change.key, { ...change, atMs });
      cells.set(change.day, day);
    }
  }
  return cells;
}

function markEvent(event: FeedEvent, cells: WrittenCells): FeedEvent {
  const { change, toMs } = event;
  if (change.type !== 'WELLNESS_UPDATED') return event;
  return { ...event, change: { ...change, records: change.records.map(record => markRecord(record, cells, toMs)) } };
}

/** The days of a poll that differ from the poll before in more than what Musette wrote in between: those are news in any case. */
async function markOthersChanges(
  events: FeedEvent[],
  { athlete, atMs, snapshot }: StoredSnapshot,
): Promise<FeedEvent[]> {
  const writes = await getWellnessWritesSince(athlete, atMs);
  const written = new Set(writes.flatMap(({ changes }) => changes.map(({ day, key }) => `${day} ${key}`)));
  const before = new Map(snapshot.wellness?.rows.map(row => [row.id, getRowValues(row)]));
  const isOthers = ({ id, values = {} }: WellnessRecord): boolean => {
    const valuesBefore = before.get(id) ?? {};
    const changed = Object.keys({ ...valuesBefore, ...values }).filter(key => !isEqual(valuesBefore[key], values[key]));
    return changed.some(key => !written.has(`${id} ${key}`));
  };
  return events.map(event => {
    const { change, fromMs } = event;
    if (change.type !== 'WELLNESS_UPDATED' || fromMs !== atMs) return event;
    const records = change.records.map(record => (isOthers(record) ? { ...record, isOthers: true as const } : record));
    return { ...event, change: { ...change, records } };
  });
}

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A record, with the values that Musette had written before `atMs` and that are different there. */
function markRecord(record: WellnessRecord, cells: WrittenCells, atMs: number): WellnessRecord {
  const { id, values } = record;
  if (!values) return record;
  const overwritten = [...(cells.get(id)?.values() ?? [])].flatMap((cell): OverwrittenValue[] => {
    const found = values[cell.key];
    const now = isWellnessValue(found) ? found : undefined;
    if (cell.to === undefined || cell.key === 'locked' || cell.atMs >= atMs || isSameValue(now, cell.to)) return [];
    const isBack = isSameValue(now, cell.from);
    return [{ key: cell.key, written: cell.to, writtenAtMs: cell.atMs, ...(now !== undefined && { now }), isBack }];
  });
  return overwritten.length > 0 ? { ...record, overwritten } : record;
}

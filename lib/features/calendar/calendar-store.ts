import type { DBSchema, IDBPTransaction } from 'idb';
import type { GeneratedFile } from '../../formats/workouts/validate-workout-file.ts';
import type { WorkoutFormat } from '../../formats/workouts/workout-format.ts';
import { addDays, type CalendarDate, type DateRange, eachDay } from '../../platform/calendar-date.ts';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import { DAY } from '../../platform/time.ts';
import type { CalendarEvent } from '../../services/intervals/calendar-event.ts';
import type { TargetRanges } from '../../services/intervals/calendar-events.ts';

export type { DateRange } from '../../platform/calendar-date.ts';

/** A planned workout as a file of one format, or why there is none. */
export interface StoredWorkoutFile {
  event: number;
  format: WorkoutFormat;
  /** With which `RangeOptions` it was made, as `rangesKey` writes them. */
  ranges: string;
  result: GeneratedFile | { problem: PlainProblem };
}

/** Range options as a text, different for each set. */
export const toRangesKey = ({ power, hr, pace }: TargetRanges): string => [power, hr, pace].join('/');

/** A file on the user's disk. */
export interface SavedWorkoutFile {
  event: number;
  format: WorkoutFormat;
  digest: string;
  name: string;
  atMs: number;
}

interface CalendarSchema extends DBSchema {
  events: {
    key: [athlete: string, id: number];
    value: { athlete: string; id: number; event: CalendarEvent; days: [athlete: string, CalendarDate][] };
    /** Each day that it is on, so that a query for one day reads only that day. */
    indexes: { days: [athlete: string, CalendarDate] };
  };
  files: {
    key: [athlete: string, event: number, format: WorkoutFormat];
    value: StoredWorkoutFile & { athlete: string };
  };
  saved: {
    key: [athlete: string, event: number, format: WorkoutFormat];
    value: SavedWorkoutFile & { athlete: string };
  };
  /** When each day was read. */
  days: { key: [athlete: string, CalendarDate]; value: number };
}

const { database } = lazyDatabase<CalendarSchema>('musette-workouts', 1, db => {
  const events = db.createObjectStore('events', { keyPath: ['athlete', 'id'] });
  events.createIndex('days', 'days', { multiEntry: true });
  db.createObjectStore('files', { keyPath: ['athlete', 'event', 'format'] });
  db.createObjectStore('saved', { keyPath: ['athlete', 'event', 'format'] });
  db.createObjectStore('days');
});

/** What stands on the calendar between two days, multi-day events included: by day, time and name. */
export async function getEvents(athlete: string, range: DateRange): Promise<CalendarEvent[]> {
  const rows = await (await database()).getAllFromIndex('events', 'days', toDayKeyRange(athlete, range));
  // A holiday of a week is found on each of its days.
  const events = new Map(rows.map(({ event }) => [event.id, event]));
  return [...events.values()].sort(compareByStart);
}

/** The next planned workout after a day, of those that were read. */
export async function getNextWorkout(athlete: string, after: CalendarDate): Promise<CalendarEvent | undefined> {
  const later = IDBKeyRange.bound([athlete, after], [athlete, '9999'], true);
  const { store } = (await database()).transaction('events');
  for (let cursor = await store.index('days').openCursor(later); cursor; cursor = await cursor.continue()) {
    const { event } = cursor.value;
    if (event.category === 'WORKOUT' && event.day > after) return event;
  }
  return undefined;
}

/** When the days were read, in milliseconds: the oldest of them; undefined where one never was. */
export async function getLastReadAt(athlete: string, range: DateRange): Promise<number | undefined> {
  const moments = await (await database()).getAll('days', toDayKeyRange(athlete, range));
  return moments.length < eachDay(range.from, range.to).length ? undefined : Math.min(...moments);
}

/** The files of these workouts in one format, by event id. */
export async function getStoredWorkoutFiles(
  athlete: string,
  ids: readonly number[],
  format: WorkoutFormat,
): Promise<Map<number, StoredWorkoutFile>> {
  const { store } = (await database()).transaction('files');
  const files = await Promise.all(ids.map(id => store.get([athlete, id, format])));
  return new Map(files.flatMap(file => (file ? [[file.event, file]] : [])));
}

/** The files of these workouts that the user has saved, in all formats. */
export async function getSavedWorkoutFiles(athlete: string, ids: readonly number[]): Promise<SavedWorkoutFile[]> {
  const { store } = (await database()).transaction('saved');
  return (await Promise.all(ids.map(id => store.getAll(toFormatsKeyRange(athlete, id))))).flat();
}

/** Stores which files are on the user's disk now. @throws {Problem} `storage-full` */
export async function storeSavedFiles(athlete: string, files: readonly SavedWorkoutFile[]): Promise<void> {
  const tx = (await database()).transaction('saved', 'readwrite');
  await inTransaction(tx, async () => {
    for (const file of files) await tx.store.put({ ...file, athlete });
  });
}

/**
 * Puts what Intervals.icu says now in place of what was known of these days: all of it, or nothing. Files in other formats stay
 * where their workout is the same; days that were not read for long go. @throws {Problem} `storage-full`
 */
export async function replaceCalendarRange(
  athlete: string,
  range: DateRange,
  found: { events: readonly CalendarEvent[]; files: readonly StoredWorkoutFile[]; atMs: number },
): Promise<void> {
  const tx = (await database()).transaction(['events', 'files', 'days'], 'readwrite');
  const [events, files, days] = [tx.objectStore('events'), tx.objectStore('files'), tx.objectStore('days')];
  await inTransaction(tx, async () => {
    const before = await events.index('days').getAll(toDayKeyRange(athlete, range));
    const now = new Map(found.events.map(event => [event.id, event]));
    for (const { id, event } of before) {
      await events.delete([athlete, id]);
      if (!isSameEvent(event, now.get(id))) await files.delete(toFormatsKeyRange(athlete, id));
    }
    for (const event of found.events) {
      await events.put({ athlete, id: event.id, event, days: getDayKeys(athlete, event) });
    }
    for (const file of found.files) await files.put({ ...file, athlete });
    for (const day of eachDay(range.from, range.to)) await days.put(found.atMs, [athlete, day]);
    await deleteUnreadDays(tx, found.atMs - MAX_UNREAD_AGE_MS);
  });
}

/** Days that were last read longer ago are deleted: they are read again when they are shown. */
const MAX_UNREAD_AGE_MS = 90 * DAY;

type WriteTransaction = IDBPTransaction<CalendarSchema, ('events' | 'files' | 'days')[], 'readwrite'>;

/** Deletes days that were last read before a moment, with the events that are on no other day that was read. */
async function deleteUnreadDays(tx: WriteTransaction, since: number): Promise<void> {
  const [events, files, days] = [tx.objectStore('events'), tx.objectStore('files'), tx.objectStore('days')];
  const [read, moments] = await Promise.all([days.getAllKeys(), days.getAll()]);
  const isOld = (moment = 0): boolean => moment < since;
  const remaining = new Set(read.filter((_, n) => !isOld(moments[n])).map(String));
  for (const day of read.filter((_, n) => isOld(moments[n]))) {
    for (const event of await events.index('days').getAll(day)) {
      if (event.days.some(each => remaining.has(String(each)))) continue;
      await events.delete([event.athlete, event.id]);
      await files.delete(toFormatsKeyRange(event.athlete, event.id));
    }
    await days.delete(day);
  }
}

/** Deletes every calendar, file and record of a saved file: no athlete is connected any more. */
export async function clearCalendars(): Promise<void> {
  const tx = (await database()).transaction(['events', 'files', 'saved', 'days'], 'readwrite');
  await Promise.all([...[...tx.objectStoreNames].map(name => tx.objectStore(name).clear()), tx.done]);
}

const toDayKeyRange = (athlete: string, { from, to }: DateRange): IDBKeyRange =>
  IDBKeyRange.bound([athlete, from], [athlete, to]);

/** Arrays sort behind texts, and texts behind numbers. */
const toFormatsKeyRange = (athlete: string, id: number): IDBKeyRange =>
  IDBKeyRange.bound([athlete, id], [athlete, id, []]);

/** An injury can last a season; a hostile event of nine thousand years could use up the disk. */
const MAX_EVENT_DAYS = 400;

function getDayKeys(athlete: string, { day, lastDay }: CalendarEvent): [string, CalendarDate][] {
  const limit = addDays(day, MAX_EVENT_DAYS - 1);
  return eachDay(day, lastDay < limit ? lastDay : limit).map(each => [athlete, each]);
}

const isSameEvent = (before: CalendarEvent, now: CalendarEvent | undefined): boolean =>
  now !== undefined && JSON.stringify(before) === JSON.stringify(now);

const compareByStart = (a: CalendarEvent, b: CalendarEvent): number =>
  a.day.localeCompare(b.day) ||
  (a.time ?? '').localeCompare(b.time ?? '') ||
  a.name.localeCompare(b.name) ||
  a.id - b.id;

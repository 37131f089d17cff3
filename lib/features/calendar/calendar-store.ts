import type { DBSchema, IDBPTransaction } from 'idb';
import type { WorkoutFormat } from '../../formats/workouts/workout-format.ts';
import { addDays, type CalendarDate, type DateRange, eachDay } from '../../platform/calendar-date.ts';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import { DAY } from '../../platform/time.ts';
import type { CalendarEvent } from '../../services/intervals/calendar-event.ts';
import type { TargetRanges } from '../../services/intervals/calendar-events.ts';
import {
  calendarReadRows,
  eventRows,
  parseStoredEvent,
  type SavedWorkoutFile,
  type StoredWorkoutFile,
  savedFileRows,
  workoutFileRows,
} from './calendar-rows.ts';

export type { DateRange } from '../../platform/calendar-date.ts';

/** Range options as a text, different for each set. */
export const toRangesKey = ({ power, hr, pace }: TargetRanges): string => [power, hr, pace].join('/');

interface CalendarSchema extends DBSchema {
  events: {
    key: [athlete: string, id: number];
    /** `calendar-rows.ts` parses it, as the rows of every other store. */
    value: unknown;
    /** Each day that it is on, so that a query for one day reads only that day. */
    indexes: { days: [athlete: string, CalendarDate] };
  };
  files: {
    key: [athlete: string, event: number, format: WorkoutFormat];
    value: unknown;
  };
  saved: {
    key: [athlete: string, event: number, format: WorkoutFormat];
    value: unknown;
  };
  /** When each day was read. */
  days: { key: [athlete: string, CalendarDate]; value: unknown };
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
  const stored = await (await database()).getAllFromIndex('events', 'days', toDayKeyRange(athlete, range));
  const rows = eventRows.parseAll(stored);
  // A holiday of a week is found on each of its days.
  const events = new Map(rows.map(({ event }) => [event.id, event]));
  return [...events.values()].sort(compareByStart);
}

/** The next planned workout after a day, of those that were read. */
export async function getNextWorkout(athlete: string, after: CalendarDate): Promise<CalendarEvent | undefined> {
  const later = IDBKeyRange.bound([athlete, after], [athlete, '9999'], true);
  const { store } = (await database()).transaction('events');
  for (let cursor = await store.index('days').openCursor(later); cursor; cursor = await cursor.continue()) {
    const event = eventRows.parse(cursor.value)?.event;
    if (event?.category === 'WORKOUT' && event.day > after) return event;
  }
  return undefined;
}

/** When the days were read, in milliseconds: the oldest of them; undefined where one never was. */
export async function getLastReadAt(athlete: string, range: DateRange): Promise<number | undefined> {
  const moments = calendarReadRows.parseAll(await (await database()).getAll('days', toDayKeyRange(athlete, range)));
  return moments.length < eachDay(range.from, range.to).length ? undefined : Math.min(...moments);
}

/** The files of these workouts in one format, by event id. */
export async function getStoredWorkoutFiles(
  athlete: string,
  ids: readonly number[],
  format: WorkoutFormat,
): Promise<Map<number, StoredWorkoutFile>> {
  const { store } = (await database()).transaction('files');
  const stored = await Promise.all(ids.map(id => store.get([athlete, id, format])));
  return new Map(workoutFileRows.parseAll(stored).map(file => [file.event, file]));
}

/** The files of these workouts that the user has saved, in all formats. */
export async function getSavedWorkoutFiles(athlete: string, ids: readonly number[]): Promise<SavedWorkoutFile[]> {
  const { store } = (await database()).transaction('saved');
  const stored = await Promise.all(ids.map(id => store.getAll(toFormatsKeyRange(athlete, id))));
  return savedFileRows.parseAll(stored.flat());
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
    const before = await events.index('days').getAllKeys(toDayKeyRange(athlete, range));
    const now = new Map(found.events.map(event => [event.id, event]));
    // A holiday of a week is found on each of its days.
    for (const [, id] of new Map(before.map(key => [String(key), key])).values()) {
      const key: [string, number] = [athlete, id];
      const event = parseStoredEvent(await events.get(key));
      await events.delete(key);
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
  const [read, stored] = await Promise.all([days.getAllKeys(), days.getAll()]);
  const moments = stored.map(calendarReadRows.parse);
  const isOld = (moment = 0): boolean => moment < since;
  const remaining = new Set(read.filter((_, n) => !isOld(moments[n])).map(String));
  for (const day of read.filter((_, n) => isOld(moments[n]))) {
    for (const key of await events.index('days').getAllKeys(day)) {
      const row = eventRows.parse(await events.get(key));
      if (row?.days.some(each => remaining.has(String(each)))) continue;
      await events.delete(key);
      await files.delete(toFormatsKeyRange(...key));
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

const isSameEvent = (before: unknown, now: CalendarEvent | undefined): boolean =>
  now !== undefined && JSON.stringify(before) === JSON.stringify(now);

const compareByStart = (a: CalendarEvent, b: CalendarEvent): number =>
  a.day.localeCompare(b.day) ||
  (a.time ?? '').localeCompare(b.time ?? '') ||
  a.name.localeCompare(b.name) ||
  a.id - b.id;

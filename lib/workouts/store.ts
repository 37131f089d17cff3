import type { DBSchema, IDBPTransaction } from 'idb';
import { openedOnce, wholly } from '../database.ts';
import { addDays, type Day, type DayRange, daysFrom } from '../day.ts';
import type { CalendarEvent, WorkoutFormat } from '../intervals/event.ts';
import type { RangeOptions } from '../intervals/events.ts';
import type { PlainProblem } from '../problem.ts';
import { DAY } from '../time.ts';
import type { MadeFile } from './check.ts';

export type { DayRange } from '../day.ts';

/** A planned workout as a file of one format, or why there is none. */
export interface StoredFile {
  event: number;
  format: WorkoutFormat;
  /** With which `RangeOptions` it was made, as `rangesKey` writes them. */
  ranges: string;
  made: MadeFile | { problem: PlainProblem };
}

/** Range options as a text that tells one set from another. */
export const rangesKey = ({ power, hr, pace }: RangeOptions): string => [power, hr, pace].join('/');

/** A file that the person has on their disk. */
export interface SavedFile {
  event: number;
  format: WorkoutFormat;
  digest: string;
  name: string;
  atMs: number;
}

interface WorkoutsSchema extends DBSchema {
  events: {
    key: [athlete: string, id: number];
    value: { athlete: string; id: number; event: CalendarEvent; days: [athlete: string, Day][] };
    /** Each day that it is on: whoever asks for one day reads nothing else. */
    indexes: { days: [athlete: string, Day] };
  };
  files: {
    key: [athlete: string, event: number, format: WorkoutFormat];
    value: StoredFile & { athlete: string };
  };
  saved: {
    key: [athlete: string, event: number, format: WorkoutFormat];
    value: SavedFile & { athlete: string };
  };
  /** When each day was read. */
  days: { key: [athlete: string, Day]; value: number };
}

const { database } = openedOnce<WorkoutsSchema>('musette-workouts', 1, db => {
  const events = db.createObjectStore('events', { keyPath: ['athlete', 'id'] });
  events.createIndex('days', 'days', { multiEntry: true });
  db.createObjectStore('files', { keyPath: ['athlete', 'event', 'format'] });
  db.createObjectStore('saved', { keyPath: ['athlete', 'event', 'format'] });
  db.createObjectStore('days');
});

/** What stands on the calendar between two days, multi-day events included: by day, time and name. */
export async function eventsBetween(athlete: string, range: DayRange): Promise<CalendarEvent[]> {
  const rows = await (await database()).getAllFromIndex('events', 'days', within(athlete, range));
  // A holiday of a week is found on each of its days.
  const events = new Map(rows.map(({ event }) => [event.id, event]));
  return [...events.values()].sort(byDay);
}

/** The next planned workout after a day, of those that were read. */
export async function nextWorkout(athlete: string, after: Day): Promise<CalendarEvent | undefined> {
  const later = IDBKeyRange.bound([athlete, after], [athlete, '9999'], true);
  const { store } = (await database()).transaction('events');
  for (let cursor = await store.index('days').openCursor(later); cursor; cursor = await cursor.continue()) {
    const { event } = cursor.value;
    if (event.category === 'WORKOUT' && event.day > after) return event;
  }
  return undefined;
}

/** When the days were read, in milliseconds: the oldest of them; undefined where one never was. */
export async function readAt(athlete: string, range: DayRange): Promise<number | undefined> {
  const moments = await (await database()).getAll('days', within(athlete, range));
  return moments.length < daysFrom(range.from, range.to).length ? undefined : Math.min(...moments);
}

/** The files of these workouts in one format, by event id. */
export async function filesOf(
  athlete: string,
  ids: readonly number[],
  format: WorkoutFormat,
): Promise<Map<number, StoredFile>> {
  const { store } = (await database()).transaction('files');
  const files = await Promise.all(ids.map(id => store.get([athlete, id, format])));
  return new Map(files.flatMap(file => (file ? [[file.event, file]] : [])));
}

/** The files of these workouts that the person has saved, in all formats. */
export async function savedOf(athlete: string, ids: readonly number[]): Promise<SavedFile[]> {
  const { store } = (await database()).transaction('saved');
  return (await Promise.all(ids.map(id => store.getAll(allFormats(athlete, id))))).flat();
}

/** Notes what the person has on their disk now. @throws {Problem} `storage-full` */
export async function keepSaved(athlete: string, files: readonly SavedFile[]): Promise<void> {
  const tx = (await database()).transaction('saved', 'readwrite');
  await wholly(tx, async () => {
    for (const file of files) await tx.store.put({ ...file, athlete });
  });
}

/**
 * Puts what Intervals.icu says now in place of what was known of these days: all of it, or nothing. Files in other formats stay
 * where their workout is the same; days that were not read for long go. @throws {Problem} `storage-full`
 */
export async function replaceRange(
  athlete: string,
  range: DayRange,
  found: { events: readonly CalendarEvent[]; files: readonly StoredFile[]; atMs: number },
): Promise<void> {
  const tx = (await database()).transaction(['events', 'files', 'days'], 'readwrite');
  const [events, files, days] = [tx.objectStore('events'), tx.objectStore('files'), tx.objectStore('days')];
  await wholly(tx, async () => {
    const before = await events.index('days').getAll(within(athlete, range));
    const now = new Map(found.events.map(event => [event.id, event]));
    for (const { id, event } of before) {
      await events.delete([athlete, id]);
      if (!isSame(event, now.get(id))) await files.delete(allFormats(athlete, id));
    }
    for (const event of found.events) {
      await events.put({ athlete, id: event.id, event, days: daysOf(athlete, event) });
    }
    for (const file of found.files) await files.put({ ...file, athlete });
    for (const day of daysFrom(range.from, range.to)) await days.put(found.atMs, [athlete, day]);
    await forgetUnread(tx, found.atMs - KEPT_MS);
  });
}

/** What nobody looked at for so long is read anew when somebody does. */
const KEPT_MS = 90 * DAY;

type Writing = IDBPTransaction<WorkoutsSchema, ('events' | 'files' | 'days')[], 'readwrite'>;

/** Lets go of days that were last read before a moment, with the events that are on no other day that was read. */
async function forgetUnread(tx: Writing, since: number): Promise<void> {
  const [events, files, days] = [tx.objectStore('events'), tx.objectStore('files'), tx.objectStore('days')];
  const [read, moments] = await Promise.all([days.getAllKeys(), days.getAll()]);
  const isOld = (moment = 0): boolean => moment < since;
  const kept = new Set(read.filter((_, n) => !isOld(moments[n])).map(String));
  for (const day of read.filter((_, n) => isOld(moments[n]))) {
    for (const event of await events.index('days').getAll(day)) {
      if (event.days.some(each => kept.has(String(each)))) continue;
      await events.delete([event.athlete, event.id]);
      await files.delete(allFormats(event.athlete, event.id));
    }
    await days.delete(day);
  }
}

/** Forgets every calendar, file and saving: nobody is connected any more. */
export async function forgetCalendars(): Promise<void> {
  const tx = (await database()).transaction(['events', 'files', 'saved', 'days'], 'readwrite');
  await Promise.all([...[...tx.objectStoreNames].map(name => tx.objectStore(name).clear()), tx.done]);
}

const within = (athlete: string, { from, to }: DayRange): IDBKeyRange =>
  IDBKeyRange.bound([athlete, from], [athlete, to]);

/** Arrays sort behind texts, and texts behind numbers. */
const allFormats = (athlete: string, id: number): IDBKeyRange =>
  IDBKeyRange.bound([athlete, id], [athlete, id, []]);

/** An injury of a season is long; a hostile one of nine thousand years must not fill the disk. */
const MOST_DAYS = 400;

function daysOf(athlete: string, { day, lastDay }: CalendarEvent): [string, Day][] {
  const limit = addDays(day, MOST_DAYS - 1);
  return daysFrom(day, lastDay < limit ? lastDay : limit).map(each => [athlete, each]);
}

const isSame = (before: CalendarEvent, now: CalendarEvent | undefined): boolean =>
  now !== undefined && JSON.stringify(before) === JSON.stringify(now);

const byDay = (a: CalendarEvent, b: CalendarEvent): number =>
  a.day.localeCompare(b.day) ||
  (a.time ?? '').localeCompare(b.time ?? '') ||
  a.name.localeCompare(b.name) ||
  a.id - b.id;

import type { DBSchema } from 'idb';
import type { WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import { type CalendarDate, type DateRange, eachDay } from '../../platform/calendar-date.ts';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import { isSameValue, type WellnessEdit } from './wellness-edit.ts';
import type { WellnessWrite } from './write-log.ts';

interface WellnessSchema extends DBSchema {
  days: { key: [athlete: string, CalendarDate]; value: WellnessDay };
  /** When each day was read. */
  readTimes: { key: [athlete: string, CalendarDate]; value: number };
  /** What a person wants and has not sent. */
  edits: { key: [athlete: string, CalendarDate, field: string]; value: WellnessEdit };
  writes: { key: string; value: WellnessWrite; indexes: { byTime: [athlete: string, atMs: number] } };
}

const { database, close } = lazyDatabase<WellnessSchema>('musette-wellness', 1, db => {
  db.createObjectStore('days');
  db.createObjectStore('readTimes');
  db.createObjectStore('edits');
  db.createObjectStore('writes', { keyPath: 'id' }).createIndex('byTime', ['athlete', 'atMs']);
});

/** Closes the database; it is opened again when it is needed. */
export const closeWellnessStore = close;

/** What is kept of the days of a range, the oldest first. Days of which nothing is known are not among them. */
export async function getWellnessDays(athlete: string, range: DateRange): Promise<WellnessDay[]> {
  return await (await database()).getAll('days', getDayKeyRange(athlete, range));
}

/** When the days were read, in milliseconds: the oldest of them; undefined where one never was. */
export async function getWellnessReadMs(athlete: string, range: DateRange): Promise<number | undefined> {
  const moments = await (await database()).getAll('readTimes', getDayKeyRange(athlete, range));
  return moments.length < eachDay(range.from, range.to).length ? undefined : Math.min(...moments);
}

/** Puts what Intervals.icu says now in place of what was known of a range. @throws {Problem} `storage-full` */
export async function replaceWellnessDays(
  athlete: string,
  range: DateRange,
  days: readonly WellnessDay[],
  atMs: number,
): Promise<void> {
  const tx = (await database()).transaction(['days', 'readTimes'], 'readwrite');
  const [storedDays, readTimes] = [tx.objectStore('days'), tx.objectStore('readTimes')];
  await inTransaction(tx, async () => {
    await storedDays.delete(getDayKeyRange(athlete, range));
    for (const day of days) void storedDays.put(day, [athlete, day.day]);
    for (const day of eachDay(range.from, range.to)) void readTimes.put(atMs, [athlete, day]);
  });
}

/** What the athlete wants and has not sent, by day and field. */
export async function getWellnessEdits(athlete: string): Promise<WellnessEdit[]> {
  return await (await database()).getAll('edits', getAthleteKeyRange(athlete));
}

/** Keeps edits, each in place of another one of its cell; one that changes nothing leaves none. @throws {Problem} `storage-full` */
export async function saveWellnessEdits(athlete: string, edits: readonly WellnessEdit[]): Promise<void> {
  const tx = (await database()).transaction('edits', 'readwrite');
  await inTransaction(tx, async () => {
    for (const edit of edits) {
      const cell: [string, CalendarDate, string] = [athlete, edit.day, edit.key];
      await (isSameValue(edit.from, edit.to) ? tx.store.delete(cell) : tx.store.put(edit, cell));
    }
  });
}

/** Forgets edits, but not those that became others meanwhile. */
export async function deleteWellnessEdits(athlete: string, edits: readonly WellnessEdit[]): Promise<void> {
  const tx = (await database()).transaction('edits', 'readwrite');
  await inTransaction(tx, async () => {
    for (const { day, key, to } of edits) {
      const stored = await tx.store.get([athlete, day, key]);
      if (stored && isSameValue(stored.to, to)) await tx.store.delete([athlete, day, key]);
    }
  });
}

/** More can be undone than anybody remembers. */
const MAX_WRITES = 50;

/** Writes down what is sent, on disk before it resolves. The oldest ones go. @throws {Problem} `storage-full` */
export async function saveWellnessWrite(write: WellnessWrite): Promise<void> {
  const tx = (await database()).transaction('writes', 'readwrite', { durability: 'strict' });
  await inTransaction(tx, async () => {
    await tx.store.put(write);
    const old = await tx.store.index('byTime').getAllKeys(getAthleteKeyRange(write.athlete));
    for (const id of old.slice(0, -MAX_WRITES)) await tx.store.delete(id);
  });
}

export async function getWellnessWrite(id: string): Promise<WellnessWrite | undefined> {
  return await (await database()).get('writes', id);
}

export async function deleteWellnessWrite(id: string): Promise<void> {
  await (await database()).delete('writes', id);
}

/** What the athlete sent last; undefined where nothing was. */
export async function getLastWellnessWrite(athlete: string): Promise<WellnessWrite | undefined> {
  const { store } = (await database()).transaction('writes');
  // What a clock ahead of its time has dated would be the last for as long.
  return (await store.index('byTime').openCursor(getAthleteKeyRange(athlete, Date.now()), 'prev'))?.value;
}

/** Forgets every day, edit and write: nobody is connected any more. */
export async function clearWellnessStore(): Promise<void> {
  const tx = (await database()).transaction(['days', 'readTimes', 'edits', 'writes'], 'readwrite');
  await Promise.all([...[...tx.objectStoreNames].map(name => tx.objectStore(name).clear()), tx.done]);
}

const getDayKeyRange = (athlete: string, { from, to }: DateRange): IDBKeyRange =>
  IDBKeyRange.bound([athlete, from], [athlete, to]);

/** Arrays sort behind texts, and texts behind numbers. */
const getAthleteKeyRange = (athlete: string, until: number | [] = []): IDBKeyRange =>
  IDBKeyRange.bound([athlete], [athlete, until]);

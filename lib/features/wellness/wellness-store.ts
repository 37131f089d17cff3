import type { DBSchema } from 'idb';
import type { WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import { type CalendarDate, type DateRange, eachDay } from '../../platform/calendar-date.ts';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import { isSameValue, type WellnessEdit } from './wellness-edit.ts';
import { editRows, wellnessDayRows, wellnessReadRows, writeRows } from './wellness-rows.ts';
import type { WellnessWrite } from './write-log.ts';

interface WellnessSchema extends DBSchema {
  /** `wellness-rows.ts` parses the rows of every store. */
  days: { key: [athlete: string, CalendarDate]; value: unknown };
  /** When each day was read, in milliseconds since 1970. */
  readTimes: { key: [athlete: string, CalendarDate]; value: unknown };
  /** Edits that were not sent yet. */
  edits: { key: [athlete: string, CalendarDate, field: string]; value: unknown };
  writes: { key: string; value: unknown; indexes: { byTime: [athlete: string, atMs: number] } };
}

const { database } = lazyDatabase<WellnessSchema>('musette-wellness', 1, db => {
  db.createObjectStore('days');
  db.createObjectStore('readTimes');
  db.createObjectStore('edits');
  db.createObjectStore('writes', { keyPath: 'id' }).createIndex('byTime', ['athlete', 'atMs']);
});

/** The stored days of a range, oldest first, without days that have no data. */
export async function getWellnessDays(athlete: string, range: DateRange): Promise<WellnessDay[]> {
  return wellnessDayRows.parseAll(await (await database()).getAll('days', getDayKeyRange(athlete, range)));
}

/** When the days were read, in milliseconds since 1970: the earliest time; undefined where one of them never was. */
export async function getWellnessReadMs(athlete: string, range: DateRange): Promise<number | undefined> {
  const stored = await (await database()).getAll('readTimes', getDayKeyRange(athlete, range));
  const moments = wellnessReadRows.parseAll(stored);
  return moments.length < eachDay(range.from, range.to).length ? undefined : Math.min(...moments);
}

/** Replaces the stored days of a range. @throws {Problem} `storage-full` */
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

/** The athlete's edits that were not sent yet, by day and field. */
export async function getWellnessEdits(athlete: string): Promise<WellnessEdit[]> {
  return editRows.parseAll(await (await database()).getAll('edits', getAthleteKeyRange(athlete)));
}

/**
 * Stores edits; each replaces an earlier one of the same cell, and one without a change only deletes it.
 * @throws {Problem} `storage-full`
 */
export async function saveWellnessEdits(athlete: string, edits: readonly WellnessEdit[]): Promise<void> {
  const tx = (await database()).transaction('edits', 'readwrite');
  await inTransaction(tx, async () => {
    for (const edit of edits) {
      const cell: [string, CalendarDate, string] = [athlete, edit.day, edit.key];
      await (isSameValue(edit.from, edit.to) ? tx.store.delete(cell) : tx.store.put(edit, cell));
    }
  });
}

/** Deletes edits, except those whose value was changed again meanwhile. */
export async function deleteWellnessEdits(athlete: string, edits: readonly WellnessEdit[]): Promise<void> {
  const tx = (await database()).transaction('edits', 'readwrite');
  await inTransaction(tx, async () => {
    for (const { day, key, to } of edits) {
      const stored = editRows.parse(await tx.store.get([athlete, day, key]));
      if (stored && isSameValue(stored.to, to)) await tx.store.delete([athlete, day, key]);
    }
  });
}

/** More writes than anyone will want to undo. */
const MAX_WRITES = 50;

/** Logs a write; it is on disk when this resolves. The oldest ones are deleted. @throws {Problem} `storage-full` */
export async function saveWellnessWrite(write: WellnessWrite): Promise<void> {
  const tx = (await database()).transaction('writes', 'readwrite', { durability: 'strict' });
  await inTransaction(tx, async () => {
    await tx.store.put(write);
    const old = await tx.store.index('byTime').getAllKeys(getAthleteKeyRange(write.athlete));
    for (const id of old.slice(0, -MAX_WRITES)) await tx.store.delete(id);
  });
}

export async function getWellnessWrite(id: string): Promise<WellnessWrite | undefined> {
  return writeRows.parse(await (await database()).get('writes', id));
}

export async function deleteWellnessWrite(id: string): Promise<void> {
  await (await database()).delete('writes', id);
}

/** The athlete's writes since then, oldest first. */
export async function getWellnessWritesSince(athlete: string, sinceMs: number): Promise<WellnessWrite[]> {
  const range = IDBKeyRange.bound([athlete, sinceMs], [athlete, []]);
  return writeRows.parseAll(await (await database()).getAllFromIndex('writes', 'byTime', range));
}

/** The athlete's last write. */
export async function getLastWellnessWrite(athlete: string): Promise<WellnessWrite | undefined> {
  const { store } = (await database()).transaction('writes');
  // A write that was logged while the clock was ahead lies in the future and would stay the last one until then.
  let cursor = await store.index('byTime').openCursor(getAthleteKeyRange(athlete, Date.now()), 'prev');
  while (cursor && !writeRows.parse(cursor.value)) cursor = await cursor.continue();
  return writeRows.parse(cursor?.value);
}

/** Deletes every day, edit and write, when the account is disconnected. */
export async function clearWellnessStore(): Promise<void> {
  const tx = (await database()).transaction(['days', 'readTimes', 'edits', 'writes'], 'readwrite');
  await Promise.all([...[...tx.objectStoreNames].map(name => tx.objectStore(name).clear()), tx.done]);
}

const getDayKeyRange = (athlete: string, { from, to }: DateRange): IDBKeyRange =>
  IDBKeyRange.bound([athlete, from], [athlete, to]);

/** IndexedDB sorts arrays after strings, and strings after numbers (https://w3c.github.io/IndexedDB/#key-construct). */
const getAthleteKeyRange = (athlete: string, until: number | [] = []): IDBKeyRange =>
  IDBKeyRange.bound([athlete], [athlete, until]);

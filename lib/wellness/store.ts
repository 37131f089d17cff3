import type { DBSchema } from 'idb';
import { type CalendarDate, type DateRange, eachDay } from '../platform/calendar-date.ts';
import { inTransaction, lazyDatabase } from '../platform/database.ts';
import { type Edit, isSameValue } from './edit.ts';
import type { WellnessDay } from './fields.ts';
import type { WellnessWrite } from './write-record.ts';

interface WellnessSchema extends DBSchema {
  days: { key: [athlete: string, CalendarDate]; value: WellnessDay };
  /** When each day was read. */
  read: { key: [athlete: string, CalendarDate]; value: number };
  /** What a person wants and has not sent. */
  edits: { key: [athlete: string, CalendarDate, field: string]; value: Edit };
  writes: { key: string; value: WellnessWrite; indexes: { when: [athlete: string, atMs: number] } };
}

const { database, close } = lazyDatabase<WellnessSchema>('musette-wellness', 1, db => {
  db.createObjectStore('days');
  db.createObjectStore('read');
  db.createObjectStore('edits');
  db.createObjectStore('writes', { keyPath: 'id' }).createIndex('when', ['athlete', 'atMs']);
});

/** Closes the database; it is opened again when it is needed. */
export const closeWellness = close;

/** What is kept of the days of a range, the oldest first. Days of which nothing is known are not among them. */
export async function daysBetween(athlete: string, range: DateRange): Promise<WellnessDay[]> {
  return await (await database()).getAll('days', within(athlete, range));
}

/** When the days were read, in milliseconds: the oldest of them; undefined where one never was. */
export async function readAt(athlete: string, range: DateRange): Promise<number | undefined> {
  const moments = await (await database()).getAll('read', within(athlete, range));
  return moments.length < eachDay(range.from, range.to).length ? undefined : Math.min(...moments);
}

/** Puts what Intervals.icu says now in place of what was known of a range. @throws {Problem} `storage-full` */
export async function replaceDays(
  athlete: string,
  range: DateRange,
  days: readonly WellnessDay[],
  atMs: number,
): Promise<void> {
  const tx = (await database()).transaction(['days', 'read'], 'readwrite');
  const [known, read] = [tx.objectStore('days'), tx.objectStore('read')];
  await inTransaction(tx, async () => {
    await known.delete(within(athlete, range));
    for (const day of days) void known.put(day, [athlete, day.day]);
    for (const day of eachDay(range.from, range.to)) void read.put(atMs, [athlete, day]);
  });
}

/** What the athlete wants and has not sent, by day and field. */
export async function editsOf(athlete: string): Promise<Edit[]> {
  return await (await database()).getAll('edits', of(athlete));
}

/** Keeps edits, each in place of another one of its cell; one that changes nothing leaves none. @throws {Problem} `storage-full` */
export async function keepEdits(athlete: string, edits: readonly Edit[]): Promise<void> {
  const tx = (await database()).transaction('edits', 'readwrite');
  await inTransaction(tx, async () => {
    for (const edit of edits) {
      const cell: [string, CalendarDate, string] = [athlete, edit.day, edit.key];
      await (isSameValue(edit.from, edit.to) ? tx.store.delete(cell) : tx.store.put(edit, cell));
    }
  });
}

/** Forgets edits, but not those that became others meanwhile. */
export async function dropEdits(athlete: string, edits: readonly Edit[]): Promise<void> {
  const tx = (await database()).transaction('edits', 'readwrite');
  await inTransaction(tx, async () => {
    for (const { day, key, to } of edits) {
      const kept = await tx.store.get([athlete, day, key]);
      if (kept && isSameValue(kept.to, to)) await tx.store.delete([athlete, day, key]);
    }
  });
}

/** More can be undone than anybody remembers. */
const KEPT = 50;

/** Writes down what is sent, on disk before it resolves. The oldest ones go. @throws {Problem} `storage-full` */
export async function keepWrite(write: WellnessWrite): Promise<void> {
  const tx = (await database()).transaction('writes', 'readwrite', { durability: 'strict' });
  await inTransaction(tx, async () => {
    await tx.store.put(write);
    const old = await tx.store.index('when').getAllKeys(of(write.athlete));
    for (const id of old.slice(0, -KEPT)) await tx.store.delete(id);
  });
}

export async function getWrite(id: string): Promise<WellnessWrite | undefined> {
  return await (await database()).get('writes', id);
}

export async function forgetWrite(id: string): Promise<void> {
  await (await database()).delete('writes', id);
}

/** What the athlete sent last; undefined where nothing was. */
export async function lastWrite(athlete: string): Promise<WellnessWrite | undefined> {
  const { store } = (await database()).transaction('writes');
  // What a clock ahead of its time has dated would be the last for as long.
  return (await store.index('when').openCursor(of(athlete, Date.now()), 'prev'))?.value;
}

/** Forgets every day, edit and write: nobody is connected any more. */
export async function forgetWellness(): Promise<void> {
  const tx = (await database()).transaction(['days', 'read', 'edits', 'writes'], 'readwrite');
  await Promise.all([...[...tx.objectStoreNames].map(name => tx.objectStore(name).clear()), tx.done]);
}

const within = (athlete: string, { from, to }: DateRange): IDBKeyRange =>
  IDBKeyRange.bound([athlete, from], [athlete, to]);

/** Arrays sort behind texts, and texts behind numbers. */
const of = (athlete: string, until: number | [] = []): IDBKeyRange =>
  IDBKeyRange.bound([athlete], [athlete, until]);

import type { DBSchema } from 'idb';
import { openedOnce, wholly } from '../../database.ts';
import { announce } from '../../news.ts';
import type { Deed } from './deed.ts';

interface PlanSchema extends DBSchema {
  deeds: { key: string; value: Deed; indexes: { when: [athlete: string, atMs: number]; batch: string } };
}

const { database, close } = openedOnce<PlanSchema>('musette-plan', 1, db => {
  const deeds = db.createObjectStore('deeds', { keyPath: 'id' });
  deeds.createIndex('when', ['athlete', 'atMs']);
  deeds.createIndex('batch', 'batch');
});

/** Closes the database; it is opened again when it is needed. */
export const closeDeeds = close;

/** More can be undone than anybody remembers. */
const KEPT = 500;

/** Writes a deed down, on disk before it resolves. The oldest ones go. @throws {Problem} `storage-full` */
export async function keepDeed(deed: Deed): Promise<void> {
  const tx = (await database()).transaction('deeds', 'readwrite', { durability: 'strict' });
  await wholly(tx, async () => {
    await tx.store.put(deed);
    const old = await tx.store.index('when').getAllKeys(of(deed.athlete));
    for (const id of old.slice(0, -KEPT)) await tx.store.delete(id);
  });
}

export async function getDeed(id: string): Promise<Deed | undefined> {
  return await (await database()).get('deeds', id);
}

export async function forgetDeed(id: string): Promise<void> {
  await (await database()).delete('deeds', id);
}

/** What was done in one go, the last first. */
export async function deedsOf(batch: string): Promise<Deed[]> {
  const deeds = await (await database()).getAllFromIndex('deeds', 'batch', batch);
  return deeds.sort((a, b) => b.atMs - a.atMs);
}

/** What an athlete did last, in one go; empty where there is nothing to undo. */
export async function lastDeeds(athlete: string): Promise<Deed[]> {
  const { store } = (await database()).transaction('deeds');
  // What a clock ahead of its time has dated would be the last for as long.
  const cursor = await store.index('when').openCursor(of(athlete, Date.now()), 'prev');
  return cursor ? await deedsOf(cursor.value.batch) : [];
}

/** Offers no more to undo what was done in one go. It stays known. */
export async function dismissDeeds(batch: string): Promise<void> {
  const tx = (await database()).transaction('deeds', 'readwrite');
  await wholly(tx, async () => {
    for (const deed of await tx.store.index('batch').getAll(batch)) {
      await tx.store.put({ ...deed, dismissed: true });
    }
  });
  announce('calendar');
}

/** Forgets what was done: nobody is connected any more. */
export async function forgetDeeds(): Promise<void> {
  await (await database()).clear('deeds');
}

/** Arrays sort behind numbers. */
const of = (athlete: string, until: number | [] = []): IDBKeyRange =>
  IDBKeyRange.bound([athlete], [athlete, until]);

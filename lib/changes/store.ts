import type { DBSchema } from 'idb';
import { openedOnce, wholly } from '../database.ts';
import { DAY } from '../time.ts';
import type { Change } from './change.ts';
import type { Snapshot } from './difference.ts';
import { type Arrived, type Known, knownOf, withoutKnown } from './repeats.ts';

/** A change that was told, in the order in which they came. */
export interface Told {
  athlete: string;
  /** When Musette heard of it, in milliseconds. */
  atMs: number;
  change: Change;
}

/** What was there when an athlete's record was last looked at. */
export interface Seen {
  athlete: string;
  atMs: number;
  snapshot: Snapshot;
}

interface ChangesSchema extends DBSchema {
  told: { key: number; value: Told };
  known: { key: number; value: Known & { athlete: string }; indexes: { toMs: number } };
  /** One of them: another athlete begins anew. */
  seen: { key: 'last'; value: Seen };
}

const { database } = openedOnce<ChangesSchema>('musette-changes', 1, db => {
  db.createObjectStore('told', { autoIncrement: true });
  db.createObjectStore('known', { autoIncrement: true }).createIndex('toMs', 'toMs');
  db.createObjectStore('seen');
});

/** More than anybody scrolls back. */
const TOLD_KEPT = 100;

/**
 * Keeps what is news of all that arrived, and with it that it is known now. Returns the news.
 * @throws {Problem} `storage-full`
 */
export async function keepNews(
  athlete: string,
  arrived: readonly Arrived[],
  atMs: number,
): Promise<Change[]> {
  const tx = (await database()).transaction(['told', 'known'], 'readwrite');
  const [told, known] = [tx.objectStore('told'), tx.objectStore('known')];
  return await wholly(tx, async () => {
    const before: Known[] = (await known.getAll()).filter(row => row.athlete === athlete);
    const news: Change[] = [];
    for (const one of arrived) {
      const change = withoutKnown(one, before);
      if (change) news.push(change);
      before.push(...knownOf(one));
      for (const fact of knownOf(one)) await known.add({ ...fact, athlete });
    }
    for (const change of news) await told.add({ athlete, atMs, change });
    const old = (await told.getAllKeys()).slice(0, -TOLD_KEPT);
    for (const key of old) await told.delete(key);
    return news;
  });
}

/** Notes what Musette did itself, so that it is no news; nothing where nobody looks for news. */
export async function keepOwn(athlete: string, subjects: readonly string[], atMs: number): Promise<void> {
  const tx = (await database()).transaction(['seen', 'known'], 'readwrite');
  if ((await tx.objectStore('seen').get('last'))?.athlete === athlete) {
    for (const subject of subjects)
      void tx.objectStore('known').add({ athlete, subject, fromMs: atMs, toMs: atMs });
  }
  await tx.done;
}

/** The last changes of an athlete, newest first. */
export async function lastTold(athlete: string, limit: number): Promise<Told[]> {
  const rows = (await (await database()).getAll('told')).filter(row => row.athlete === athlete);
  return rows.reverse().slice(0, limit);
}

export const getSeen = async (): Promise<Seen | undefined> => (await database()).get('seen', 'last');

/** Puts a new look in place of the one before; what was known before that one is needed no more. */
export async function keepSeen(seen: Seen): Promise<void> {
  const tx = (await database()).transaction(['seen', 'known'], 'readwrite');
  const before = await tx.objectStore('seen').get('last');
  void tx.objectStore('seen').put(seen, 'last');
  const until = IDBKeyRange.upperBound((before?.atMs ?? seen.atMs) - DAY);
  for (const key of await tx.objectStore('known').index('toMs').getAllKeys(until))
    void tx.objectStore('known').delete(key);
  await tx.done;
}

/** The next look begins anew: nobody looked for a while. */
export async function forgetSeen(): Promise<void> {
  await (await database()).delete('seen', 'last');
}

/** Forgets all of it: nobody is connected any more, or somebody else. */
export async function forgetChanges(): Promise<void> {
  const tx = (await database()).transaction(['told', 'known', 'seen'], 'readwrite');
  await Promise.all([...[...tx.objectStoreNames].map(name => tx.objectStore(name).clear()), tx.done]);
}

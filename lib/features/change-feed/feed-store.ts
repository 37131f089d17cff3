import type { DBSchema } from 'idb';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import { DAY } from '../../platform/time.ts';
import type { Change } from './change.ts';
import { type DedupeEntry, type FeedEvent, toDedupeEntries, withoutDuplicates } from './dedupe.ts';
import type { Snapshot } from './snapshot-diff.ts';

/** A change that was told, in the order in which they came. */
export interface FeedItem {
  athlete: string;
  /** When Musette heard of it, in milliseconds. */
  atMs: number;
  change: Change;
}

/** What was there when an athlete's record was last looked at. */
export interface StoredSnapshot {
  athlete: string;
  atMs: number;
  snapshot: Snapshot;
}

interface FeedSchema extends DBSchema {
  items: { key: number; value: FeedItem };
  'dedupe-entries': { key: number; value: DedupeEntry & { athlete: string }; indexes: { toMs: number } };
  /** One of them: another athlete begins anew. */
  snapshots: { key: 'last'; value: StoredSnapshot };
}

const { database } = lazyDatabase<FeedSchema>('musette-change-feed', 1, db => {
  db.createObjectStore('items', { autoIncrement: true });
  db.createObjectStore('dedupe-entries', { autoIncrement: true }).createIndex('toMs', 'toMs');
  db.createObjectStore('snapshots');
});

/** More than anybody scrolls back. */
const MAX_FEED_ITEMS = 100;

/**
 * Keeps what is news of all that arrived, and with it that it is known now. Returns the news.
 * @throws {Problem} `storage-full`
 */
export async function saveNewChanges(
  athlete: string,
  events: readonly FeedEvent[],
  atMs: number,
): Promise<Change[]> {
  const tx = (await database()).transaction(['items', 'dedupe-entries'], 'readwrite');
  const [items, known] = [tx.objectStore('items'), tx.objectStore('dedupe-entries')];
  return await inTransaction(tx, async () => {
    const before: DedupeEntry[] = (await known.getAll()).filter(row => row.athlete === athlete);
    const newChanges: Change[] = [];
    for (const event of events) {
      const change = withoutDuplicates(event, before);
      if (change) newChanges.push(change);
      before.push(...toDedupeEntries(event));
      for (const entry of toDedupeEntries(event)) await known.add({ ...entry, athlete });
    }
    for (const change of newChanges) await items.add({ athlete, atMs, change });
    const old = (await items.getAllKeys()).slice(0, -MAX_FEED_ITEMS);
    for (const key of old) await items.delete(key);
    return newChanges;
  });
}

/** Notes what Musette did itself, so that it is no news; nothing where nobody looks for news. */
export async function saveOwnWrites(
  athlete: string,
  subjects: readonly string[],
  atMs: number,
): Promise<void> {
  const tx = (await database()).transaction(['snapshots', 'dedupe-entries'], 'readwrite');
  if ((await tx.objectStore('snapshots').get('last'))?.athlete === athlete) {
    for (const subject of subjects)
      void tx.objectStore('dedupe-entries').add({ athlete, subject, fromMs: atMs, toMs: atMs });
  }
  await tx.done;
}

/** The last changes of an athlete, newest first. */
export async function getRecentFeedItems(athlete: string, limit: number): Promise<FeedItem[]> {
  const rows = (await (await database()).getAll('items')).filter(row => row.athlete === athlete);
  return rows.reverse().slice(0, limit);
}

export const getLastSnapshot = async (): Promise<StoredSnapshot | undefined> =>
  (await database()).get('snapshots', 'last');

/** Puts a new look in place of the one before; what was known before that one is needed no more. */
export async function saveSnapshot(snapshot: StoredSnapshot): Promise<void> {
  const tx = (await database()).transaction(['snapshots', 'dedupe-entries'], 'readwrite');
  const before = await tx.objectStore('snapshots').get('last');
  void tx.objectStore('snapshots').put(snapshot, 'last');
  const until = IDBKeyRange.upperBound((before?.atMs ?? snapshot.atMs) - DAY);
  for (const key of await tx.objectStore('dedupe-entries').index('toMs').getAllKeys(until))
    void tx.objectStore('dedupe-entries').delete(key);
  await tx.done;
}

/** The next look begins anew: nobody looked for a while. */
export async function deleteSnapshot(): Promise<void> {
  await (await database()).delete('snapshots', 'last');
}

/** Forgets all of it: nobody is connected any more, or somebody else. */
export async function clearFeedStore(): Promise<void> {
  const tx = (await database()).transaction(['items', 'dedupe-entries', 'snapshots'], 'readwrite');
  await Promise.all([...[...tx.objectStoreNames].map(name => tx.objectStore(name).clear()), tx.done]);
}

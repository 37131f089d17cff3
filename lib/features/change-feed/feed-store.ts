import type { DBSchema } from 'idb';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import { DAY } from '../../platform/time.ts';
import type { Change } from './change.ts';
import { type DedupeEntry, type FeedEvent, toDedupeEntries, type WrittenSubject, withoutDuplicates } from './dedupe.ts';
import { dedupeRows, type FeedItem, itemRows, type StoredSnapshot, snapshotRows } from './feed-rows.ts';

interface FeedSchema extends DBSchema {
  /** `feed-rows.ts` parses the rows of every store. */
  items: { key: number; value: unknown };
  'dedupe-entries': { key: number; value: unknown; indexes: { toMs: number } };
  /** At most one: another athlete's replaces it. */
  snapshots: { key: 'last'; value: unknown };
}

const { database } = lazyDatabase<FeedSchema>('musette-change-feed', 1, db => {
  db.createObjectStore('items', { autoIncrement: true });
  db.createObjectStore('dedupe-entries', { autoIncrement: true }).createIndex('toMs', 'toMs');
  db.createObjectStore('snapshots');
});

/** Older ones are deleted. */
const MAX_FEED_ITEMS = 100;

/**
 * Stores the changes among these events that are new, together with the entries by which they are recognised again. Returns them.
 * @throws {Problem} `storage-full`
 */
export async function saveNewChanges(athlete: string, events: readonly FeedEvent[], atMs: number): Promise<Change[]> {
  const tx = (await database()).transaction(['items', 'dedupe-entries'], 'readwrite');
  const [items, known] = [tx.objectStore('items'), tx.objectStore('dedupe-entries')];
  return await inTransaction(tx, async () => {
    const before: DedupeEntry[] = dedupeRows.parseAll(await known.getAll()).filter(row => row.athlete === athlete);
    const newChanges: Change[] = [];
    for (const event of events) {
      const change = withoutDuplicates(event, before);
      if (!change) continue;
      newChanges.push(change);
      // Only of what is told: a change that was left out must not hide the next one.
      const entries = toDedupeEntries({ ...event, change });
      before.push(...entries);
      for (const entry of entries) await known.add({ ...entry, athlete });
    }
    for (const change of newChanges) await items.add({ athlete, atMs, change });
    const old = (await items.getAllKeys()).slice(0, -MAX_FEED_ITEMS);
    for (const key of old) await items.delete(key);
    return newChanges;
  });
}

/** Stores what Musette wrote itself, so that it is no new change; nothing if there is no snapshot to compare with. */
export async function saveOwnWrites(athlete: string, written: readonly WrittenSubject[], atMs: number): Promise<void> {
  const tx = (await database()).transaction(['snapshots', 'dedupe-entries'], 'readwrite');
  if (snapshotRows.parse(await tx.objectStore('snapshots').get('last'))?.athlete === athlete) {
    for (const one of written)
      void tx.objectStore('dedupe-entries').add({ athlete, ...one, fromMs: atMs, toMs: atMs, isOwn: true });
  }
  await tx.done;
}

/** The last changes of an athlete, newest first. */
export async function getRecentFeedItems(athlete: string, limit: number): Promise<FeedItem[]> {
  const rows = itemRows.parseAll(await (await database()).getAll('items')).filter(row => row.athlete === athlete);
  return rows.reverse().slice(0, limit);
}

export const getLastSnapshot = async (): Promise<StoredSnapshot | undefined> =>
  snapshotRows.parse(await (await database()).get('snapshots', 'last'));

/** Longer than devices write the same days again, and than a server keeps a webhook. */
const KEPT_ENTRIES_MS = 14 * DAY;

/** Replaces the snapshot, and deletes old dedupe entries. */
export async function saveSnapshot(snapshot: StoredSnapshot): Promise<void> {
  const tx = (await database()).transaction(['snapshots', 'dedupe-entries'], 'readwrite');
  const before = snapshotRows.parse(await tx.objectStore('snapshots').get('last'));
  void tx.objectStore('snapshots').put(snapshot, 'last');
  const until = IDBKeyRange.upperBound((before?.atMs ?? snapshot.atMs) - KEPT_ENTRIES_MS);
  for (const key of await tx.objectStore('dedupe-entries').index('toMs').getAllKeys(until))
    void tx.objectStore('dedupe-entries').delete(key);
  await tx.done;
}

/** Makes the next poll a first one, with nothing to compare with. */
export async function deleteSnapshot(): Promise<void> {
  await (await database()).delete('snapshots', 'last');
}

/** Deletes everything: another athlete is connected, or none. */
export async function clearFeedStore(): Promise<void> {
  const tx = (await database()).transaction(['items', 'dedupe-entries', 'snapshots'], 'readwrite');
  await Promise.all([...[...tx.objectStoreNames].map(name => tx.objectStore(name).clear()), tx.done]);
}

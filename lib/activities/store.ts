import type { DBSchema } from 'idb';
import { openedOnce, wholly } from '../database.ts';
import type { FileKind } from '../intervals/activity-files.ts';
import { type Download, ITEM_STATES, type Item } from './download.ts';

/** A file that Musette has put into a folder. */
export interface InFolder {
  name: string;
  digest: string;
  /** When the activity had been analysed by then. */
  analyzed?: string | undefined;
}

interface ActivitiesSchema extends DBSchema {
  /** The one download. */
  download: { key: 'download'; value: Download };
  items: { key: number; value: Item; indexes: { state: [Item['state'], number] } };
  /** What was fetched for a zip, until it is packed. */
  files: { key: number; value: Blob };
  /** What is in folders, so that another download into the same one does not fetch it again. */
  folders: { key: [folder: string, kind: FileKind, activity: string]; value: InFolder };
}

const { database, isThere } = openedOnce<ActivitiesSchema>('musette-activities', 1, db => {
  db.createObjectStore('download');
  db.createObjectStore('items', { keyPath: 'order' }).createIndex('state', ['state', 'order']);
  db.createObjectStore('files');
  db.createObjectStore('folders');
});

const ROOMS = ['download', 'items', 'files'] as const;

/** The background asks for it at every start, and most people have never had one. */
export const getDownload = async (): Promise<Download | undefined> =>
  (await isThere()) ? (await database()).get('download', 'download') : undefined;

/** Puts a download, with its items, in place of any other; none at all where it is absent. @throws {Problem} `storage-full` */
export async function replaceDownload(download?: Download, items: readonly Item[] = []): Promise<void> {
  const tx = (await database()).transaction(ROOMS, 'readwrite');
  await wholly(tx, async () => {
    await Promise.all(ROOMS.map(name => tx.objectStore(name).clear()));
    if (download) await tx.objectStore('download').put(download, 'download');
    for (const item of items) await tx.objectStore('items').put(item);
  });
}

/** Changes this download, if it is still the one; returns it then. @throws {Problem} `storage-full` */
export async function changeDownload(
  id: string,
  change: (download: Download) => Download,
): Promise<Download | undefined> {
  const tx = (await database()).transaction('download', 'readwrite');
  return await wholly(tx, async () => {
    const download = await tx.store.get('download');
    if (download?.id !== id) return undefined;
    const next = change(download);
    await tx.store.put(next, 'download');
    return next;
  });
}

/** Whether no page has handed out the zip of this download yet: of several that watch it, one does. */
export async function takeZip(id: string): Promise<boolean> {
  let isFirst = false;
  await changeDownload(id, download => {
    isFirst = !download.taken;
    return { ...download, taken: true };
  });
  return isFirst;
}

/**
 * Keeps how an item stands, with its file where one is to be packed: nothing, where the download is not the one any more. A file that
 * came ends the failures in a row.
 */
export async function putItem({ id }: Pick<Download, 'id'>, item: Item, file?: Blob): Promise<void> {
  const tx = (await database()).transaction(ROOMS, 'readwrite');
  await wholly(tx, async () => {
    const download = await tx.objectStore('download').get('download');
    if (download?.id !== id) return;
    if (download.strikes > 0 && item.state === 'done' && !item.wasThere)
      await tx.objectStore('download').put({ ...download, strikes: 0 }, 'download');
    await tx.objectStore('items').put(item);
    if (file) await tx.objectStore('files').put(file, item.order);
  });
}

/** The items in a state, in their order. */
export const itemsIn = async (state: Item['state']): Promise<Item[]> =>
  (await database()).getAllFromIndex('items', 'state', ranged(state));

/** How many items there are in each state. */
export async function countItems(): Promise<Record<Item['state'], number>> {
  const states = (await database()).transaction('items').store.index('state');
  const counts = await Promise.all(
    ITEM_STATES.map(async state => [state, await states.count(ranged(state))]),
  );
  return Object.fromEntries(counts) as Record<Item['state'], number>;
}

export const getFile = async (order: number): Promise<Blob | undefined> =>
  (await database()).get('files', order);

/** Notes that everything was tried. What is packed lies on the disk once. */
export async function endDownload({ id }: Pick<Download, 'id'>): Promise<void> {
  const tx = (await database()).transaction(ROOMS, 'readwrite');
  await wholly(tx, async () => {
    const download = await tx.objectStore('download').get('download');
    if (download?.id !== id) return;
    await tx.objectStore('download').put({ ...download, done: true }, 'download');
    await tx.objectStore('files').clear();
  });
}

export const inFolder = async (
  folder: string,
  kind: FileKind,
  activity: string,
): Promise<InFolder | undefined> => (await database()).get('folders', [folder, kind, activity]);

/** @throws {Problem} `storage-full` */
export async function noteInFolder(
  folder: string,
  kind: FileKind,
  activity: string,
  file: InFolder,
): Promise<void> {
  const tx = (await database()).transaction('folders', 'readwrite');
  await wholly(tx, () => tx.store.put(file, [folder, kind, activity]));
}

const ranged = (state: Item['state']): IDBKeyRange => IDBKeyRange.bound([state, 0], [state, Infinity]);

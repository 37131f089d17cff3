import type { DBSchema } from 'idb';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import { recordSuccess } from '../../platform/jobs/circuit-breaker.ts';
import type { ActivityFileKind } from '../../services/intervals/activity-files.ts';
import { type ActivityExport, EXPORT_ITEM_STATES, type ExportItem } from './activity-export.ts';
import { type ExportedFile, exportedFileRows, exportItemRows, exportRows } from './export-rows.ts';

/** `export-rows.ts` parses the rows of every store. */
interface ExportSchema extends DBSchema {
  /** The one download. */
  download: { key: 'download'; value: unknown };
  items: { key: number; value: unknown; indexes: { state: [ExportItem['state'], number] } };
  /** What was fetched for a zip, until it is packed. */
  files: { key: number; value: Blob };
  /** What is in folders, so that another download into the same one does not fetch it again. */
  folders: { key: [folder: string, kind: ActivityFileKind, activity: string]; value: unknown };
}

const { database, exists } = lazyDatabase<ExportSchema>('musette-activities', 1, db => {
  db.createObjectStore('download');
  db.createObjectStore('items', { keyPath: 'order' }).createIndex('state', ['state', 'order']);
  db.createObjectStore('files');
  db.createObjectStore('folders');
});

const STORES = ['download', 'items', 'files'] as const;

/** The background asks for it at every start, and most people have never had one. */
export const getExport = async (): Promise<ActivityExport | undefined> =>
  (await exists()) ? exportRows.parse(await (await database()).get('download', 'download')) : undefined;

/** Puts a download, with its items, in place of any other; none at all where it is absent. @throws {Problem} `storage-full` */
export async function replaceExport(download?: ActivityExport, items: readonly ExportItem[] = []): Promise<void> {
  const tx = (await database()).transaction(STORES, 'readwrite');
  await inTransaction(tx, async () => {
    await Promise.all(STORES.map(name => tx.objectStore(name).clear()));
    if (download) await tx.objectStore('download').put(download, 'download');
    for (const item of items) await tx.objectStore('items').put(item);
  });
}

/** Changes this download, if it is still the one; returns it then. @throws {Problem} `storage-full` */
export async function updateExport(
  id: string,
  change: (download: ActivityExport) => ActivityExport,
): Promise<ActivityExport | undefined> {
  const tx = (await database()).transaction('download', 'readwrite');
  return await inTransaction(tx, async () => {
    const download = exportRows.parse(await tx.store.get('download'));
    if (download?.id !== id) return undefined;
    const next = change(download);
    await tx.store.put(next, 'download');
    return next;
  });
}

/** Whether no page has handed out the zip of this download yet: of several that watch it, one does. */
export async function claimZip(id: string): Promise<boolean> {
  let isFirst = false;
  await updateExport(id, download => {
    isFirst = !download.isZipClaimed;
    return { ...download, isZipClaimed: true };
  });
  return isFirst;
}

/**
 * Keeps how an item stands, with its file where one is to be packed: nothing, where the download is not the one any more. A file that
 * came ends the failures in a row.
 */
export async function saveExportItem({ id }: Pick<ActivityExport, 'id'>, item: ExportItem, file?: Blob): Promise<void> {
  const tx = (await database()).transaction(STORES, 'readwrite');
  await inTransaction(tx, async () => {
    const download = exportRows.parse(await tx.objectStore('download').get('download'));
    if (download?.id !== id) return;
    if (item.state === 'done' && !item.existed) {
      const next = recordSuccess(download, Date.now());
      if (next !== download) await tx.objectStore('download').put(next, 'download');
    }
    await tx.objectStore('items').put(item);
    if (file) await tx.objectStore('files').put(file, item.order);
  });
}

/** The items in a state, in their order. */
export const listExportItems = async (state: ExportItem['state']): Promise<ExportItem[]> =>
  exportItemRows.parseAll(await (await database()).getAllFromIndex('items', 'state', toStateKeyRange(state)));

/** How many items there are in each state. */
export async function countExportItems(): Promise<Record<ExportItem['state'], number>> {
  const states = (await database()).transaction('items').store.index('state');
  const counts = await Promise.all(
    EXPORT_ITEM_STATES.map(async state => [state, await states.count(toStateKeyRange(state))]),
  );
  return Object.fromEntries(counts) as Record<ExportItem['state'], number>;
}

export const getExportFile = async (order: number): Promise<Blob | undefined> => (await database()).get('files', order);

/** Notes that everything was tried. What is packed lies on the disk once. */
export async function completeExport({ id }: Pick<ActivityExport, 'id'>): Promise<void> {
  const tx = (await database()).transaction(STORES, 'readwrite');
  await inTransaction(tx, async () => {
    const download = exportRows.parse(await tx.objectStore('download').get('download'));
    if (download?.id !== id) return;
    await tx.objectStore('download').put({ ...download, done: true }, 'download');
    await tx.objectStore('files').clear();
  });
}

export const findExportedFile = async (
  folder: string,
  kind: ActivityFileKind,
  activity: string,
): Promise<ExportedFile | undefined> =>
  exportedFileRows.parse(await (await database()).get('folders', [folder, kind, activity]));

/** @throws {Problem} `storage-full` */
export async function recordExportedFile(
  folder: string,
  kind: ActivityFileKind,
  activity: string,
  file: ExportedFile,
): Promise<void> {
  const tx = (await database()).transaction('folders', 'readwrite');
  await inTransaction(tx, () => tx.store.put(file, [folder, kind, activity]));
}

const toStateKeyRange = (state: ExportItem['state']): IDBKeyRange => IDBKeyRange.bound([state, 0], [state, Infinity]);

import type { DBSchema } from 'idb';
import { openedOnce, wholly } from '../../database.ts';
import { folded } from '../../files/disk-names.ts';
import type { FolderHandle } from './disk.ts';
import type { Written } from './reconcile.ts';

interface FolderSchema extends DBSchema {
  /** Every folder that was ever chosen: who comes back to one finds it as Musette left it. */
  handles: { key: string; value: FolderHandle };
  /** What Musette wrote, by folder and name; one row for all names that a disk may take for the same. */
  written: { key: [folder: string, name: string]; value: Written };
}

const { database } = openedOnce<FolderSchema>('musette-folder', 1, db => {
  db.createObjectStore('handles');
  db.createObjectStore('written');
});

/** Keeps a folder that a person chose and returns its id: the same as before for the same folder. @throws {Problem} `storage-full` */
export async function keepHandle(handle: FolderHandle): Promise<string> {
  const db = await database();
  for (const id of await db.getAllKeys('handles')) {
    const known = await db.get('handles', id);
    if (known && (await handle.isSameEntry(known))) return id;
  }
  const id = crypto.randomUUID();
  const tx = db.transaction('handles', 'readwrite', { durability: 'strict' });
  await wholly(tx, () => tx.store.put(handle, id));
  return id;
}

export const getHandle = async (folder: string): Promise<FolderHandle | undefined> =>
  (await database()).get('handles', folder);

/** What Musette wrote into a folder, as far as it knows. */
export const listWritten = async (folder: string): Promise<Written[]> =>
  (await database()).getAll('written', IDBKeyRange.bound([folder, ''], [folder, []]));

/** On disk before it resolves: what is written must be known for ours even if this worker dies. @throws {Problem} `storage-full` */
export async function noteWritten(folder: string, written: Written): Promise<void> {
  const tx = (await database()).transaction('written', 'readwrite', { durability: 'strict' });
  await wholly(tx, () => tx.store.put(written, [folder, folded(written.name)]));
}

export async function forgetWritten(folder: string, name: string): Promise<void> {
  await (await database()).delete('written', [folder, folded(name)]);
}

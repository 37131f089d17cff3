import type { DBSchema } from 'idb';
import { foldName } from '../../formats/portable-names.ts';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import type { DirectoryHandle } from '../../platform/directory.ts';
import { handleRows, managedFileRows } from './folder-rows.ts';
import type { ManagedFile } from './reconcile.ts';

interface FolderSchema extends DBSchema {
  /** Every folder that was ever chosen: who comes back to one finds it as Musette left it. */
  handles: { key: string; value: unknown };
  /** What Musette wrote, by folder and name; one row for all names that a disk may take for the same. */
  written: { key: [folder: string, name: string]; value: unknown };
}

const { database } = lazyDatabase<FolderSchema>('musette-folder', 1, db => {
  db.createObjectStore('handles');
  db.createObjectStore('written');
});

/** Keeps a folder that a person chose and returns its id: the same as before for the same folder. @throws {Problem} `storage-full` */
export async function saveFolderHandle(handle: DirectoryHandle): Promise<string> {
  const db = await database();
  for (const id of await db.getAllKeys('handles')) {
    const known = handleRows.parse(await db.get('handles', id));
    if (known && (await handle.isSameEntry(known))) return id;
  }
  const id = crypto.randomUUID();
  const tx = db.transaction('handles', 'readwrite', { durability: 'strict' });
  await inTransaction(tx, () => tx.store.put(handle, id));
  return id;
}

export const getFolderHandle = async (folder: string): Promise<DirectoryHandle | undefined> =>
  handleRows.parse(await (await database()).get('handles', folder));

/** What Musette wrote into a folder, as far as it knows. */
export const listManagedFiles = async (folder: string): Promise<ManagedFile[]> =>
  managedFileRows.parseAll(await (await database()).getAll('written', IDBKeyRange.bound([folder, ''], [folder, []])));

/** On disk before it resolves: what is written must be known for ours even if this worker dies. @throws {Problem} `storage-full` */
export async function recordManagedFile(folder: string, written: ManagedFile): Promise<void> {
  const tx = (await database()).transaction('written', 'readwrite', { durability: 'strict' });
  await inTransaction(tx, () => tx.store.put(written, [folder, foldName(written.name)]));
}

export async function deleteManagedFile(folder: string, name: string): Promise<void> {
  await (await database()).delete('written', [folder, foldName(name)]);
}

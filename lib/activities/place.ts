import { digest } from '../files/digest.ts';
import { namesLike } from '../files/disk-names.ts';
import { MAX_RECORDING_BYTES } from '../files/limits.ts';
import { Problem } from '../problem.ts';
import { type Disk, type FolderHandle, openDisk } from '../workouts/folder/disk.ts';
import { download as saveToDownloads } from '../workouts/folder/downloads.ts';
import type { Download, Item } from './download.ts';
import { inFolder, noteInFolder, putItem } from './store.ts';

/** Where the files of a download go. Both throw `Problem`s of the kinds `folder-…`, and `storage-full`. */
export interface Place {
  /** The name under which a file is there already, and need not be fetched. */
  find(item: Item): Promise<string | undefined>;
  /** Puts a file there and notes that it is done; a crash before the note costs one more fetch. */
  put(item: Item, name: string, file: Blob): Promise<void>;
}

/** Finds a folder that was chosen, by its id. */
export type HandleOf = (folder: string) => Promise<FolderHandle | undefined>;

/** @throws {Problem} `folder-gone`, `folder-permission` */
export async function openPlace(download: Download, handleOf: HandleOf): Promise<Place> {
  const { into } = download;
  if (into.to !== 'folder') return into.to === 'zip' ? inZip(download) : amongDownloads(download);
  const handle = await handleOf(into.folder);
  if (!handle) throw new Problem('folder-gone');
  return inFolderOf(download, into.folder, await openDisk(handle, MAX_RECORDING_BYTES));
}

const nowhere = async (): Promise<undefined> => undefined;

const inZip = (download: Download): Place => ({
  find: nowhere,
  put: (item, name, file) => putItem(download, { ...item, state: 'done', name }, file),
});

/**
 * What is there can be neither read nor listed, so nothing is ever overwritten: it might have been edited. A crash before the note
 * leaves a second file beside the first, as browsers number them.
 */
const amongDownloads = (download: Download): Place => ({
  find: nowhere,
  async put(item, name, file) {
    await saveToDownloads(`Musette/${download.title}/${name}`, await bytesOf(file));
    await putItem(download, { ...item, state: 'done', name });
  },
});

function inFolderOf(download: Download, folder: string, disk: Disk): Place {
  const { kind } = download;
  return {
    async find({ activity }) {
      const known = await inFolder(folder, kind, activity.id);
      if (!known || (kind !== 'original' && known.analyzed !== activity.analyzed)) return undefined;
      return (await disk.digest(known.name)) === known.digest ? known.name : undefined;
    },
    async put(item, wished, file) {
      const bytes = await bytesOf(file);
      const content = await digest(bytes);
      const name = await write(disk, wished, bytes, content);
      const { id, analyzed } = item.activity;
      await noteInFolder(folder, kind, id, { name, digest: content, analyzed });
      await putItem(download, { ...item, state: 'done', name });
    },
  };
}

/** Writes under a name that nobody has, or none where the file is there already; returns the name. */
async function write(
  disk: Disk,
  wished: string,
  bytes: Uint8Array<ArrayBuffer>,
  content: string,
): Promise<string> {
  // A file that was cut off in its very beginning is empty, and nobody misses it.
  const empty = await digest(new Uint8Array());
  for (const name of namesLike(wished)) {
    const there = await disk.digest(name);
    if (there === content) return name;
    if (there !== undefined && there !== empty) continue;
    await disk.write(name, bytes);
    return name;
  }
  return wished;
}

const bytesOf = async (file: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.arrayBuffer());

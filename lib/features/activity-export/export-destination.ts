import { MAX_RECORDING_BYTES } from '../../formats/file-limits.ts';
import { proposeFileNames } from '../../formats/portable-names.ts';
import { digest } from '../../platform/digest.ts';
import { type Directory, type DirectoryHandle, openDirectory } from '../../platform/directory.ts';
import { Problem } from '../../platform/problem.ts';
import { saveToDownloads } from '../../platform/save-download.ts';
import type { ActivityExport, ExportItem } from './activity-export.ts';
import { findExportedFile, recordExportedFile, saveExportItem } from './export-store.ts';

/** Where the files of a download go. Both throw `Problem`s of the kinds `folder-…`, and `storage-full`. */
export interface ExportDestination {
  /** The name under which a file is there already, and need not be fetched. */
  find(item: ExportItem): Promise<string | undefined>;
  /** Puts a file there and notes that it is done; a crash before the note costs one more fetch. */
  put(item: ExportItem, name: string, file: Blob): Promise<void>;
}

/** Finds a folder that was chosen, by its id. */
export type GetFolderHandle = (folder: string) => Promise<DirectoryHandle | undefined>;

/** @throws {Problem} `folder-gone`, `folder-permission` */
export async function openDestination(
  download: ActivityExport,
  getFolderHandle: GetFolderHandle,
): Promise<ExportDestination> {
  const { target } = download;
  if (target.to !== 'folder')
    return target.to === 'zip' ? createZipDestination(download) : createDownloadsDestination(download);
  const handle = await getFolderHandle(target.folder);
  if (!handle) throw new Problem('folder-gone');
  return createFolderDestination(download, target.folder, await openDirectory(handle, MAX_RECORDING_BYTES));
}

const findNothing = async (): Promise<undefined> => undefined;

const createZipDestination = (download: ActivityExport): ExportDestination => ({
  find: findNothing,
  put: (item, name, file) => saveExportItem(download, { ...item, state: 'done', name }, file),
});

/**
 * What is there can be neither read nor listed, so nothing is ever overwritten: it might have been edited. A crash before the note
 * leaves a second file beside the first, as browsers number them.
 */
const createDownloadsDestination = (download: ActivityExport): ExportDestination => ({
  find: findNothing,
  async put(item, name, file) {
    await saveToDownloads(`Musette/${download.title}/${name}`, await readBytes(file));
    await saveExportItem(download, { ...item, state: 'done', name });
  },
});

function createFolderDestination(download: ActivityExport, folder: string, directory: Directory): ExportDestination {
  const { kind } = download;
  return {
    async find({ activity }) {
      const known = await findExportedFile(folder, kind, activity.id);
      if (!known || (kind !== 'original' && known.analyzed !== activity.analyzed)) return undefined;
      return (await directory.digest(known.name)) === known.digest ? known.name : undefined;
    },
    async put(item, wished, file) {
      const bytes = await readBytes(file);
      const content = await digest(bytes);
      const name = await writeUnderFreeName(directory, wished, bytes, content);
      const { id, analyzed } = item.activity;
      await recordExportedFile(folder, kind, id, { name, digest: content, analyzed });
      await saveExportItem(download, { ...item, state: 'done', name });
    },
  };
}

/** Writes under a name that nobody has, or none where the file is there already; returns the name. */
async function writeUnderFreeName(
  directory: Directory,
  wished: string,
  bytes: Uint8Array<ArrayBuffer>,
  content: string,
): Promise<string> {
  // A file that was cut off in its very beginning is empty, and nobody misses it.
  const empty = await digest(new Uint8Array());
  for (const name of proposeFileNames(wished)) {
    const existing = await directory.digest(name);
    if (existing === content) return name;
    if (existing !== undefined && existing !== empty) continue;
    await directory.write(name, bytes);
    return name;
  }
  return wished;
}

const readBytes = async (file: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.arrayBuffer());

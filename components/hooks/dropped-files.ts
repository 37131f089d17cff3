import type { AddResult } from '../../lib/features/uploads/upload-commands.ts';

/** Files that a person chose or dropped. */
export interface DroppedFiles {
  files: File[];
  /** Files of folders that by their names are no recordings: nobody chose each of them. */
  ignored: number;
  unreadable: AddResult['failed'];
}

/** Files that were chosen one by one: all of them count. */
export const toDroppedFiles = (files: File[]): DroppedFiles => ({ files, ignored: 0, unreadable: [] });

/** The recordings among the files of a chosen folder. */
export function pickRecordings(all: File[]): DroppedFiles {
  const files = all.filter(({ name }) => hasRecordingExtension(name));
  return { files, ignored: all.length - files.length, unreadable: [] };
}

/**
 * Everything that was dropped, folders walked to their ends: files in them count when they are named like something that is
 * wanted. Must be called before the drop event is over.
 */
export async function readDroppedFiles(
  transfer: DataTransfer,
  isWanted = hasRecordingExtension,
): Promise<DroppedFiles> {
  // The transfer is emptied when the event ends, so both are read from it first.
  const entries = [...transfer.items].flatMap(item => item.webkitGetAsEntry() ?? []);
  const files = [...transfer.files];
  if (!entries.some(({ isDirectory }) => isDirectory)) return toDroppedFiles(files);
  const dropped: DroppedFiles = { files: [], ignored: 0, unreadable: [] };
  for (const entry of entries) await collect(entry, dropped, isWanted);
  return dropped;
}

async function collect(
  entry: FileSystemEntry,
  into: DroppedFiles,
  isWanted: (name: string) => boolean,
  inFolder = false,
): Promise<void> {
  try {
    if (isDirectory(entry)) {
      for (const child of await readAllEntries(entry)) await collect(child, into, isWanted, true);
    } else if (inFolder && !isWanted(entry.name)) {
      into.ignored += 1;
    } else if (isFile(entry)) {
      into.files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    }
  } catch {
    // Gone, or not ours to read. The rest of the drop is fine.
    into.unreadable.push({ name: entry.name, problem: { kind: 'file-unreadable' } });
  }
}

/** `readEntries` hands out a hundred at a time, and an empty list when there are no more. */
async function readAllEntries(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const hasRecordingExtension = (name: string): boolean => /\.(fit|tcx|gpx|zip|gz)$/i.test(name);

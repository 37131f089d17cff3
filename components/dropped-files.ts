import type { Added } from '../lib/outbox/outbox.ts';

/** Files that a person chose or dropped. */
export interface Dropped {
  files: File[];
  /** Files of folders that by their names are no recordings: nobody chose each of them. */
  leftOut: number;
  lost: Added['lost'];
}

/** Files that were chosen one by one: all of them count. */
export const chosenFiles = (files: File[]): Dropped => ({ files, leftOut: 0, lost: [] });

/** The recordings among the files of a chosen folder. */
export function folderFiles(all: File[]): Dropped {
  const files = all.filter(({ name }) => isNamedLikeARecording(name));
  return { files, leftOut: all.length - files.length, lost: [] };
}

/**
 * Everything that was dropped, folders walked to their ends: files in them count when they are named like something that is
 * wanted. Must be called before the drop event is over.
 */
export async function droppedFiles(
  transfer: DataTransfer,
  isWanted = isNamedLikeARecording,
): Promise<Dropped> {
  // The transfer is emptied when the event ends, so both are read from it first.
  const entries = [...transfer.items].flatMap(item => item.webkitGetAsEntry() ?? []);
  const files = [...transfer.files];
  if (!entries.some(({ isDirectory }) => isDirectory)) return chosenFiles(files);
  const dropped: Dropped = { files: [], leftOut: 0, lost: [] };
  for (const entry of entries) await collect(entry, dropped, isWanted);
  return dropped;
}

async function collect(
  entry: FileSystemEntry,
  into: Dropped,
  isWanted: (name: string) => boolean,
  inFolder = false,
): Promise<void> {
  try {
    if (isDirectory(entry)) {
      for (const child of await childrenOf(entry)) await collect(child, into, isWanted, true);
    } else if (inFolder && !isWanted(entry.name)) {
      into.leftOut += 1;
    } else if (isFile(entry)) {
      into.files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    }
  } catch {
    // Gone, or not ours to read. The rest of the drop is fine.
    into.lost.push({ name: entry.name, problem: { kind: 'file-unreadable' } });
  }
}

/** `readEntries` hands out a hundred at a time, and an empty list when there are no more. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const isNamedLikeARecording = (name: string): boolean => /\.(fit|tcx|gpx|zip|gz)$/i.test(name);

import { isSystemFile } from '../../lib/formats/file-names.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';

/** Files that a person chose or dropped. */
export interface DroppedFiles {
  files: File[];
  /**
   * How many files were left out because of their names: of folders what does not look wanted, and everywhere what the
   * operating system added. Other files that a person chose one by one always count.
   */
  ignored: number;
  unreadable: { name: string; problem: PlainProblem }[];
}

/** Files that were chosen one by one. */
export const toDroppedFiles = (all: File[]): DroppedFiles => {
  const files = all.filter(({ name }) => !isSystemFile(name));
  return { files, ignored: all.length - files.length, unreadable: [] };
};

/**
 * Everything that was dropped, with the files of folders and their subfolders that `isWanted` accepts by name. Call it before the
 * drop event ends: the browser empties the transfer then.
 * https://html.spec.whatwg.org/multipage/dnd.html#the-drag-data-store
 */
export async function readDroppedFiles(
  transfer: DataTransfer,
  isWanted: (name: string) => boolean,
): Promise<DroppedFiles> {
  // Both before the first `await`.
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
    } else if (isSystemFile(entry.name) || (inFolder && !isWanted(entry.name))) {
      into.ignored += 1;
    } else if (isFile(entry)) {
      into.files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    }
  } catch {
    // Deleted, or not readable for this browser. The rest of the drop is fine.
    into.unreadable.push({ name: entry.name, problem: { kind: 'file-unreadable' } });
  }
}

/**
 * A call of `readEntries` returns some of the entries (Chromium: up to 100), and an empty list at the end.
 * https://developer.mozilla.org/docs/Web/API/FileSystemDirectoryReader/readEntries
 */
async function readAllEntries(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

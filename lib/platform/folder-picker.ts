import type { DirectoryHandle } from './directory.ts';

/** Not in every browser: Firefox 153 has none (2026-11). */
interface FolderPicker {
  showDirectoryPicker?: (options: {
    id: string;
    mode: 'readwrite';
    startIn: 'documents';
  }) => Promise<DirectoryHandle>;
}

/** Whether a person can choose a folder in this browser. */
export const canPickFolder = (): boolean => (globalThis as FolderPicker).showDirectoryPicker !== undefined;

/** Asks for a folder, within a click; undefined where the person changes their mind. `id`: where the browser remembers the last one. */
export async function pickFolder(id: string): Promise<DirectoryHandle | undefined> {
  try {
    const { showDirectoryPicker } = globalThis as FolderPicker;
    return await showDirectoryPicker?.({ id, mode: 'readwrite', startIn: 'documents' });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return undefined;
    throw thrown;
  }
}

/**
 * The folder that was dropped, if it was one, and whether the browser lets Musette write there. Must be called before the drop event
 * is over.
 */
export async function getDroppedFolder(
  transfer: DataTransfer,
): Promise<{ folder: DirectoryHandle; granted: Promise<boolean> } | undefined> {
  const [item] = transfer.items as Iterable<
    DataTransferItem & { getAsFileSystemHandle?: () => Promise<unknown> }
  >;
  const handle = (await item?.getAsFileSystemHandle?.()) as FileSystemHandle | null | undefined;
  if (handle?.kind !== 'directory') return undefined;
  const folder = handle as DirectoryHandle;
  // With a drop the browser gives the reading alone. Asked at once; where a drop is no click, a button asks again.
  const asking = folder.requestPermission({ mode: 'readwrite' }).catch((): PermissionState => 'prompt');
  return { folder, granted: asking.then(answer => answer === 'granted') };
}

import type { DirectoryHandle } from './directory.ts';

/** Chromium only: Firefox 153 has no picker (2026-11, https://developer.mozilla.org/docs/Web/API/Window/showDirectoryPicker). */
interface FolderPicker {
  showDirectoryPicker?: (options: { id: string; mode: 'readwrite'; startIn: 'documents' }) => Promise<DirectoryHandle>;
}

/** Whether this browser has a picker for folders. */
export const canPickFolder = (): boolean => (globalThis as FolderPicker).showDirectoryPicker !== undefined;

/**
 * Asks for a folder; needs a click. Undefined where the user cancels.
 * @param id Under this id the browser remembers the last folder
 */
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
 * The dropped folder, and whether Musette may write there; undefined for anything but a folder. Must be called while the drop
 * event is dispatched: the browser clears its items afterwards.
 */
export async function getDroppedFolder(
  transfer: DataTransfer,
): Promise<{ folder: DirectoryHandle; granted: Promise<boolean> } | undefined> {
  const [item] = transfer.items as Iterable<DataTransferItem & { getAsFileSystemHandle?: () => Promise<unknown> }>;
  const handle = (await item?.getAsFileSystemHandle?.()) as FileSystemHandle | null | undefined;
  if (handle?.kind !== 'directory') return undefined;
  const folder = handle as DirectoryHandle;
  // A drop grants reading only. Where the browser does not count the drop as a click, this fails and a button asks again.
  const asking = folder.requestPermission({ mode: 'readwrite' }).catch((): PermissionState => 'prompt');
  return { folder, granted: asking.then(answer => answer === 'granted') };
}

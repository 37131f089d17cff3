import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { WORKOUT_DOWNLOADS_FOLDER } from '../../lib/features/workout-folder/add-to-downloads.ts';
import type { SyncFolder } from '../../lib/features/workout-folder/folder-state.ts';
import { getFolderHandle, saveFolderHandle } from '../../lib/features/workout-folder/folder-store.ts';
import { workoutFolderRequests } from '../../lib/features/workout-folder/requests.ts';
import { type DirectoryHandle, hasWritePermission } from '../../lib/platform/directory.ts';
import { getDroppedFolder, pickFolder } from '../../lib/platform/folder-picker.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { DOWNLOADS_PERMISSION } from '../../lib/platform/permissions.ts';

/** Asks for a folder, and syncs it. Does nothing if the person cancels. Call it in the handler of a click. */
export async function chooseFolder(): Promise<void> {
  const handle = await pickFolder('workouts');
  if (handle) await startInFolder(handle);
}

/** Syncs a dropped folder; false if it is not a folder. Call it before the drop event ends. */
export async function startInDroppedFolder(transfer: DataTransfer): Promise<boolean> {
  const dropped = await getDroppedFolder(transfer);
  if (!dropped) return false;
  await startInFolder(dropped.folder);
  // Not awaited: the prompt may stay open.
  void dropped.granted
    .then(isGranted => isGranted && sendRequest(workoutFolderRequests, 'sync', {}))
    .catch(reportError);
  return true;
}

/** Syncs a folder inside the downloads, which needs only a permission. */
export const startInDownloads = () =>
  sendRequest(workoutFolderRequests, 'start', {
    id: 'downloads',
    name: WORKOUT_DOWNLOADS_FOLDER,
    kind: 'downloads',
  });

/** Syncs the same folder for the athlete who is connected now. */
export const reassignFolder = ({ id, name, kind }: SyncFolder) =>
  sendRequest(workoutFolderRequests, 'start', { id, name, kind });

/** Requests the permission again, and syncs; false if it was denied. Call it in the handler of a click. */
export async function renewFolderAccess(folder: SyncFolder): Promise<boolean> {
  if (!(await requestFolderAccess(folder))) return false;
  await sendRequest(workoutFolderRequests, 'sync', {});
  return true;
}

async function requestFolderAccess({ id, kind }: SyncFolder): Promise<boolean> {
  if (kind === 'downloads') return await browser.permissions.request(DOWNLOADS_PERMISSION);
  const handle = await getFolderHandle(id);
  return (await handle?.requestPermission({ mode: 'readwrite' })) === 'granted';
}

async function startInFolder(handle: DirectoryHandle): Promise<void> {
  await sendRequest(workoutFolderRequests, 'start', {
    id: await saveFolderHandle(handle),
    name: handle.name,
    kind: 'chosen',
  });
}

/** Whether Musette may write into the folder now; undefined until that is known. Another `trigger` checks again. */
export function useFolderPermission(folder: SyncFolder | undefined, trigger: unknown): boolean | undefined {
  const [allowed, setAllowed] = useState<boolean>();
  useEffect(() => {
    let isCurrent = true;
    void hasFolderPermission(folder).then(now => isCurrent && setAllowed(now));
    return () => {
      isCurrent = false;
    };
  }, [folder?.id, trigger]);
  return allowed;
}

async function hasFolderPermission(folder: SyncFolder | undefined): Promise<boolean> {
  if (folder?.kind === 'downloads') return await browser.permissions.contains(DOWNLOADS_PERMISSION);
  const handle = folder && (await getFolderHandle(folder.id));
  return !handle || (await hasWritePermission(handle));
}

import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { SyncFolder } from '../../lib/features/workout-folder/folder-state.ts';
import { getFolderHandle, saveFolderHandle } from '../../lib/features/workout-folder/folder-store.ts';
import { workoutFolderRequests } from '../../lib/features/workout-folder/requests.ts';
import { type DirectoryHandle, hasWritePermission } from '../../lib/platform/directory.ts';
import { getDroppedFolder, pickFolder } from '../../lib/platform/folder-picker.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { DOWNLOADS_PERMISSION } from '../../lib/platform/permissions.ts';
import { WORKOUT_DOWNLOADS_FOLDER } from '../../lib/platform/save-download.ts';

/** Asks for a folder, within a click, and fills it. Nothing happens where the person changes their mind. */
export async function chooseFolder(): Promise<void> {
  const handle = await pickFolder('workouts');
  if (handle) await startInFolder(handle);
}

/** Fills a folder that was dropped; false where it was none. Must be called before the drop event is over. */
export async function startInDroppedFolder(transfer: DataTransfer): Promise<boolean> {
  const dropped = await getDroppedFolder(transfer);
  if (!dropped) return false;
  await startInFolder(dropped.folder);
  // Nobody waits for a prompt that may stay open.
  void dropped.granted
    .then(isGranted => isGranted && sendRequest(workoutFolderRequests, 'sync', {}))
    .catch(reportError);
  return true;
}

/** Fills a folder among the downloads, for which nothing but a permission is needed. */
export const startInDownloads = () =>
  sendRequest(workoutFolderRequests, 'start', {
    id: 'downloads',
    name: WORKOUT_DOWNLOADS_FOLDER,
    kind: 'downloads',
  });

/** Fills the same folder for the athlete who is connected now. */
export const reassignFolder = ({ athlete: _, ...folder }: SyncFolder) =>
  sendRequest(workoutFolderRequests, 'start', folder);

/** Asks for the permission again, within a click, and goes on; false where it was refused. */
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

/** Whether the browser lets Musette write into the folder now; undefined until that is known. `anew`: a sign to look again. */
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
  const handle = folder?.kind === 'chosen' ? await getFolderHandle(folder.id) : undefined;
  return !handle || (await hasWritePermission(handle));
}

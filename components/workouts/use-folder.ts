import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { DOWNLOADS } from '../../lib/capture/access.ts';
import { send } from '../../lib/messages.ts';
import { type FolderHandle, isAllowed } from '../../lib/workouts/folder/disk.ts';
import { DOWNLOADS_FOLDER } from '../../lib/workouts/folder/downloads.ts';
import type { Chosen } from '../../lib/workouts/folder/state.ts';
import { getHandle, keepHandle } from '../../lib/workouts/folder/store.ts';
import { droppedFolder, pickFolder } from '../pick-folder.ts';

/** Asks for a folder, within a click, and fills it. Nothing happens where the person changes their mind. */
export async function chooseFolder(): Promise<void> {
  const handle = await pickFolder('workouts');
  if (handle) await startWith(handle);
}

/** Fills a folder that was dropped; false where it was none. Must be called before the drop event is over. */
export async function takeDropped(transfer: DataTransfer): Promise<boolean> {
  const dropped = await droppedFolder(transfer);
  if (!dropped) return false;
  await startWith(dropped.folder);
  // Nobody waits for a prompt that may stay open.
  void dropped.asking.then(isGranted => isGranted && send('syncFolder', {})).catch(reportError);
  return true;
}

/** Fills a folder among the downloads, for which nothing but a permission is needed. */
export const startDownloads = () =>
  send('startFolder', { id: 'downloads', name: DOWNLOADS_FOLDER, kind: 'downloads' });

/** Fills the same folder for the athlete who is connected now. */
export const takeOver = ({ athlete: _, ...folder }: Chosen) => send('startFolder', folder);

/** Asks for the permission again, within a click, and goes on; false where it was refused. */
export async function allowAgain(folder: Chosen): Promise<boolean> {
  if (!(await askAgain(folder))) return false;
  await send('syncFolder', {});
  return true;
}

async function askAgain({ id, kind }: Chosen): Promise<boolean> {
  if (kind === 'downloads') return await browser.permissions.request(DOWNLOADS);
  const handle = await getHandle(id);
  return (await handle?.requestPermission({ mode: 'readwrite' })) === 'granted';
}

async function startWith(handle: FolderHandle): Promise<void> {
  await send('startFolder', { id: await keepHandle(handle), name: handle.name, kind: 'chosen' });
}

/** Whether the browser lets Musette write into the folder now; undefined until that is known. `anew`: a sign to look again. */
export function useAllowed(folder: Chosen | undefined, anew: unknown): boolean | undefined {
  const [allowed, setAllowed] = useState<boolean>();
  useEffect(() => {
    let current = true;
    void isFolderAllowed(folder).then(now => current && setAllowed(now));
    return () => {
      current = false;
    };
  }, [folder?.id, anew]);
  return allowed;
}

async function isFolderAllowed(folder: Chosen | undefined): Promise<boolean> {
  const handle = folder?.kind === 'chosen' ? await getHandle(folder.id) : undefined;
  return !handle || (await isAllowed(handle));
}

import { useEffect, useState } from 'preact/hooks';
import type { Download, Item } from '../../lib/activities/download.ts';
import { countItems, getDownload, itemsIn, takeZip } from '../../lib/activities/store.ts';
import { zipOf } from '../../lib/activities/zip.ts';
import { send } from '../../lib/messages.ts';
import { getHandle } from '../../lib/workouts/folder/store.ts';
import { keepReading } from '../keep-reading.ts';
import { saveBlob } from '../save-blob.ts';

/** What a page shows of the download. */
export interface DownloadView {
  download: Download;
  counts: Record<Item['state'], number>;
  /** Those that have no file, or whose file could not be had. */
  without: Item[];
}

/** The download, live; null where there is none. */
export function useDownload(): DownloadView | null | undefined {
  const [view, setView] = useState<DownloadView | null>();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const now = await readView();
      if (isCurrent()) setView(now);
    };
    return keepReading(read, reportError, ['activities']);
  }, []);
  return view;
}

async function readView(): Promise<DownloadView | null> {
  const [download, counts, failed, fileless] = await Promise.all([
    getDownload(),
    countItems(),
    itemsIn('failed'),
    itemsIn('fileless'),
  ]);
  return download ? { download, counts, without: [...failed, ...fileless] } : null;
}

/** Hands the person the zip of a download that is done. */
export async function saveZip(download: Download): Promise<void> {
  saveBlob(`${download.title}.zip`, await zipOf(download));
}

/** The same without being asked, from one of the pages that show it. */
export async function saveZipOnce(download: Download): Promise<void> {
  if (await takeZip(download.id)) await saveZip(download);
}

/** Goes on, within a click: where the browser wants to be asked for the folder again, it is asked first. */
export async function goOn({ into, stopped }: Download): Promise<void> {
  if (into.to === 'folder' && stopped?.kind === 'folder-permission') {
    const handle = await getHandle(into.folder);
    if ((await handle?.requestPermission({ mode: 'readwrite' })) !== 'granted') return;
  }
  await send('resumeDownload', {});
}

/** Once more what failed, as a download of its own. */
export async function tryFailed({ download, without }: DownloadView): Promise<void> {
  const { athlete, kind, into, title } = download;
  const activities = without.flatMap(({ state, activity }) => (state === 'failed' ? [activity] : []));
  await send('startDownload', { athlete, kind, into, title, activities });
}

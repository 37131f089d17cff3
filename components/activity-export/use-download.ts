import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { ActivityExport, ExportItem } from '../../lib/features/activity-export/activity-export.ts';
import {
  claimZip,
  countExportItems,
  getExport,
  listExportItems,
} from '../../lib/features/activity-export/export-store.ts';
import { getExportZip } from '../../lib/features/activity-export/export-zip.ts';
import { exportRequests } from '../../lib/features/activity-export/requests.ts';
import { getFolderHandle } from '../../lib/features/workout-folder/folder-store.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { getMissingPermission } from '../../lib/platform/permissions.ts';
import { saveBlob } from '../../lib/platform/save-blob.ts';
import { liveQuery } from '../hooks/live-query.ts';

/** What a page shows of the download. */
export interface DownloadView {
  download: ActivityExport;
  counts: Record<ExportItem['state'], number>;
  /** Activities without a file, or whose file could not be downloaded. */
  itemsWithoutFile: ExportItem[];
}

/** The download, live; null if there is none. */
export function useActivityDownload(): DownloadView | null | undefined {
  const [view, setView] = useState<DownloadView | null>();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const now = await readDownloadView();
      if (isCurrent()) setView(now);
    };
    return liveQuery(read, reportError, ['activities']);
  }, []);
  return view;
}

async function readDownloadView(): Promise<DownloadView | null> {
  const [download, counts, failed, fileless] = await Promise.all([
    getExport(),
    countExportItems(),
    listExportItems('failed'),
    listExportItems('fileless'),
  ]);
  return download ? { download, counts, itemsWithoutFile: [...failed, ...fileless] } : null;
}

/** Saves the zip of a finished download. */
export async function saveDownloadZip(download: ActivityExport): Promise<void> {
  saveBlob(`${download.title}.zip`, await getExportZip(download));
}

/** The same without a click, from only one of the pages that show the download. */
export async function saveDownloadZipOnce(download: ActivityExport): Promise<void> {
  if (await claimZip(download.id)) await saveDownloadZip(download);
}

/** Resumes the download. Call it in the handler of a click: the browser may require to request the permission again. */
export async function continueDownload({ target, blocked }: ActivityExport): Promise<void> {
  const permission = blocked && getMissingPermission(blocked);
  if (permission && !(await browser.permissions.request(permission))) return;
  if (target.to === 'folder' && blocked?.kind === 'folder-permission') {
    const handle = await getFolderHandle(target.folder);
    if ((await handle?.requestPermission({ mode: 'readwrite' })) !== 'granted') return;
  }
  await sendRequest(exportRequests, 'resume', {});
}

/** Starts a new download of the files that failed. */
export async function retryFailedItems({ download, itemsWithoutFile }: DownloadView): Promise<void> {
  const { athlete, kind, target, title } = download;
  const activities = itemsWithoutFile.flatMap(({ state, activity }) => (state === 'failed' ? [activity] : []));
  await sendRequest(exportRequests, 'start', { athlete, kind, target, title, activities });
}

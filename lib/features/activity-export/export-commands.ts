import { notifyChanged } from '../../platform/change-events.ts';
import { hasWritePermission } from '../../platform/directory.ts';
import type { AccountChange } from '../../platform/feature.ts';
import { retryNow } from '../../platform/jobs/circuit-breaker.ts';
import { isPermissionBack } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import {
  type ActivityFileKind,
  type ActivityListItem,
  type ActivityRange,
  fetchActivityFile,
  listActivityPage,
  searchActivitiesByNameOrTag,
} from '../../services/intervals/activity-files.ts';
import { isAccountStored } from '../../services/intervals/credentials.ts';
import { withSession } from '../../services/intervals/session.ts';
import { type ActivityExport, type ExportItem, toExportItems } from './activity-export.ts';
import { isAccountProblem } from './export-failure.ts';
import { getActivityFileStems } from './export-file-names.ts';
import { getExport, replaceExport, updateExport } from './export-store.ts';
import { exportJob, getExportDisks } from './export-worker.ts';
import { deleteExportZips } from './export-zip.ts';

/** A page of the athlete's activities, newest first. @throws {Problem} as the API */
export const listActivitiesForExport = (stretch: ActivityRange): Promise<ActivityListItem[]> =>
  withSession(({ athlete, client }) => listActivityPage(client, athlete.id, stretch));

/** Activities of all years with this text in their name, or with this "#tag". @throws {Problem} as the API */
export const searchActivitiesForExport = (words: string): Promise<ActivityListItem[]> =>
  withSession(({ athlete, client }) => searchActivitiesByNameOrTag(client, athlete.id, words));

/** One file, at once. @throws {Problem} as the API; `refused` where there is none */
export async function exportOneFile(activity: ActivityListItem, kind: ActivityFileKind): Promise<File> {
  const { file, extension } = await withSession(({ client }) => fetchActivityFile(client, activity.id, kind));
  return new File([file], `${getActivityFileStems([activity]).get(activity.id)}.${extension}`);
}

/** What the user wants to download. */
export type ExportRequest = Pick<ActivityExport, 'athlete' | 'kind' | 'target' | 'title'> & {
  activities: ActivityListItem[];
};

/**
 * Starts a download of many files, in place of any other one.
 * @throws {Problem} `wrong-athlete` if these are not the connected athlete's, `not-connected`, `storage-full`
 */
export async function startExport({ activities, ...request }: ExportRequest): Promise<void> {
  await withSession(async ({ athlete }) => {
    if (athlete.id !== request.athlete) throw new Problem('wrong-athlete');
    const download = { ...request, id: crypto.randomUUID(), paused: false, failureCount: 0 };
    await exportJob.whileStopped(() => replaceWith(download, toExportItems(activities)));
  });
}

/** Fetches nothing more until it is resumed. */
export async function pauseExport(): Promise<void> {
  await updateCurrentExport(download => ({ ...download, paused: true }));
  await exportJob.stop();
}

/** Continues, at once unless Intervals.icu itself asked for a pause. */
export async function resumeExport(): Promise<void> {
  await updateCurrentExport(download => ({ ...retryNow(download), paused: false, blocked: undefined }));
  void exportJob.trigger();
}

/** Whether it was blocked by a permission that is granted now. */
async function isAllowedAgain({ blocked, target }: ActivityExport): Promise<boolean> {
  if (!blocked) return false;
  if (blocked.kind !== 'folder-permission' || target.to !== 'folder') return await isPermissionBack(blocked);
  const handle = await getExportDisks().getFolderHandle(target.folder);
  return handle !== undefined && (await hasWritePermission(handle));
}

/** Deletes the download, and what was fetched for its zip. Files that are in a folder stay there. */
export const discardExport = (): Promise<void> => exportJob.whileStopped(() => replaceWith());

/**
 * Tries again now: the network is back, a permission that was missing is granted, or a page was opened. A pause that Intervals.icu
 * asked for stays.
 */
export async function retryExportNow(): Promise<void> {
  const download = await getExport();
  if (!download) return;
  if (await isAllowedAgain(download)) await updateCurrentExport(({ blocked: _, ...current }) => current);
  if (retryNow(download) !== download) await updateCurrentExport(retryNow);
  void exportJob.trigger();
}

/** Continues a download that the former worker left unfinished, or discards it if that worker died while it disconnected. */
export async function resumeUnfinishedExport(): Promise<void> {
  if (!(await getExport())) return;
  if (await isAccountStored()) void exportJob.trigger();
  else await discardExport();
}

/**
 * Blocks the download of another athlete than the connected one, unblocks theirs, and discards everything when nobody is connected. The
 * job is stopped meanwhile.
 */
export async function applyAccountToExport({ athlete }: AccountChange): Promise<void> {
  const download = await getExport();
  if (!download) return;
  if (athlete === undefined) await replaceWith();
  else if (download.athlete === athlete) await updateCurrentExport(afterReconnect);
  else if (!download.done) await updateCurrentExport(other => ({ ...other, blocked: { kind: 'wrong-athlete' } }));
}

/** A problem with the former key is over. */
const afterReconnect = ({ backoff: _, blocked, ...download }: ActivityExport): ActivityExport => ({
  ...download,
  ...(blocked && !isAccountProblem(blocked) && { blocked }),
});

/** Puts a download in place of any other one, or none at all. */
async function replaceWith(download?: ActivityExport, items: ExportItem[] = []): Promise<void> {
  const before = await getExport();
  await replaceExport(download, items);
  notifyChanged('activities');
  // Not every window of every browser has a private disk.
  if (before?.target.to === 'zip') await deleteExportZips(getExportDisks().getZipDirectory, download?.id);
}

async function updateCurrentExport(change: (download: ActivityExport) => ActivityExport): Promise<void> {
  const download = await getExport();
  if (download) await updateExport(download.id, change);
  notifyChanged('activities');
}

import { notifyChanged } from '../../platform/change-events.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { Problem } from '../../platform/problem.ts';
import { fetchActivityFile } from '../../services/intervals/activity-files.ts';
import { acquireLowPrioritySlot } from '../../services/intervals/rate-limiter.ts';
import { type Session, withSession } from '../../services/intervals/session.ts';
import { getFolderHandle } from '../workout-folder/folder-store.ts';
import { type ActivityExport, type ExportItem, getNextRunAt } from './activity-export.ts';
import { type ExportDestination, type GetFolderHandle, openDestination } from './export-destination.ts';
import { getExportAfterProblem, getItemAfterProblem } from './export-failure.ts';
import { completeExport, getExport, listExportItems, saveExportItem, updateExport } from './export-store.ts';
import { type GetZipDirectory, getZipDirectory, writeExportZip } from './export-zip.ts';

/** Files at a time: enough to hide the round trip; the request budget keeps us polite. */
const CONCURRENCY = 6;

/** The disks that files are put on. */
export interface ExportDisks {
  getFolderHandle: GetFolderHandle;
  getZipDirectory: GetZipDirectory;
}

let disks: ExportDisks = { getFolderHandle, getZipDirectory };

/** Puts files on other disks than the browser's. */
export function setExportDisks(others: ExportDisks): void {
  disks = others;
}

export const getExportDisks = (): ExportDisks => disks;

/** Fetches the files of the download that the user asked for, and packs them. */
export const exportJob: Job = defineJob({ name: 'activity-export', run: runExport });

async function runExport(signal: AbortSignal): Promise<number | undefined> {
  while (!signal.aborted) {
    const download = await getExport();
    const at = download && getNextRunAt(download, Date.now());
    if (!download || at !== 0) return at;
    await runStep(download, signal);
    notifyChanged('activities');
  }
  return undefined;
}

async function runStep(download: ActivityExport, signal: AbortSignal): Promise<void> {
  try {
    const waiting = await listExportItems('waiting');
    if (waiting.length > 0) await fetchAll(download, waiting, signal);
    else await finishExport(download, signal);
  } catch (thrown) {
    await recordExportProblem(download, Problem.from(thrown), signal);
  }
}

/** Fetches one after the other, several at a time, until something concerns them all. */
async function fetchAll(download: ActivityExport, waiting: ExportItem[], signal: AbortSignal): Promise<void> {
  const destination = await openDestination(download, disks.getFolderHandle);
  let mayContinueAll = true;
  const fetchItems = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      if (!mayContinueAll || signal.aborted) return;
      try {
        await fetchItem(download, item, destination, signal);
        notifyChanged('activities');
      } catch (thrown) {
        mayContinueAll &&= await recordExportProblem(download, Problem.from(thrown), signal, item);
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, fetchItems));
}

async function fetchItem(
  download: ActivityExport,
  item: ExportItem,
  destination: ExportDestination,
  signal: AbortSignal,
): Promise<void> {
  const known = await destination.find(item);
  if (known !== undefined)
    return await saveExportItem(download, { ...item, state: 'done', name: known, existed: true });
  const fetchFile = async ({ athlete, client }: Session) => {
    if (athlete.id !== download.athlete) throw new Problem('wrong-athlete');
    return await fetchActivityFile(client, item.activity.id, download.kind);
  };
  const { file, extension } = await withSession(fetchFile, { signal, acquireSlot: acquireLowPrioritySlot });
  // Whoever stopped it wants nothing more to be written.
  if (signal.aborted) throw new Problem('stopped');
  await destination.put(item, `${item.stem}.${extension}`, file);
}

async function finishExport(download: ActivityExport, signal: AbortSignal): Promise<void> {
  if (download.target.to === 'zip') await writeExportZip(download, disks.getZipDirectory, signal);
  await completeExport(download);
}

/** Records what a problem means for the download and for one of its items. Returns whether the others may go on. */
async function recordExportProblem(
  { id }: ActivityExport,
  thrown: Problem,
  signal: AbortSignal,
  item?: ExportItem,
): Promise<boolean> {
  const problem = thrown.toPlain();
  if (signal.aborted || problem.kind === 'stopped') return false;
  const before = await getExport();
  // What fails beside one for which all have to wait says nothing new.
  if (before?.id !== id || !mayContinue(before)) return false;
  if (item) await saveExportItem(before, { ...item, ...getItemAfterProblem(problem, item.tries) });
  const next = await updateExport(id, current => getExportAfterProblem(current, problem, item?.tries, Date.now()));
  return next !== undefined && mayContinue(next);
}

const mayContinue = (download: ActivityExport): boolean => getNextRunAt(download, Date.now()) === 0;

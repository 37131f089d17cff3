import { browser } from 'wxt/browser';
import type { OnSyncProgress } from '../features/workout-folder/apply-actions.ts';
import type { FolderWorkout } from '../features/workout-folder/desired-workouts.ts';
import type { SyncReport } from '../features/workout-folder/folder-state.ts';
import {
  deleteManagedFile,
  listManagedFiles,
  recordManagedFile,
} from '../features/workout-folder/folder-store.ts';
import { foldName } from '../formats/portable-names.ts';
import { toBase64 } from './bytes.ts';
import { Problem } from './problem.ts';

/** The folder among the downloads, for browsers that cannot be given another one. */
export const WORKOUT_DOWNLOADS_FOLDER = 'Musette workouts';

/**
 * Adds the planned workouts to a folder among the downloads: each once, and once more when it has changed. What is there can be
 * neither read nor listed, so nothing is ever overwritten or removed: it might have been edited.
 * @throws {Problem} `folder-permission`, `folder-full`, `folder-refused`, `storage-full`, `stopped`
 */
export async function addWorkoutsToDownloads(
  folder: string,
  workouts: readonly FolderWorkout[],
  signal: AbortSignal,
  onStep: OnSyncProgress,
): Promise<SyncReport> {
  const recorded = new Map((await listManagedFiles(folder)).map(one => [foldName(one.name), one]));
  const result: SyncReport = { atMs: 0, files: 0, written: 0, removed: 0, skipped: [], failed: [] };
  for (const [done, { event, name, file, problem }] of workouts.entries()) {
    onStep(done, workouts.length);
    if (signal.aborted) throw new Problem('stopped');
    const before = recorded.get(foldName(name));
    recorded.delete(foldName(name));
    if (!file) {
      result.failed.push({ name, problem });
      continue;
    }
    if (!before?.digests.includes(file.digest)) {
      await saveToDownloads(`${WORKOUT_DOWNLOADS_FOLDER}/${name}`, file.bytes);
      await recordManagedFile(folder, { event, name, digests: [file.digest] });
      result.written += 1;
    }
    result.files += 1;
  }
  for (const { name } of recorded.values()) await deleteManagedFile(folder, name);
  return { ...result, atMs: Date.now() };
}

/**
 * Writes a file below the downloads, and waits until it is there; beside any other of its name, which may be somebody's work.
 * Needs the permission.
 * @throws {Problem} `folder-permission`, `folder-full`, `folder-refused`
 */
export async function saveToDownloads(filename: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!browser.downloads) throw new Problem('folder-permission', { detail: WORKOUT_DOWNLOADS_FOLDER });
  const url = createUrl(bytes);
  try {
    await waitForDownload(
      await browser.downloads.download({ url, filename, conflictAction: 'uniquify', saveAs: false }),
    );
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    throw new Problem('folder-refused', { detail: String(thrown) }, { cause: thrown });
  } finally {
    if (url.startsWith('blob:')) URL.revokeObjectURL(url);
  }
}

/**
 * Service workers have no addresses for blobs, and Firefox downloads no data: addresses. Without a type Chromium finds one of its
 * own, and an ending to go with it: ".txt".
 */
const createUrl = (bytes: Uint8Array<ArrayBuffer>): string =>
  'createObjectURL' in URL
    ? URL.createObjectURL(new Blob([bytes], { type: MIME_TYPE }))
    : `data:${MIME_TYPE};base64,${toBase64(bytes)}`;

const MIME_TYPE = 'application/octet-stream';

interface DownloadDelta {
  id: number;
  state?: { current?: string | undefined } | undefined;
}

/** Waits for the end of a download, and throws where it is not a good one. */
async function waitForDownload(id: number): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const onDownloadChanged = ({ id: changed, state }: DownloadDelta) => {
    if (changed === id && state && state.current !== 'in_progress') resolve();
  };
  // Listened to before it is looked at, so that the end does not fall between.
  browser.downloads.onChanged.addListener(onDownloadChanged);
  const getItem = async () => (await browser.downloads.search({ id }))[0];
  try {
    if ((await getItem())?.state === 'in_progress') await ended;
  } finally {
    browser.downloads.onChanged.removeListener(onDownloadChanged);
  }
  const item = await getItem();
  if (item?.state !== 'complete') throw toDownloadProblem(item?.error);
}

const toDownloadProblem = (error = 'gone'): Problem =>
  new Problem(error === 'FILE_NO_SPACE' ? 'folder-full' : 'folder-refused', { detail: error });

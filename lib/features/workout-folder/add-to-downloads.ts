import { foldName } from '../../formats/portable-names.ts';
import { Problem } from '../../platform/problem.ts';
import { saveToDownloads } from '../../platform/save-download.ts';
import type { OnSyncProgress } from './apply-actions.ts';
import type { FolderWorkout } from './desired-workouts.ts';
import type { SyncReport } from './folder-state.ts';
import { deleteManagedFile, listManagedFiles, recordManagedFile } from './folder-store.ts';

/** The folder in the downloads, for browsers without a picker for folders. */
export const WORKOUT_DOWNLOADS_FOLDER = 'Musette workouts';

/**
 * Adds the planned workouts to a folder in the downloads: each once, and again when it has changed. An extension can neither
 * read nor list that folder, so nothing is ever overwritten or removed: the user may have edited it.
 * @throws {Problem} `downloads-denied`, `folder-full`, `folder-refused`, `storage-full`, `stopped`
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

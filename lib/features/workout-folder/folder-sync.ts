import { type DirectoryHandle, hasWritePermission, openDirectory } from '../../platform/directory.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { isPermissionBack } from '../../platform/permissions.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { getServicePauseEnd } from '../../services/intervals/circuit-breaker.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { calendarSettings } from '../calendar/settings.ts';
import { addWorkoutsToDownloads } from './add-to-downloads.ts';
import { applyDesired } from './apply-actions.ts';
import { getDesiredWorkouts } from './desired-workouts.ts';
import { getStateAfterSync, getSyncDueAt, needsNotification } from './folder-schedule.ts';
import {
  type FolderState,
  getFolderState,
  type SyncFolder,
  type SyncReport,
  updateFolderState,
} from './folder-state.ts';
import { getFolderHandle } from './folder-store.ts';
import { workoutFolderSettings } from './settings.ts';

/** The next sync runs before it is due. */
let isNextForced = false;
/** The user asked for the next sync and sees its result, so no notification is shown. */
let isNextWatched = false;
let hooks: FolderSyncHooks = { notifyProblem: () => undefined };

/** A folder that the user chose. */
export type FolderChoice = Pick<SyncFolder, 'id' | 'name' | 'kind'>;

export interface FolderSyncHooks {
  /** Notifies of a problem that only the user can solve. */
  notifyProblem(problem: PlainProblem): void;
  /** Finds a chosen folder by its id. */
  getHandle?: (folder: string) => Promise<DirectoryHandle | undefined>;
}

/** Syncs the folder if a morning was missed, and after every change of the settings. Called once, when the background starts. */
export function watchForFolderSync(by: FolderSyncHooks): void {
  hooks = by;
  const syncIfChosen = async () => {
    // Most users have no folder, and no start of the background should run a job for them.
    if ((await getFolderState()).folder) await folderJob.trigger();
  };
  calendarSettings.watch(() => void syncIfChosen().catch(reportError));
  workoutFolderSettings.watch(() => void syncIfChosen().catch(reportError));
}

/**
 * Syncs this folder from now on, in place of any other, with the workouts of the connected athlete.
 * @throws {Problem} `not-connected`
 */
export async function startFolderSync({ id, name, kind }: FolderChoice): Promise<void> {
  const athlete = await requireAthleteId();
  void folderJob.stop();
  await updateFolderState(() => ({ folder: { id, name, kind, athlete }, failureCount: 0 }));
  await syncFolder(true);
}

/** Stops syncing. The files in the folder stay. */
export async function stopFolderSync(): Promise<void> {
  void folderJob.stop();
  await updateFolderState(() => ({ failureCount: 0 }));
  await folderJob.schedule(undefined);
}

/**
 * Tries again now if the last problem needed only time, or a permission that is granted again: the network is back, or a page was
 * opened. A pause that was asked for stays.
 */
export async function retryFolderNow(): Promise<void> {
  const { problem } = await getFolderState();
  if (!problem) return;
  if (getPolicy(problem.kind).retry === 'backoff' || (await isPermissionBack(problem))) await syncFolder();
}

/** Syncs the folder when it is due. The result is in `FolderState`. */
export const folderJob: Job = defineJob({
  name: 'workout-folder',
  // A worker that is being stopped may still be writing.
  run: signal => navigator.locks.request('workout-folder', () => syncIfDue(signal)),
});

/** Syncs the folder also before it is due. Calls during a sync share the next one. Never rejects. */
export function syncFolder(byUser = false): Promise<void> {
  isNextForced = true;
  isNextWatched ||= byUser;
  return folderJob.trigger();
}

/** With “Allow on every visit”, the permission is back when the browser starts. */
async function hasPermissionAgain({ folder, problem }: FolderState): Promise<boolean> {
  if (!folder || problem?.kind !== 'folder-permission') return false;
  const handle = await (hooks.getHandle ?? getFolderHandle)(folder.id);
  return handle !== undefined && (await hasWritePermission(handle));
}

/** The settings that the files in the folder, or the hour of the sync, depend on. */
async function getSettingsHash(): Promise<string> {
  const [{ workoutFormat, workoutRanges }, { folderDays, folderHour }] = await Promise.all([
    calendarSettings.get(),
    workoutFolderSettings.get(),
  ]);
  return JSON.stringify([workoutFormat, workoutRanges, folderDays, folderHour]);
}

async function syncIfDue(signal: AbortSignal): Promise<number | undefined> {
  const [isForced, isWatched] = [isNextForced, isNextWatched];
  isNextForced = false;
  isNextWatched = false;
  const [{ folderHour }, settingsHash] = await Promise.all([workoutFolderSettings.get(), getSettingsHash()]);
  const state = await getFolderState();
  const { folder, problem: before } = state;
  if (!folder) return undefined;
  const due = getSyncDueAt(state, folderHour, Date.now());
  const isOutdated = state.settingsHash !== settingsHash;
  if (!isForced && !isOutdated && due > Date.now() && !(await hasPermissionAgain(state))) return due;
  // Stored first: if this worker dies during the sync, the next one syncs at once.
  await updateFolderState(current => ({
    ...current,
    nextAtMs: Date.now(),
    settingsHash,
  }));
  // What nobody waits for keeps every pause. It is due from now on, so it runs at the end of the pause.
  const pausedUntil = isWatched ? 0 : await getServicePauseEnd();
  if (pausedUntil > Date.now()) return pausedUntil;
  const outcome = await syncDirectory(folder, signal);
  const { nextAtMs } = await updateFolderState(({ progress: _, ...state }) =>
    // It was stopped for another folder or account, whose state this is not.
    signal.aborted ? state : getStateAfterSync(state, outcome, folderHour, Date.now()),
  );
  // After a change of the settings the user is on the options page, which shows the problem.
  if (signal.aborted || 'filled' in outcome || isWatched || isOutdated) return nextAtMs;
  const { problem } = outcome;
  if (needsNotification(problem.kind) && problem.kind !== before?.kind) hooks.notifyProblem(problem);
  return nextAtMs;
}

async function syncDirectory(
  { id, kind, athlete }: SyncFolder,
  signal: AbortSignal,
): Promise<{ filled: SyncReport } | { problem: PlainProblem }> {
  const onStep = (done: number, total: number) =>
    void updateFolderState(state => ({ ...state, progress: { done, total } })).catch(reportError);
  try {
    if (kind === 'downloads')
      return { filled: await addWorkoutsToDownloads(id, await getDesiredWorkouts(athlete), signal, onStep) };
    const handle = await (hooks.getHandle ?? getFolderHandle)(id);
    if (!handle) throw new Problem('folder-gone');
    // Before the workouts are requested: without a directory there is nowhere to put them.
    const directory = await openDirectory(handle);
    return {
      filled: await applyDesired({ folder: id, directory, signal, onStep }, await getDesiredWorkouts(athlete)),
    };
  } catch (thrown) {
    return { problem: Problem.from(thrown).toPlain() };
  }
}

import { type DirectoryHandle, hasWritePermission, openDirectory } from '../../platform/directory.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import type { AccountChange } from '../../platform/feature.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
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

/** It is wanted before its time. */
let isNextForced = false;
/** Somebody looks, and need not be told. */
let isNextWatched = false;
let hooks: FolderSyncHooks = { notifyProblem: () => undefined };

/** What the folder is kept with. */
export interface FolderSyncHooks {
  /** Tells a person what nobody else can mend. */
  notifyProblem(problem: PlainProblem): void;
  /** Finds a chosen folder by its id. */
  getHandle?: (folder: string) => Promise<DirectoryHandle | undefined>;
}

/**
 * Looks after the folder: makes up for a morning that was missed, and goes on when an account is connected. Called once, when the background comes to life.
 */
export function watchForFolderSync(by: FolderSyncHooks): void {
  hooks = by;
  const onSettings = () => void onSettingsChanged().catch(reportError);
  calendarSettings.watch(onSettings);
  workoutFolderSettings.watch(onSettings);
}

/** Fills this folder from now on, in place of any other, with the workouts of the connected athlete. @throws {Problem} `not-connected` */
export async function startFolderSync(folder: Omit<SyncFolder, 'athlete'>): Promise<void> {
  const athlete = await requireAthleteId();
  void folderJob.stop();
  await updateFolderState(() => ({ folder: { ...folder, athlete }, failureCount: 0 }));
  await syncFolder(true);
}

/** Fills no folder any more. What is in it stays. */
export async function stopFolderSync(): Promise<void> {
  void folderJob.stop();
  await updateFolderState(() => ({ failureCount: 0 }));
  await folderJob.schedule(undefined);
}

/** Goes on at once where only time was needed: the network is back, or somebody looks. A pause that was asked for is kept. */
export async function retryFolderNow(): Promise<void> {
  const { problem } = await getFolderState();
  if (problem && getPolicy(problem.kind).retry === 'backoff') await syncFolder();
}

/** Brings the folder up to date when its time has come. How it went is in `FolderState`. */
export const folderJob: Job = defineJob({
  name: 'workout-folder',
  // A worker that was told to go may still be writing.
  run: signal => navigator.locks.request('workout-folder', () => syncIfDue(signal)),
});

/** Brings the folder up to date before its time too. Calls during a run share the next one. Never rejects. */
export function syncFolder(byPerson = false): Promise<void> {
  isNextForced = true;
  isNextWatched ||= byPerson;
  return folderJob.trigger();
}

/** Fills the folder if it is due, or if something is not as it was; else it is due when the alarm says. */
async function onSettingsChanged(): Promise<void> {
  const state = await getFolderState();
  if (!state.folder) return;
  const isOutdated = state.settingsHash !== (await getSettingsHash());
  await (isOutdated || (await hasPermissionAgain(state)) ? syncFolder(isOutdated) : folderJob.trigger());
}

/** A permission that was given on every visit is there again when the browser starts. */
async function hasPermissionAgain({ folder, problem }: FolderState): Promise<boolean> {
  if (!folder || problem?.kind !== 'folder-permission') return false;
  const handle = await (hooks.getHandle ?? getFolderHandle)(folder.id);
  return handle !== undefined && (await hasWritePermission(handle));
}

/** What a change of which changes the files, or the hour. */
async function getSettingsHash(): Promise<string> {
  const [{ workoutFormat, workoutRanges }, { folderDays, folderHour }] = await Promise.all([
    calendarSettings.get(),
    workoutFolderSettings.get(),
  ]);
  return JSON.stringify([workoutFormat, workoutRanges, folderDays, folderHour]);
}

/** Ends a sync for the former athlete and starts one for the connected one, which takes a while and is not waited for. */
export async function applyAccountToFolder({ athlete, previous }: AccountChange): Promise<void> {
  if (athlete === previous) return;
  void folderJob.stop();
  void syncFolder(true);
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
  if (!isForced && due > Date.now()) return due;
  // Saved, then done: should this worker die in the middle, its successor is due at once.
  await updateFolderState(current => ({
    ...current,
    nextAtMs: Date.now(),
    settingsHash,
  }));
  const outcome = await syncDirectory(folder, signal);
  const { nextAtMs } = await updateFolderState(({ progress: _, ...state }) =>
    // Whoever stopped it has a folder, or an account, of their own.
    signal.aborted ? state : getStateAfterSync(state, outcome, folderHour, Date.now()),
  );
  if (signal.aborted || 'filled' in outcome || isWatched) return nextAtMs;
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
    // Before anything is asked for: without it there is nowhere to put the answer.
    const directory = await openDirectory(handle);
    return {
      filled: await applyDesired({ folder: id, directory, signal, onStep }, await getDesiredWorkouts(athlete)),
    };
  } catch (thrown) {
    return { problem: Problem.from(thrown).toPlain() };
  }
}

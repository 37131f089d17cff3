import { browser } from 'wxt/browser';
import { keepAwake } from '../../awake.ts';
import { expectAthlete, watchAccount } from '../../credentials.ts';
import { getPolicy } from '../../error-policy.ts';
import { type PlainProblem, Problem } from '../../problem.ts';
import { getSettings, type Settings, watchSettings } from '../../settings.ts';
import { type FolderHandle, isAllowed, openDisk } from './disk.ts';
import { addToDownloads } from './downloads.ts';
import { fill } from './fill.ts';
import { dueAt, needsNotification, stateAfter } from './schedule.ts';
import { type Chosen, changeFolder, type Filled, type FolderState, getFolder } from './state.ts';
import { getHandle } from './store.ts';
import { plannedWorkouts } from './wanted.ts';

/** Name of the alarm that wakes the background when the folder is due. */
export const FOLDER_ALARM = 'folder';

let line: Promise<unknown> = Promise.resolve();
let waiting: Promise<void> | undefined;
let stopper = new AbortController();
/** It is wanted before its time. */
let forced = false;
/** Somebody looks, and need not be told. */
let watched = false;
let keeper: Keeper = { failed: () => undefined };

/** What the folder is kept with. */
export interface Keeper {
  /** Tells a person what nobody else can mend. */
  failed(problem: PlainProblem): void;
  /** Finds a chosen folder by its id. */
  handleOf?: (folder: string) => Promise<FolderHandle | undefined>;
}

/**
 * Looks after the folder: makes up for a morning that was missed, and goes on when an account is connected. Called once, when the background comes to life.
 */
export function keepFolder(by: Keeper): void {
  keeper = by;
  let before: string | null | undefined;
  watchAccount(account => {
    const athlete = account?.athlete.id ?? null;
    const hasChanged = before !== undefined && athlete !== before;
    before = athlete;
    if (hasChanged) void accountChanged();
  });
  watchSettings(settings => void look(settings).catch(reportError));
}

/** Fills this folder from now on, in place of any other, with the workouts of the connected athlete. @throws {Problem} `not-connected` */
export async function startFolder(folder: Omit<Chosen, 'athlete'>): Promise<void> {
  const athlete = await expectAthlete();
  stop();
  await changeFolder(() => ({ folder: { ...folder, athlete }, strikes: 0 }));
  await syncFolder(true);
}

/** Fills no folder any more. What is in it stays. */
export async function stopFolder(): Promise<void> {
  stop();
  await changeFolder(() => ({ strikes: 0 }));
  await browser.alarms.clear(FOLDER_ALARM);
}

/** Goes on at once where only time was needed: the network is back, or somebody looks. A pause that was asked for is kept. */
export async function tryNow(): Promise<void> {
  const { problem } = await getFolder();
  if (problem && getPolicy(problem.kind).retry === 'backoff') await syncFolder();
}

/**
 * Brings the folder up to date, one fill after the other; calls that come during one share the next. Never rejects: how it went is
 * in `FolderState`, and the alarm tries again.
 */
export function syncFolder(byPerson = false): Promise<void> {
  forced = true;
  watched ||= byPerson;
  return syncIfDue();
}

/** The same where its time has come: an alarm and the start of the worker that it wakes want it both, and need it once. */
export function syncIfDue(): Promise<void> {
  waiting ??= line.then(() => {
    waiting = undefined;
    // A worker that was told to go may still be writing.
    return keepAwake(navigator.locks.request(FOLDER_ALARM, run)).catch(reportError);
  });
  line = waiting;
  return waiting;
}

/** Fills the folder if it is due, or if something is not as it was; else it is due when the alarm says. */
async function look(settings: Settings): Promise<void> {
  const state = await getFolder();
  if (!state.folder) return;
  const isOther = state.filledBy !== rulesOf(settings);
  await (isOther || (await isAllowedAgain(state)) ? syncFolder(isOther) : syncIfDue());
}

/** A permission that was given on every visit is there again when the browser starts. */
async function isAllowedAgain({ folder, problem }: FolderState): Promise<boolean> {
  if (!folder || problem?.kind !== 'folder-permission') return false;
  const handle = await (keeper.handleOf ?? getHandle)(folder.id);
  return handle !== undefined && (await isAllowed(handle));
}

/** What a change of which changes the files, or the hour. */
const rulesOf = ({ workoutFormat, workoutRanges, folderDays, folderHour }: Settings): string =>
  JSON.stringify([workoutFormat, workoutRanges, folderDays, folderHour]);

/** A fill for the one athlete must not go on under the other. */
async function accountChanged(): Promise<void> {
  stop();
  await syncFolder(true);
}

function stop(): void {
  stopper.abort();
  stopper = new AbortController();
}

async function run(): Promise<void> {
  const [isForced, isWatched] = [forced, watched];
  forced = false;
  watched = false;
  const { signal } = stopper;
  const settings = await getSettings();
  const state = await getFolder();
  const { folder, problem: before } = state;
  if (!folder) return void browser.alarms.clear(FOLDER_ALARM);
  const due = dueAt(state, settings.folderHour, Date.now());
  if (!isForced && due > Date.now()) return void browser.alarms.create(FOLDER_ALARM, { when: due });
  // Saved, then done: should this worker die in the middle, its successor is due at once.
  await changeFolder(current => ({ ...current, nextAtMs: Date.now(), filledBy: rulesOf(settings) }));
  browser.alarms.create(FOLDER_ALARM, { delayInMinutes: 0.5, periodInMinutes: 0.5 });
  const outcome = await fillFolder(folder, signal);
  const { nextAtMs: when } = await changeFolder(({ doing: _, ...state }) =>
    // Whoever stopped it has a folder, or an account, of their own.
    signal.aborted ? state : stateAfter(state, outcome, settings.folderHour, Date.now()),
  );
  if (signal.aborted) return;
  if (when !== undefined) browser.alarms.create(FOLDER_ALARM, { when });
  if ('filled' in outcome || isWatched) return;
  const { problem } = outcome;
  if (needsNotification(problem.kind) && problem.kind !== before?.kind) keeper.failed(problem);
}

async function fillFolder(
  { id, kind, athlete }: Chosen,
  signal: AbortSignal,
): Promise<{ filled: Filled } | { problem: PlainProblem }> {
  const onStep = (done: number, all: number) =>
    void changeFolder(state => ({ ...state, doing: { done, all } })).catch(reportError);
  try {
    if (kind === 'downloads')
      return { filled: await addToDownloads(id, await plannedWorkouts(athlete), signal, onStep) };
    const handle = await (keeper.handleOf ?? getHandle)(id);
    if (!handle) throw new Problem('folder-gone');
    // Before anything is asked for: without it there is nowhere to put the answer.
    const disk = await openDisk(handle);
    return { filled: await fill({ folder: id, disk, signal, onStep }, await plannedWorkouts(athlete)) };
  } catch (thrown) {
    return { problem: Problem.from(thrown).toPlain() };
  }
}

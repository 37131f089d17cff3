import { foldName } from '../../formats/portable-names.ts';
import { digest } from '../../platform/digest.ts';
import { type Directory, NOT_A_FILE } from '../../platform/directory.ts';
import { Problem } from '../../platform/problem.ts';
import type { FolderWorkout } from './desired-workouts.ts';
import type { SyncReport } from './folder-state.ts';
import { deleteManagedFile, listManagedFiles, recordManagedFile } from './folder-store.ts';
import { type ActualFiles, type FolderAction, reconcile } from './reconcile.ts';

/** What a fill does on: the folder, by its id among those that are known, and its disk. */
interface FolderTarget {
  folder: string;
  directory: Directory;
  /** Ends it between two files: the folder or the account is not the same any more. */
  signal: AbortSignal;
  onStep?: OnSyncProgress;
}

/** Told how many files of a fill are seen to, of how many. */
export type OnSyncProgress = (done: number, total: number) => void;

/**
 * Makes a folder equal to the workouts that are planned. It may die at any step: what is on the disk then is known for Musette's
 * own, and the next fill goes on from there.
 * @throws {Problem} of the kinds `folder-…`, `storage-full`, `stopped`
 */
export async function applyDesired(target: FolderTarget, workouts: readonly FolderWorkout[]): Promise<SyncReport> {
  const desired = workouts.map(({ event, name, file }) => ({
    event,
    name,
    ...(file && { digest: file.digest }),
  }));
  const managed = await listManagedFiles(target.folder);
  const actual = await readActualFiles(target.directory, [...desired, ...managed]);
  const result: SyncReport = {
    atMs: Date.now(),
    files: 0,
    written: 0,
    removed: 0,
    skipped: [],
    failed: workouts.flatMap(({ name, problem }) => (problem ? [{ name, problem }] : [])),
  };
  const actions = reconcile(desired, managed, actual);
  for (const [done, action] of actions.entries()) {
    target.onStep?.(done, actions.length);
    if (target.signal.aborted) throw new Problem('stopped');
    try {
      countAction(result, await applyAction(target, action, workouts));
    } catch (thrown) {
      const problem = Problem.from(thrown);
      // One file that another program holds open must not keep the others waiting.
      if (problem.kind !== 'folder-refused') throw problem;
      result.failed.push({ name: action.name, problem: problem.toPlain() });
    }
  }
  target.onStep?.(actions.length, actions.length);
  return { ...result, atMs: Date.now() };
}

/** Reads only files whose names matter: a folder may hold anything else, of any size. */
async function readActualFiles(directory: Directory, named: readonly { name: string }[]): Promise<ActualFiles> {
  const names = new Set(named.map(({ name }) => foldName(name)));
  const actual = new Map<string, string>();
  for (const name of await directory.names()) {
    const content = names.has(foldName(name)) ? await directory.digest(name) : NOT_A_FILE;
    if (content !== undefined) actual.set(name, content);
  }
  return actual;
}

/** Does it, and returns what was done: a file that changed in the last moment is left alone. */
async function applyAction(
  target: FolderTarget,
  action: FolderAction,
  workouts: readonly FolderWorkout[],
): Promise<FolderAction> {
  const { folder, directory } = target;
  const { name } = action;
  switch (action.do) {
    case 'write': {
      if ((await directory.digest(name)) !== action.over) return toSkipAction(action);
      await writeManagedFile(target, action, workouts);
      return action;
    }
    case 'remove': {
      if ((await directory.digest(name)) !== action.was) return toSkipAction(action);
      await directory.remove(name);
      await deleteManagedFile(folder, name);
      return action;
    }
    case 'forget':
      await deleteManagedFile(folder, name);
      return action;
    default:
      return action;
  }
}

const toSkipAction = (action: Extract<FolderAction, { do: 'write' | 'remove' }>): FolderAction => {
  const isNew = action.do === 'write' && action.over === undefined;
  return { do: 'leave', name: action.name, why: isNew ? 'foreign' : 'edited' };
};

async function writeManagedFile(
  { folder, directory }: FolderTarget,
  { name, event, digest: content, over }: Extract<FolderAction, { do: 'write' }>,
  workouts: readonly FolderWorkout[],
): Promise<void> {
  const file = workouts.find(workout => workout.file?.digest === content)?.file;
  if (!file) throw new Problem('unexpected', { detail: 'a file that nobody planned' });
  // A new file is empty for a moment.
  const before = over ?? (await digest(new Uint8Array()));
  await recordManagedFile(folder, { event, name, digests: [before, content] });
  await directory.write(name, file.bytes);
  if ((await directory.digest(name)) !== content) throw new Problem('folder-refused', { detail: name });
  await recordManagedFile(folder, { event, name, digests: [content] });
}

function countAction(result: SyncReport, action: FolderAction): void {
  if (action.do === 'write') result.written += 1;
  if (action.do === 'remove') result.removed += 1;
  if (action.do === 'write' || action.do === 'keep') result.files += 1;
  if (action.do === 'leave') result.skipped.push({ name: action.name, why: action.why });
}

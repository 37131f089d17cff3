import { digest } from '../../files/digest.ts';
import { folded } from '../../files/disk-names.ts';
import { Problem } from '../../problem.ts';
import { type Disk, NO_FILE } from './disk.ts';
import { type Action, reconcile, type There } from './reconcile.ts';
import type { Filled } from './state.ts';
import { forgetWritten, listWritten, noteWritten } from './store.ts';
import type { Planned } from './wanted.ts';

/** What a fill does on: the folder, by its id among those that are known, and its disk. */
interface Place {
  folder: string;
  disk: Disk;
  /** Ends it between two files: the folder or the account is not the same any more. */
  signal: AbortSignal;
  onStep?: OnStep;
}

/** Told how many files of a fill are seen to, of how many. */
export type OnStep = (done: number, all: number) => void;

/**
 * Makes a folder equal to the workouts that are planned. It may die at any step: what is on the disk then is known for Musette's
 * own, and the next fill goes on from there.
 * @throws {Problem} of the kinds `folder-…`, `storage-full`, `stopped`
 */
export async function fill(place: Place, workouts: readonly Planned[]): Promise<Filled> {
  const wanted = workouts.map(({ event, name, file }) => ({
    event,
    name,
    ...(file && { digest: file.digest }),
  }));
  const written = await listWritten(place.folder);
  const there = await lookAt(place.disk, [...wanted, ...written]);
  const result: Filled = {
    atMs: Date.now(),
    files: 0,
    written: 0,
    removed: 0,
    left: [],
    failed: workouts.flatMap(({ name, problem }) => (problem ? [{ name, problem }] : [])),
  };
  const actions = reconcile(wanted, written, there);
  for (const [done, action] of actions.entries()) {
    place.onStep?.(done, actions.length);
    if (place.signal.aborted) throw new Problem('stopped');
    try {
      count(result, await carryOut(place, action, workouts));
    } catch (thrown) {
      const problem = Problem.from(thrown);
      // One file that another program holds open must not keep the others waiting.
      if (problem.kind !== 'folder-refused') throw problem;
      result.failed.push({ name: action.name, problem: problem.toPlain() });
    }
  }
  place.onStep?.(actions.length, actions.length);
  return { ...result, atMs: Date.now() };
}

/** Reads only files whose names matter: a folder may hold anything else, of any size. */
async function lookAt(disk: Disk, named: readonly { name: string }[]): Promise<There> {
  const names = new Set(named.map(({ name }) => folded(name)));
  const there = new Map<string, string>();
  for (const name of await disk.names()) {
    const content = names.has(folded(name)) ? await disk.digest(name) : NO_FILE;
    if (content !== undefined) there.set(name, content);
  }
  return there;
}

/** Does it, and returns what was done: a file that changed in the last moment is left alone. */
async function carryOut(place: Place, action: Action, workouts: readonly Planned[]): Promise<Action> {
  const { folder, disk } = place;
  const { name } = action;
  switch (action.do) {
    case 'write': {
      if ((await disk.digest(name)) !== action.over) return leave(action);
      await writeNoted(place, action, workouts);
      return action;
    }
    case 'remove': {
      if ((await disk.digest(name)) !== action.was) return leave(action);
      await disk.remove(name);
      await forgetWritten(folder, name);
      return action;
    }
    case 'forget':
      await forgetWritten(folder, name);
      return action;
    default:
      return action;
  }
}

const leave = (action: Extract<Action, { do: 'write' | 'remove' }>): Action => {
  const isNew = action.do === 'write' && action.over === undefined;
  return { do: 'leave', name: action.name, why: isNew ? 'foreign' : 'edited' };
};

async function writeNoted(
  { folder, disk }: Place,
  { name, event, digest: content, over }: Extract<Action, { do: 'write' }>,
  workouts: readonly Planned[],
): Promise<void> {
  const file = workouts.find(workout => workout.file?.digest === content)?.file;
  if (!file) throw new Problem('unexpected', { detail: 'a file that nobody planned' });
  // A new file is empty for a moment.
  const before = over ?? (await digest(new Uint8Array()));
  await noteWritten(folder, { event, name, digests: [before, content] });
  await disk.write(name, file.bytes);
  if ((await disk.digest(name)) !== content) throw new Problem('folder-refused', { detail: name });
  await noteWritten(folder, { event, name, digests: [content] });
}

function count(result: Filled, action: Action): void {
  if (action.do === 'write') result.written += 1;
  if (action.do === 'remove') result.removed += 1;
  if (action.do === 'write' || action.do === 'keep') result.files += 1;
  if (action.do === 'leave') result.left.push({ name: action.name, why: action.why });
}

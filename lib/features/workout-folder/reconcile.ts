import { foldName, proposeFileNames } from '../../formats/portable-names.ts';

/** A workout as the folder should have it. Without a digest its file is bad: whatever the folder has of it stays. */
export interface DesiredFile {
  event: number;
  name: string;
  digest?: string;
}

/**
 * A file that Musette wrote, or was about to write when it was cut off: then it has one of several contents.
 * A file with any other content has been changed by somebody else.
 */
export interface ManagedFile {
  event: number;
  name: string;
  digests: string[];
}

/** The files in the folder: their names as they are there, and the digests of their contents. */
export type ActualFiles = ReadonlyMap<string, string>;

export type FolderAction =
  /** Writes a new file, or over one that is exactly as Musette wrote it: its digest is in `over`. */
  | { do: 'write'; name: string; event: number; digest: string; over?: string }
  | { do: 'remove'; name: string; was: string }
  /** It is as it should be. Whose it is does not change. */
  | { do: 'keep'; name: string }
  | { do: 'leave'; name: string; why: SkipReason }
  /** The file is gone: nothing more is known of it. */
  | { do: 'forget'; name: string };

/** Why a file stays as it is though another one is wanted: Musette never wrote it, or somebody has changed it since. */
export type SkipReason = 'foreign' | 'edited';

/**
 * What makes the folder equal to what is wanted. A file that is not exactly as Musette wrote it is neither removed nor
 * overwritten: a workout whose name is taken gets another one.
 */
export function reconcile(
  desired: readonly DesiredFile[],
  managed: readonly ManagedFile[],
  actual: ActualFiles,
): FolderAction[] {
  const folder = new Folder(managed, actual);
  const reserved = new Set(desired.map(({ name }) => foldName(name)));
  const done = new Set<string>();
  const actions = desired.flatMap(file => {
    if (file.digest === undefined) return folder.getFiles(file.event).map(name => markDone(done, toKeepAction(name)));
    return folder.planFile({ ...file, digest: file.digest }, reserved).map(action => markDone(done, action));
  });
  const obsolete = [...folder.managed].filter(([name]) => !done.has(name));
  return [
    ...folder.missing.map(({ name }) => ({ do: 'forget', name }) as const),
    // First, so that what is past makes room for what is new.
    ...obsolete.map(([name, { digests }]) => folder.planRemoval(name, digests)),
    ...actions,
  ];
}

function markDone(done: Set<string>, action: FolderAction): FolderAction {
  done.add(action.name);
  return action;
}

const toKeepAction = (name: string): FolderAction => ({ do: 'keep', name });

class Folder {
  /** What Musette wrote, by the name under which it is there now. */
  readonly managed = new Map<string, ManagedFile>();
  /** What Musette wrote and is there no more. */
  readonly missing: ManagedFile[] = [];
  readonly #actual: ActualFiles;
  /** A disk that does not mind upper case has one file of several names. */
  readonly #byFoldedName = new Map<string, string[]>();

  constructor(written: readonly ManagedFile[], there: ActualFiles) {
    this.#actual = there;
    for (const name of there.keys()) {
      this.#byFoldedName.set(foldName(name), [...(this.#byFoldedName.get(foldName(name)) ?? []), name]);
    }
    for (const record of written) {
      const name = there.has(record.name) ? record.name : this.#findByFoldedName(record.name)[0];
      if (name === undefined) this.missing.push(record);
      else this.managed.set(name, record);
    }
  }

  getFiles = (event: number): string[] =>
    [...this.managed].filter(([, record]) => record.event === event).map(([name]) => name);

  /** Finds the file for a workout. Names that other workouts want are `reserved`, also from each other's second choice. */
  planFile(wanted: Required<DesiredFile>, reserved: Set<string>): FolderAction[] {
    for (const name of proposeFileNames(wanted.name)) {
      if (name !== wanted.name && reserved.has(foldName(name))) continue;
      const files = this.#findByFoldedName(name);
      const same = files.find(file => this.#actual.get(file) === wanted.digest);
      if (same !== undefined) return [...this.#skipForeign(wanted.name, name), toKeepAction(same)];
      const own = files.find(file => this.managed.has(file));
      if (files.length > 0 && own === undefined) continue;
      reserved.add(foldName(name));
      return [...this.#skipForeign(wanted.name, name), this.#planWrite(wanted, own ?? name)];
    }
    return [];
  }

  planRemoval(name: string, digests: string[]): FolderAction {
    const was = this.#actual.get(name) ?? '';
    return digests.includes(was) ? { do: 'remove', name, was } : { do: 'leave', name, why: 'edited' };
  }

  #planWrite({ event, digest }: Required<DesiredFile>, name: string): FolderAction {
    const over = this.#actual.get(name);
    if (over === undefined) return { do: 'write', name, event, digest };
    return this.managed.get(name)?.digests.includes(over)
      ? { do: 'write', name, event, digest, over }
      : { do: 'leave', name, why: 'edited' };
  }

  #skipForeign = (wished: string, name: string): FolderAction[] =>
    wished === name ? [] : this.#findByFoldedName(wished).map(file => ({ do: 'leave', name: file, why: 'foreign' }));

  #findByFoldedName = (name: string): string[] => this.#byFoldedName.get(foldName(name)) ?? [];
}

import { folded, namesLike } from '../../files/disk-names.ts';

/** A workout as the folder should have it. Without a digest its file is bad: whatever the folder has of it stays. */
export interface Wanted {
  event: number;
  name: string;
  digest?: string;
}

/**
 * A file that Musette wrote, or was about to write when it was cut off: then it has one of several contents.
 * A file with any other content has been changed by somebody else.
 */
export interface Written {
  event: number;
  name: string;
  digests: string[];
}

/** The files in the folder: their names as they are there, and the digests of their contents. */
export type There = ReadonlyMap<string, string>;

export type Action =
  /** Writes a new file, or over one that is exactly as Musette wrote it: its digest is in `over`. */
  | { do: 'write'; name: string; event: number; digest: string; over?: string }
  | { do: 'remove'; name: string; was: string }
  /** It is as it should be. Whose it is does not change. */
  | { do: 'keep'; name: string }
  | { do: 'leave'; name: string; why: LeftBecause }
  /** The file is gone: nothing more is known of it. */
  | { do: 'forget'; name: string };

/** Why a file stays as it is though another one is wanted: Musette never wrote it, or somebody has changed it since. */
export type LeftBecause = 'foreign' | 'edited';

/**
 * What makes the folder equal to what is wanted. A file that is not exactly as Musette wrote it is neither removed nor
 * overwritten: a workout whose name is taken gets another one.
 */
export function reconcile(wanted: readonly Wanted[], written: readonly Written[], there: There): Action[] {
  const folder = new Folder(written, there);
  const reserved = new Set(wanted.map(({ name }) => folded(name)));
  const done = new Set<string>();
  const actions = wanted.flatMap(one => {
    if (one.digest === undefined) return folder.filesOf(one.event).map(name => settle(done, keep(name)));
    return folder.place({ ...one, digest: one.digest }, reserved).map(action => settle(done, action));
  });
  const rest = [...folder.mine].filter(([name]) => !done.has(name));
  return [
    ...folder.gone.map(({ name }) => ({ do: 'forget', name }) as const),
    // First, so that what is past makes room for what is new.
    ...rest.map(([name, { digests }]) => folder.takeOut(name, digests)),
    ...actions,
  ];
}

function settle(done: Set<string>, action: Action): Action {
  done.add(action.name);
  return action;
}

const keep = (name: string): Action => ({ do: 'keep', name });

class Folder {
  /** What Musette wrote, by the name under which it is there now. */
  readonly mine = new Map<string, Written>();
  /** What Musette wrote and is there no more. */
  readonly gone: Written[] = [];
  readonly #there: There;
  /** A disk that does not mind upper case has one file of several names. */
  readonly #byFold = new Map<string, string[]>();

  constructor(written: readonly Written[], there: There) {
    this.#there = there;
    for (const name of there.keys()) {
      this.#byFold.set(folded(name), [...(this.#byFold.get(folded(name)) ?? []), name]);
    }
    for (const record of written) {
      const name = there.has(record.name) ? record.name : this.#alike(record.name)[0];
      if (name === undefined) this.gone.push(record);
      else this.mine.set(name, record);
    }
  }

  filesOf = (event: number): string[] =>
    [...this.mine].filter(([, record]) => record.event === event).map(([name]) => name);

  /** Finds the file for a workout. Names that other workouts want are `reserved`, also from each other's second choice. */
  place(wanted: Required<Wanted>, reserved: Set<string>): Action[] {
    for (const name of namesLike(wanted.name)) {
      if (name !== wanted.name && reserved.has(folded(name))) continue;
      const files = this.#alike(name);
      const same = files.find(file => this.#there.get(file) === wanted.digest);
      if (same !== undefined) return [...this.#passedOver(wanted.name, name), keep(same)];
      const own = files.find(file => this.mine.has(file));
      if (files.length > 0 && own === undefined) continue;
      reserved.add(folded(name));
      return [...this.#passedOver(wanted.name, name), this.#write(wanted, own ?? name)];
    }
    return [];
  }

  takeOut(name: string, digests: string[]): Action {
    const was = this.#there.get(name) ?? '';
    return digests.includes(was) ? { do: 'remove', name, was } : { do: 'leave', name, why: 'edited' };
  }

  #write({ event, digest }: Required<Wanted>, name: string): Action {
    const over = this.#there.get(name);
    if (over === undefined) return { do: 'write', name, event, digest };
    return this.mine.get(name)?.digests.includes(over)
      ? { do: 'write', name, event, digest, over }
      : { do: 'leave', name, why: 'edited' };
  }

  #passedOver = (wished: string, name: string): Action[] =>
    wished === name ? [] : this.#alike(wished).map(file => ({ do: 'leave', name: file, why: 'foreign' }));

  #alike = (name: string): string[] => this.#byFold.get(folded(name)) ?? [];
}

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { Problem } from './problem.ts';

/**
 * A database that is opened when it is first needed, once a context; anew after it could not be opened, the browser closed it, or it
 * had to make way for a newer version.
 */
export function openedOnce<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: (db: IDBPDatabase<Schema>, before: number) => void,
) {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => {
    opened = undefined;
  };
  const open = () =>
    openDB<Schema>(name, version, {
      upgrade,
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
  return {
    database: (): Promise<IDBPDatabase<Schema>> => {
      opened ??= open().catch(thrown => {
        // One failure must not stand for all that come after it.
        forget();
        throw thrown;
      });
      return opened;
    },
    /** Whether there is such a database. Nothing is opened, and none is made. */
    isThere: async (): Promise<boolean> =>
      opened !== undefined || (await indexedDB.databases()).some(there => there.name === name),
    close: async (): Promise<void> => {
      const db = await opened;
      forget();
      db?.close();
    },
  };
}

/** Runs `work` in a transaction: all of it is stored, or nothing. @throws {Problem} `storage-full`, `file-unreadable` */
export async function wholly<Result>(tx: AnyTransaction, work: () => Promise<Result>): Promise<Result> {
  try {
    // A failed request rejects `done` as well; whoever rejects first is reported, the other must not go unheard.
    const [result] = await Promise.all([work(), tx.done]);
    return result;
  } catch (thrown) {
    abort(tx);
    // A request that was pending when the disk was full says no more than that it was aborted.
    throw storageProblem(tx.error ?? thrown);
  }
}

interface AnyTransaction {
  done: Promise<void>;
  error: DOMException | null;
  abort(): void;
}

/** What failed outside of a request, in `work` itself, does not keep the rest from being stored. */
function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It was aborted by what failed.
  }
}

/** What it means that something could not be stored. */
export function storageProblem(thrown: unknown): Problem {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'QuotaExceededError') return new Problem('storage-full', {}, { cause: thrown });
  // The file behind a Blob changed or went away before its bytes were copied.
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return new Problem('file-unreadable', {}, { cause: thrown });
  }
  return Problem.from(thrown);
}

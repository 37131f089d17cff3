import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { Problem } from './problem.ts';

/**
 * A database that is opened when it is first needed, once a context; anew after it could not be opened, the browser closed it, or it
 * had to make way for a newer version.
 */
export function lazyDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: (db: IDBPDatabase<Schema>, oldVersion: number) => void,
) {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const reset = () => {
    opened = undefined;
  };
  const open = () =>
    openDB<Schema>(name, version, {
      upgrade,
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        reset();
      },
      terminated: reset,
    });
  return {
    database: (): Promise<IDBPDatabase<Schema>> => {
      opened ??= open().catch(thrown => {
        // One failure must not stand for all that come after it.
        reset();
        throw thrown;
      });
      return opened;
    },
    /** Whether there is such a database. Nothing is opened, and none is made. */
    exists: async (): Promise<boolean> =>
      opened !== undefined || (await indexedDB.databases()).some(info => info.name === name),
    close: async (): Promise<void> => {
      const db = await opened;
      reset();
      db?.close();
    },
  };
}

/** Runs `work` in a transaction: all of it is stored, or nothing. @throws {Problem} `storage-full`, `file-unreadable` */
export async function inTransaction<Result>(
  tx: AnyTransaction,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    // A failed request rejects `done` as well; whoever rejects first is reported, the other must not go unheard.
    const [result] = await Promise.all([work(), tx.done]);
    return result;
  } catch (thrown) {
    abortTransaction(tx);
    // A request that was pending when the disk was full says no more than that it was aborted.
    throw toStorageProblem(tx.error ?? thrown);
  }
}

interface AnyTransaction {
  done: Promise<void>;
  error: DOMException | null;
  abort(): void;
}

/** What failed outside of a request, in `work` itself, does not keep the rest from being stored. */
function abortTransaction(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It was aborted by what failed.
  }
}

/** What it means that something could not be stored. */
export function toStorageProblem(thrown: unknown): Problem {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'QuotaExceededError') return new Problem('storage-full', {}, { cause: thrown });
  // The file behind a Blob changed or went away before its bytes were copied.
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return new Problem('file-unreadable', {}, { cause: thrown });
  }
  return Problem.from(thrown);
}

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { Problem } from './problem.ts';

/** Closes a database, for each that this context has declared. */
const closers: (() => Promise<void>)[] = [];

/** Closes every database of this context; each is opened again when it is needed. */
export const closeDatabases = (): Promise<unknown> => Promise.all(closers.map(close => close()));

/**
 * A database that is opened when it is first needed, once a context. It is opened again after opening failed, after the browser
 * closed it, and after another context upgraded it.
 */
export function lazyDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  create: (db: IDBPDatabase<Schema>) => void,
) {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const reset = () => {
    opened = undefined;
  };
  const open = async () =>
    await openDB<Schema>(name, version, {
      upgrade: create,
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        reset();
      },
      terminated: reset,
    });
  closers.push(async () => {
    const db = await opened?.catch(() => undefined);
    reset();
    db?.close();
  });
  return {
    database: (): Promise<IDBPDatabase<Schema>> => {
      opened ??= open().catch(thrown => {
        // So that the next call tries again.
        reset();
        throw toStorageProblem(thrown);
      });
      return opened;
    },
    /** Whether the database exists; does not open or create it. */
    exists: async (): Promise<boolean> => opened !== undefined || (await listDatabaseNames()).includes(name),
  };
}

async function listDatabaseNames(): Promise<unknown[]> {
  try {
    return (await indexedDB.databases()).map(({ name }) => name);
  } catch (thrown) {
    throw toStorageProblem(thrown);
  }
}

/** Runs `work` in a transaction: either everything is stored or nothing. @throws {Problem} `storage-full`, `file-unreadable` */
export async function inTransaction<Result>(tx: AnyTransaction, work: () => Promise<Result>): Promise<Result> {
  try {
    // A failed request rejects `done` too. Both are awaited, so that neither is an unhandled rejection.
    const [result] = await Promise.all([work(), tx.done]);
    return result;
  } catch (thrown) {
    abortTransaction(tx);
    // A request that was pending when the disk became full only reports an AbortError; the transaction has the reason.
    throw toStorageProblem(tx.error ?? thrown);
  }
}

interface AnyTransaction {
  done: Promise<void>;
  error: DOMException | null;
  abort(): void;
}

/** An error in `work` outside of a request does not abort the transaction by itself. */
function abortTransaction(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // The failure has aborted it already.
  }
}

/** The problem behind an error of the storage. */
export function toStorageProblem(thrown: unknown): Problem {
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: '' };
  if (name === 'QuotaExceededError') return new Problem('storage-full', {}, { cause: thrown });
  // A Firefox that never remembers history refuses with these words to make a database (153, 2026-11).
  if (name === 'InvalidStateError' && message.includes('did not allow mutations'))
    return new Problem('no-storage', {}, { cause: thrown });
  // The file behind a Blob was changed or removed before its bytes were copied.
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return new Problem('file-unreadable', {}, { cause: thrown });
  }
  return Problem.from(thrown);
}

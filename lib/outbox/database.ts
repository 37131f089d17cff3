import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Job, Plan } from '../missing/job.ts';
import type { Finding, Search } from '../missing/search.ts';
import { Problem } from '../problem.ts';
import type { StateName, Upload } from './upload.ts';

interface OutboxSchema extends DBSchema {
  uploads: {
    key: string;
    value: Upload;
    indexes: {
      /** Newest first lists. */
      addedAt: number;
      /** What is due: ['queued', dueAt]. Rows in other states have no due time and so no entry. */
      due: [string, number];
      state: StateName;
      digest: [string, string];
      batch: [number, StateName];
    };
  };
  /** Bytes by upload id, kept as long as the upload may still need them. */
  bytes: { key: string; value: Blob };
  /** What is missing on Intervals.icu, as it was last looked for, and how the sending of it stands. One value each. */
  missing: { key: 'search' | 'findings' | 'plan'; value: Search | Finding[] | Plan };
  /** What is to be sent of it: ['waiting', order] and so on. */
  jobs: { key: string; value: Job; indexes: { state: [Job['state']['name'], number] } };
}

type Room = 'uploads' | 'bytes' | 'missing' | 'jobs';
type Transaction<Rooms extends Room[]> = IDBPTransaction<OutboxSchema, Rooms, 'readwrite'>;

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
    close: async (): Promise<void> => {
      const db = await opened;
      forget();
      db?.close();
    },
  };
}

/** The outbox's database. */
export const { database, close: closeDatabase } = openedOnce<OutboxSchema>('musette', 2, (db, before) => {
  if (before < 1) createOutbox(db);
  if (before < 2) createMissing(db);
});

function createOutbox(db: IDBPDatabase<OutboxSchema>): void {
  const uploads = db.createObjectStore('uploads', { keyPath: 'id' });
  uploads.createIndex('addedAt', 'addedAt');
  uploads.createIndex('due', ['state.name', 'state.dueAt']);
  uploads.createIndex('state', 'state.name');
  uploads.createIndex('digest', ['athlete', 'digest'], { unique: true });
  uploads.createIndex('batch', ['batch', 'state.name']);
  db.createObjectStore('bytes');
}

function createMissing(db: IDBPDatabase<OutboxSchema>): void {
  db.createObjectStore('missing');
  db.createObjectStore('jobs', { keyPath: 'id' }).createIndex('state', ['state.name', 'order']);
}

/**
 * Runs `work` on rows and bytes in one transaction: all of it is stored, or nothing.
 * @throws {Problem} `storage-full`, `file-unreadable`
 */
export const write = <Result>(
  work: (tx: Transaction<('uploads' | 'bytes')[]>) => Promise<Result>,
  durability: IDBTransactionDurability,
): Promise<Result> => writeIn(['uploads', 'bytes'], work, durability);

/** The same for other stores. @throws {Problem} `storage-full`, `file-unreadable` */
export async function writeIn<Name extends Room, Result>(
  rooms: Name[],
  work: (tx: Transaction<Name[]>) => Promise<Result>,
  durability: IDBTransactionDurability,
): Promise<Result> {
  try {
    const tx = (await database()).transaction(rooms, 'readwrite', { durability });
    return await wholly(tx, () => work(tx));
  } catch (thrown) {
    throw storageProblem(thrown);
  }
}

/** Runs `work` in a transaction, of any database: all of it is stored, or nothing. @throws {Problem} as `write` */
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

function storageProblem(thrown: unknown): Problem {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'QuotaExceededError') return new Problem('storage-full', {}, { cause: thrown });
  // The file behind a Blob changed or went away before its bytes were copied.
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return new Problem('file-unreadable', {}, { cause: thrown });
  }
  return Problem.from(thrown);
}

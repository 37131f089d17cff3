import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { openedOnce, storageProblem, wholly } from '../database.ts';
import type { Job, Plan } from '../missing/job.ts';
import type { Finding, Search } from '../missing/search.ts';
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

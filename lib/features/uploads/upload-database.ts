import type { DBSchema, IDBPTransaction } from 'idb';
import { inTransaction, lazyDatabase, toStorageProblem } from '../../platform/database.ts';
import type { BackfillJobState } from '../backfill/backfill-job.ts';
import type { UploadStateName } from './upload.ts';

interface UploadsSchema extends DBSchema {
  uploads: {
    key: string;
    /** An `Upload`, once `upload-rows.ts` has parsed it. */
    value: unknown;
    indexes: {
      /** For lists with the newest first. */
      addedAt: number;
      /** For due uploads: ['queued', dueAt]. Uploads in other states have no due time and so no entry. */
      due: [string, number];
      state: UploadStateName;
      digest: [string, string];
      batch: [number, UploadStateName];
    };
  };
  /** Bytes by upload id, stored as long as the upload may need them. */
  bytes: { key: string; value: Blob };
  /** The newest search for missing activities, its findings, and the plan for sending them. One value each. */
  missing: { key: 'search' | 'findings' | 'plan'; value: unknown };
  /** The jobs of the plan. Index: ['waiting', order] and so on. */
  jobs: { key: string; value: unknown; indexes: { state: [BackfillJobState['name'], number] } };
}

type StoreName = 'uploads' | 'bytes' | 'missing' | 'jobs';
type WriteTransaction<Names extends StoreName[]> = IDBPTransaction<UploadsSchema, Names, 'readwrite'>;

/** The outbox's database. */
export const { database: uploadDatabase } = lazyDatabase<UploadsSchema>('musette', 1, db => {
  const uploads = db.createObjectStore('uploads', { keyPath: 'id' });
  uploads.createIndex('addedAt', 'addedAt');
  uploads.createIndex('due', ['state.name', 'state.dueAt']);
  uploads.createIndex('state', 'state.name');
  uploads.createIndex('digest', ['athlete', 'digest'], { unique: true });
  uploads.createIndex('batch', ['batch', 'state.name']);
  db.createObjectStore('bytes');
  db.createObjectStore('missing');
  db.createObjectStore('jobs', { keyPath: 'id' }).createIndex('state', ['state.name', 'order']);
});

/**
 * Runs `work` on uploads and bytes in one transaction: everything is stored, or nothing.
 * @throws {Problem} `storage-full`, `file-unreadable`
 */
export const writeUploads = <Result>(
  work: (tx: WriteTransaction<('uploads' | 'bytes')[]>) => Promise<Result>,
  durability: IDBTransactionDurability,
): Promise<Result> => writeStores(['uploads', 'bytes'], work, durability);

/** Runs `work` on other stores in one transaction. @throws {Problem} `storage-full`, `file-unreadable` */
export async function writeStores<Name extends StoreName, Result>(
  stores: Name[],
  work: (tx: WriteTransaction<Name[]>) => Promise<Result>,
  durability: IDBTransactionDurability,
): Promise<Result> {
  try {
    const tx = (await uploadDatabase()).transaction(stores, 'readwrite', { durability });
    return await inTransaction(tx, () => work(tx));
  } catch (thrown) {
    throw toStorageProblem(thrown);
  }
}

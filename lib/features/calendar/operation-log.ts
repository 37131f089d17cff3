import type { DBSchema } from 'idb';
import { notifyChanged } from '../../platform/change-events.ts';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import type { CalendarOperation } from './calendar-operation.ts';

interface OperationSchema extends DBSchema {
  deeds: {
    key: string;
    value: CalendarOperation;
    indexes: { when: [athlete: string, atMs: number]; batch: string };
  };
}

const { database, close } = lazyDatabase<OperationSchema>('musette-plan', 1, db => {
  const deeds = db.createObjectStore('deeds', { keyPath: 'id' });
  deeds.createIndex('when', ['athlete', 'atMs']);
  deeds.createIndex('batch', 'batch');
});

/** Closes the database; it is opened again when it is needed. */
export const closeOperationLog = close;

/** More operations than a user remembers. */
const MAX_OPERATIONS = 500;

/** Logs an operation, on disk before it resolves, and deletes the oldest ones. @throws {Problem} `storage-full` */
export async function saveOperation(operation: CalendarOperation): Promise<void> {
  const tx = (await database()).transaction('deeds', 'readwrite', { durability: 'strict' });
  await inTransaction(tx, async () => {
    await tx.store.put(operation);
    const old = await tx.store.index('when').getAllKeys(toKeyRange(operation.athlete));
    for (const id of old.slice(0, -MAX_OPERATIONS)) await tx.store.delete(id);
  });
}

export async function getOperation(id: string): Promise<CalendarOperation | undefined> {
  return await (await database()).get('deeds', id);
}

export async function deleteOperation(id: string): Promise<void> {
  await (await database()).delete('deeds', id);
}

/** Operations that were requested together, the last first. */
export async function getBatchOperations(batch: string): Promise<CalendarOperation[]> {
  const operations = await (await database()).getAllFromIndex('deeds', 'batch', batch);
  return operations.sort((a, b) => b.atMs - a.atMs);
}

/** The athlete's last operations that were requested together; empty if there is nothing to undo. */
export async function getRecentOperations(athlete: string): Promise<CalendarOperation[]> {
  const { store } = (await database()).transaction('deeds');
  // An operation dated by a clock that ran ahead would stay the last one until that time.
  const cursor = await store.index('when').openCursor(toKeyRange(athlete, Date.now()), 'prev');
  return cursor ? await getBatchOperations(cursor.value.batch) : [];
}

/** Offers no more to undo what was done in one go. It stays known. */
export async function dismissOperations(batch: string): Promise<void> {
  const tx = (await database()).transaction('deeds', 'readwrite');
  await inTransaction(tx, async () => {
    for (const operation of await tx.store.index('batch').getAll(batch)) {
      await tx.store.put({ ...operation, dismissed: true });
    }
  });
  notifyChanged('calendar');
}

/** Deletes the log: no athlete is connected any more. */
export async function clearOperations(): Promise<void> {
  await (await database()).clear('deeds');
}

/** Arrays sort behind numbers. */
const toKeyRange = (athlete: string, until: number | [] = []): IDBKeyRange =>
  IDBKeyRange.bound([athlete], [athlete, until]);

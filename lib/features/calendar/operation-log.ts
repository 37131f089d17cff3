import type { DBSchema } from 'idb';
import { notifyChanged } from '../../platform/change-events.ts';
import { inTransaction, lazyDatabase } from '../../platform/database.ts';
import type { CalendarOperation } from './calendar-operation.ts';
import { operationRows } from './calendar-rows.ts';

interface OperationSchema extends DBSchema {
  operations: {
    key: string;
    value: unknown;
    indexes: { when: [athlete: string, atMs: number]; batch: string };
  };
}

const { database } = lazyDatabase<OperationSchema>('musette-calendar-operations', 1, db => {
  const operations = db.createObjectStore('operations', { keyPath: 'id' });
  operations.createIndex('when', ['athlete', 'atMs']);
  operations.createIndex('batch', 'batch');
});

/** More operations than a user remembers. */
const MAX_OPERATIONS = 500;

/** Logs an operation, on disk before it resolves, and deletes the oldest ones. @throws {Problem} `storage-full` */
export async function saveOperation(operation: CalendarOperation): Promise<void> {
  const tx = (await database()).transaction('operations', 'readwrite', { durability: 'strict' });
  await inTransaction(tx, async () => {
    await tx.store.put(operation);
    const old = await tx.store.index('when').getAllKeys(toKeyRange(operation.athlete));
    for (const id of old.slice(0, -MAX_OPERATIONS)) await tx.store.delete(id);
  });
}

export async function getOperation(id: string): Promise<CalendarOperation | undefined> {
  return operationRows.parse(await (await database()).get('operations', id));
}

export async function deleteOperation(id: string): Promise<void> {
  await (await database()).delete('operations', id);
}

/** Operations that were requested together, the last first. */
export async function getBatchOperations(batch: string): Promise<CalendarOperation[]> {
  const operations = await (await database()).getAllFromIndex('operations', 'batch', batch);
  return operationRows.parseAll(operations).sort((a, b) => b.atMs - a.atMs);
}

/** The athlete's last operations that were requested together; empty if there is nothing to undo. */
export async function getRecentOperations(athlete: string): Promise<CalendarOperation[]> {
  const { store } = (await database()).transaction('operations');
  // An operation dated by a clock that ran ahead would stay the last one until that time.
  let cursor = await store.index('when').openCursor(toKeyRange(athlete, Date.now()), 'prev');
  while (cursor && !operationRows.parse(cursor.value)) cursor = await cursor.continue();
  const last = operationRows.parse(cursor?.value);
  return last ? await getBatchOperations(last.batch) : [];
}

/** Hides the undo of operations that were requested together. They stay in the log. */
export async function dismissOperations(batch: string): Promise<void> {
  const tx = (await database()).transaction('operations', 'readwrite');
  await inTransaction(tx, async () => {
    for (const operation of operationRows.parseAll(await tx.store.index('batch').getAll(batch))) {
      await tx.store.put({ ...operation, dismissed: true });
    }
  });
  notifyChanged('calendar');
}

/** The workouts that Intervals.icu made of another length, as long as the user has not said whether that is right. Oldest first. */
export async function getLengthQuestions(athlete: string): Promise<CalendarOperation[]> {
  const operations = await (await database()).getAllFromIndex('operations', 'when', toKeyRange(athlete));
  return operationRows.parseAll(operations).filter(hasLengthQuestion);
}

const hasLengthQuestion = ({ change }: CalendarOperation): boolean =>
  'lengths' in change && change.lengths !== undefined;

/** The user wants to keep these workouts, or they are gone: nothing is asked about them any more. */
export async function closeLengthQuestions(
  athlete: string,
  isClosed: (operation: CalendarOperation) => boolean,
): Promise<void> {
  const tx = (await database()).transaction('operations', 'readwrite');
  await inTransaction(tx, async () => {
    for (const operation of operationRows.parseAll(await tx.store.index('when').getAll(toKeyRange(athlete)))) {
      if (!('lengths' in operation.change) || !isClosed(operation)) continue;
      const { lengths: _, ...change } = operation.change;
      await tx.store.put({ ...operation, change });
    }
  });
  notifyChanged('calendar');
}

/** Deletes the log: no athlete is connected any more. */
export async function clearOperations(): Promise<void> {
  await (await database()).clear('operations');
}

/** Arrays sort behind numbers. */
const toKeyRange = (athlete: string, until: number | [] = []): IDBKeyRange =>
  IDBKeyRange.bound([athlete], [athlete, until]);

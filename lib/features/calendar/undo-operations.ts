import type { CalendarDate } from '../../platform/calendar-date.ts';
import { Problem } from '../../platform/problem.ts';
import { pairActivity } from '../../services/intervals/activities.ts';
import { createEvent, listEvents, updateEvent } from '../../services/intervals/calendar-events.ts';
import type { Session } from '../../services/intervals/session.ts';
import { type AddChange, type CalendarOperation, type DeleteChange, toLocalStart } from './calendar-operation.ts';
import {
  deleteEventIfExists,
  findEventByExternalId,
  getLengthDifference,
  getMisreading,
  rollBackEvent,
} from './create-event.ts';
import { deleteOperation, getBatchOperations, getOperation, saveOperation } from './operation-log.ts';
import { type OperationRequest, runOperation } from './run-operation.ts';

/**
 * Undoes operations that were requested together, the last first. One that fails stays in the log, so that undo can be retried.
 * @throws {Problem} as the API; `misread-workout` when a deleted workout does not come back as it was
 */
export async function undoOperations(request: OperationRequest): Promise<void> {
  const operations = await getBatchOperations(request.batch);
  if (operations.some(({ athlete }) => athlete !== request.athlete)) throw new Problem('wrong-athlete');
  await runOperation(request, operations.flatMap(getChangedDays), async session => {
    for (const operation of operations) {
      const question = await undoOperation(session, operation);
      await deleteOperation(operation.id);
      if (question) await saveOperation(question);
    }
  });
}

/** Takes one workout off the calendar again that was added or copied. @throws {Problem} as the API */
export async function removeAddedEvent({
  athlete,
  operation: id,
}: {
  athlete: string;
  operation: string;
}): Promise<void> {
  const operation = await getOperation(id);
  if (!operation || operation.athlete !== athlete) return;
  await runOperation(operation, getChangedDays(operation), async session => {
    const { change } = operation;
    if (change.kind === 'added' || change.kind === 'copied') await undoAdd(session, id, change);
    await deleteOperation(id);
  });
}

const getChangedDays = ({ change }: CalendarOperation): CalendarDate[] =>
  change.kind === 'moved' ? [change.from.day, change.to.day] : [change.day];

/** Returns what is left to ask the user about. */
async function undoOperation(session: Session, operation: CalendarOperation): Promise<CalendarOperation | undefined> {
  const { id, change } = operation;
  switch (change.kind) {
    case 'added':
    case 'copied':
      await undoAdd(session, id, change);
      return undefined;
    case 'moved':
      await updateEvent(session.client, session.athlete.id, change.event, {
        start_date_local: toLocalStart(change.from),
      });
      return undefined;
    case 'deleted':
      return await restoreEvent(session, operation, change);
  }
}

async function undoAdd(session: Session, id: string, { event, day }: AddChange): Promise<void> {
  const added = event ?? (await findEventByExternalId(session, day, id))?.id;
  if (added !== undefined) await deleteEventIfExists(session, added);
}

/** It may be there: never deleted because the request was lost, or brought back before and the answer was. */
async function restoreEvent(
  session: Session,
  operation: CalendarOperation,
  deleted: DeleteChange,
): Promise<CalendarOperation | undefined> {
  const { id } = operation;
  const { athlete, client } = session;
  const { event, day, activity, draft, expected } = deleted;
  const externalId = draft.external_id ?? id;
  const rows = await listEvents(client, athlete.id, { from: day, to: day });
  const existing = rows.find(row => row.event.id === event || row.event.externalId === externalId)?.event;
  const restored = existing ?? (await createEvent(client, athlete.id, { ...draft, external_id: externalId }));
  const misread = existing ? undefined : getMisreading(restored, expected);
  if (misread) await rollBackEvent(session, restored.id, misread);
  if (activity !== undefined && restored.activity !== activity) {
    // The workout is back; what was done for it may be gone meanwhile.
    await pairActivity(client, activity, restored.id).catch(() => undefined);
  }
  const lengths = existing ? undefined : getLengthDifference(restored, expected);
  const change = { kind: 'added', day, event: restored.id, lengths } as const;
  // Of its own batch: undoing the rest again must not remove it.
  return lengths && { ...operation, batch: crypto.randomUUID(), dismissed: true, change: { ...change, lengths } };
}

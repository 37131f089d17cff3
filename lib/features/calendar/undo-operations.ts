import type { CalendarDate } from '../../platform/calendar-date.ts';
import { Problem } from '../../platform/problem.ts';
import { pairActivity } from '../../services/intervals/activities.ts';
import { createEvent, listEvents, updateEvent } from '../../services/intervals/calendar-events.ts';
import type { Session } from '../../services/intervals/session.ts';
import { type AddChange, type CalendarOperation, type DeleteChange, toLocalStart } from './calendar-operation.ts';
import { deleteEventIfExists, findEventByExternalId, getMisreading, rollBackEvent } from './create-event.ts';
import { deleteOperation, getBatchOperations } from './operation-log.ts';
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
      await undoOperation(session, operation);
      await deleteOperation(operation.id);
    }
  });
}

const getChangedDays = ({ change }: CalendarOperation): CalendarDate[] =>
  change.kind === 'moved' ? [change.from.day, change.to.day] : [change.day];

async function undoOperation(session: Session, { id, change }: CalendarOperation): Promise<void> {
  switch (change.kind) {
    case 'added':
    case 'copied':
      return await undoAdd(session, id, change);
    case 'moved':
      await updateEvent(session.client, session.athlete.id, change.event, {
        start_date_local: toLocalStart(change.from),
      });
      return;
    case 'deleted':
      return await restoreEvent(session, id, change);
  }
}

async function undoAdd(session: Session, id: string, { event, day }: AddChange): Promise<void> {
  const added = event ?? (await findEventByExternalId(session, day, id))?.id;
  if (added !== undefined) await deleteEventIfExists(session, added);
}

/** It may be there: never deleted because the request was lost, or brought back before and the answer was. */
async function restoreEvent(session: Session, id: string, deleted: DeleteChange): Promise<void> {
  const { athlete, client } = session;
  const { event, day, activity, draft, expected } = deleted;
  const externalId = draft.external_id ?? id;
  const rows = await listEvents(client, athlete.id, { from: day, to: day });
  const existing = rows.find(row => row.event.id === event || row.event.externalId === externalId)?.event;
  const restored = existing ?? (await createEvent(client, athlete.id, { ...draft, external_id: externalId }));
  const misread = existing ? undefined : getMisreading(restored, expected);
  if (misread) await rollBackEvent(session, restored.id, misread);
  if (activity === undefined || restored.activity === activity) return;
  // The workout is back; what was done for it may be gone meanwhile.
  await pairActivity(client, activity, restored.id).catch(() => undefined);
}

import type { CalendarDate } from '../../platform/calendar-date.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import { Problem } from '../../platform/problem.ts';
import type { CalendarEvent } from '../../services/intervals/calendar-event.ts';
import { createEvent, deleteEvent, type EventDraft, listEvents } from '../../services/intervals/calendar-events.ts';
import type { Session } from '../../services/intervals/session.ts';
import type { AddChange, CalendarOperation, ExpectedWorkout, LengthDifference } from './calendar-operation.ts';
import { deleteOperation, getOperation, saveOperation } from './operation-log.ts';

/**
 * Creates an event once, however often this is called. The operation is logged first. If it was already in the log, a response was
 * lost or the same event was requested twice, so the calendar is checked before anything is sent. An event that an earlier call
 * created is `known`: nothing is done, and there is nothing to undo.
 *
 * An event of another length than expected stays on the calendar, and the difference is logged: the server's reading of its own workout
 * text counts for more than ours.
 *
 * `upsert` is not used: for a personal key, Intervals.icu does not document what an `external_id` is matched against.
 * @throws {Problem} `misread-workout` and the event is gone again; `left-on-calendar` when it could not be taken off; as the API
 */
export async function createEventOnce(
  session: Session,
  operation: CalendarOperation & { change: AddChange },
  draft: EventDraft,
  expected: ExpectedWorkout,
): Promise<'added' | 'known'> {
  const logged = await getOperation(operation.id);
  const existing = logged && (await findEventByExternalId(session, operation.change.day, operation.id));
  if (existing && !logged?.unconfirmed) return 'known';
  await withOperationLog(operation, async () => {
    const event =
      existing ?? (await createEvent(session.client, session.athlete.id, { ...draft, external_id: operation.id }));
    const misread = getMisreading(event, expected);
    if (misread) await rollBackEvent(session, event.id, misread);
    const lengths = getLengthDifference(event, expected);
    return { ...operation, change: { ...operation.change, event: event.id, ...(lengths && { lengths }) } };
  });
  return 'added';
}

/**
 * Logs an operation, runs it, and logs what `work` returns. A refused operation is removed from the log; one without a response
 * stays, because it may have been done.
 */
export async function withOperationLog(
  operation: CalendarOperation,
  work: () => Promise<CalendarOperation>,
): Promise<void> {
  await saveOperation({ ...operation, unconfirmed: true });
  try {
    await saveOperation(await work());
  } catch (thrown) {
    if (getPolicy(Problem.from(thrown).kind).sideEffect === 'none') await deleteOperation(operation.id);
    throw thrown;
  }
}

/** That an event has no steps though it should; undefined where it has some. */
export const getMisreading = ({ doc }: CalendarEvent, { structured }: ExpectedWorkout): Problem | undefined =>
  structured && !doc?.steps.length ? new Problem('misread-workout') : undefined;

/** The lengths of an event as it was made and as it should be; undefined where they are equal or not known. */
export function getLengthDifference(
  { movingSecs }: CalendarEvent,
  { structured, durationSecs, toleranceSecs }: ExpectedWorkout,
): LengthDifference | undefined {
  if (!structured || durationSecs === undefined || movingSecs === undefined) return undefined;
  if (Math.abs(movingSecs - durationSecs) <= toleranceSecs) return undefined;
  return { expectedSecs: durationSecs, madeSecs: movingSecs };
}

/** The event with this external id; a lost answer does not lose the event. */
export async function findEventByExternalId(
  { athlete, client }: Session,
  day: CalendarDate,
  externalId: string,
): Promise<CalendarEvent | undefined> {
  const rows = await listEvents(client, athlete.id, { from: day, to: day });
  return rows.find(({ event }) => event.externalId === externalId)?.event;
}

/** Takes an event off the calendar, or finds that it is gone. @throws {Problem} as the API */
export async function deleteEventIfExists({ athlete, client }: Session, id: number): Promise<void> {
  try {
    await deleteEvent(client, athlete.id, id);
  } catch (thrown) {
    if (Problem.from(thrown).kind !== 'not-found') throw thrown;
  }
}

/** @throws {Problem} `misread`, or that the event could not be taken off */
export async function rollBackEvent(session: Session, id: number, misread: Problem): Promise<never> {
  await deleteEventIfExists(session, id).catch(cause => {
    throw new Problem('left-on-calendar', { detail: String(cause) }, { cause });
  });
  throw misread;
}

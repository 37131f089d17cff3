import { parseWorkout } from '../../formats/workouts/parse-workout.ts';
import { parseWorkoutText } from '../../formats/workouts/parse-workout-text.ts';
import { countSteps } from '../../formats/workouts/parsed-workout.ts';
import type { WorkoutDoc, WorkoutStep } from '../../formats/workouts/workout-doc.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';
import { digest } from '../../platform/digest.ts';
import { type EventDraft, updateEvent } from '../../services/intervals/calendar-events.ts';
import { fetchRestorableEvent } from '../../services/intervals/restorable-event.ts';
import { type EventStart, type ExpectedWorkout, toLocalStart } from './calendar-operation.ts';
import { createEventOnce, deleteEventIfExists, withOperationLog } from './create-event.ts';
import { getExpectedOriginal, toEventDraft } from './event-draft.ts';
import { closeLengthQuestions } from './operation-log.ts';
import { type OperationRequest, runOperation } from './run-operation.ts';

/** A workout to add to the calendar, with the user's choices for it. */
export interface NewCalendarWorkout extends EventStart {
  /** A file, or native text. */
  content: File | string;
  name: string;
  /** Intervals.icu's activity type. */
  type: string;
  indoor: boolean;
}

/** An event, and the day on which it was seen. */
export interface CalendarEventRef {
  event: number;
  day: CalendarDate;
}

/**
 * Adds a workout to the calendar, and checks that Intervals.icu found steps in it. A repeated call returns `known`.
 * @throws {Problem} as `readWorkout`, `createOnce` and the API
 */
export function addToCalendar(request: OperationRequest, workout: NewCalendarWorkout): Promise<'added' | 'known'> {
  const { content, name, type, indoor, day, time } = workout;
  return runOperation(request, [day], async (session, operation) => {
    const { sent, doc } = await readContent(content);
    // The same workout on the same day is the same operation, in any worker.
    const id = await createOperationId(request.athlete, sent, name, type, day, time, indoor);
    const draft = { category: 'WORKOUT', name, type, start_date_local: toLocalStart({ day, time }) } as const;
    return await createEventOnce(
      session,
      { ...operation, id, name, change: { kind: 'added', day } },
      { ...draft, ...sent, ...(indoor && { indoor }) },
      getExpectedNew(doc),
    );
  });
}

/** Moves a workout to another day or time; nothing else of it is written. @throws {Problem} as the API */
export function moveCalendarEvent(
  request: OperationRequest,
  { event: id, day }: CalendarEventRef,
  to: EventStart,
): Promise<void> {
  return runOperation(request, [day, to.day], async ({ athlete, client }, operation) => {
    const { event } = await fetchRestorableEvent(client, athlete.id, id, day);
    const from = { day: event.day, time: event.time };
    const moved = { ...operation, name: event.name, change: { kind: 'moved', event: id, from, to } } as const;
    await withOperationLog(moved, async () => {
      await updateEvent(client, athlete.id, id, { start_date_local: toLocalStart(to) });
      return moved;
    });
  });
}

/** Copies a workout to other days, at its own time. A copy that is there already stays the only one. */
export function copyCalendarEvent(
  request: OperationRequest,
  { event: id, day }: CalendarEventRef,
  days: CalendarDate[],
): Promise<void> {
  return runOperation(request, days, async (session, operation) => {
    const original = await fetchRestorableEvent(session.client, session.athlete.id, id, day);
    const { name, time } = original.event;
    for (const to of days) {
      const draft = toEventDraft(original, { day: to, time });
      const copied = { ...operation, id: await createOperationId(request.athlete, id, to), name };
      await createEventOnce(
        session,
        { ...copied, change: { kind: 'copied', day: to } },
        draft,
        getExpectedOriginal(original),
      );
    }
  });
}

/** Deletes a workout. What is needed to create it again is logged first. */
export function deleteCalendarEvent(request: OperationRequest, { event: id, day }: CalendarEventRef): Promise<void> {
  return runOperation(request, [day], async (session, operation) => {
    const original = await fetchRestorableEvent(session.client, session.athlete.id, id, day);
    const { name, time, activity } = original.event;
    const draft = toEventDraft(original, { day, time });
    const expected = getExpectedOriginal(original);
    const change = { kind: 'deleted', event: id, day, activity, draft, expected } as const;
    await withOperationLog({ ...operation, name, change }, async () => {
      await deleteEventIfExists(session, id);
      return { ...operation, name, change };
    });
    await closeLengthQuestions(request.athlete, asked => asked.change.kind !== 'moved' && asked.change.event === id);
  });
}

const getExpectedNew = ({ steps, durationSecs }: WorkoutDoc): ExpectedWorkout => ({
  structured: steps.some(hasLength),
  ...(durationSecs !== undefined && { durationSecs }),
  // Files have milliseconds and hundredths of minutes, Intervals.icu has whole seconds for every step that is done.
  toleranceSecs: Math.max(1, Math.ceil(countSteps(steps) / 2)),
});

/** Of a line without a length, "- Fuel: 60 g/h", Intervals.icu makes no step. */
const hasLength = ({ steps, durationSecs, distanceM }: WorkoutStep): boolean =>
  steps?.some(hasLength) ?? (durationSecs !== undefined || distanceM !== undefined);

/** What is sent of a workout, and what is in it. @throws {Problem} as `readWorkout` */
async function readContent(content: File | string): Promise<{ sent: Partial<EventDraft>; doc: WorkoutDoc }> {
  if (typeof content === 'string') return { sent: { description: content }, doc: parseWorkoutText(content) };
  const { format, content: read, doc } = await parseWorkout(content);
  const sent = 'text' in read ? { file_contents: read.text } : { file_contents_base64: read.base64 };
  return { sent: { filename: `workout.${format}`, ...sent }, doc };
}

/** An `external_id` that says what was done: the same for the same. */
const createOperationId = async (...facts: unknown[]): Promise<string> =>
  `musette-${(await digest(new Blob([JSON.stringify(facts)]))).slice(0, 32)}`;

import { decodeText } from '../../formats/decode-text.ts';
import { parseWorkoutText } from '../../formats/workouts/parse-workout-text.ts';
import { countSteps } from '../../formats/workouts/parsed-workout.ts';
import { fromBase64 } from '../../platform/bytes.ts';
import { type CalendarEvent, hasSteps } from '../../services/intervals/calendar-event.ts';
import type { EventDraft } from '../../services/intervals/calendar-events.ts';
import type { RestorableEvent } from '../../services/intervals/restorable-event.ts';
import { type EventStart, type ExpectedWorkout, toLocalStart } from './calendar-operation.ts';

/** What makes a workout once more, at another moment or at its own. Intervals.icu makes none without a name and a type. */
export function toEventDraft(original: RestorableEvent, start: EventStart): EventDraft {
  const { userFields } = original;
  return {
    ...userFields,
    name: userFields.name || 'Workout',
    type: userFields.type || 'Other',
    ...getDraftContent(original),
    start_date_local: toLocalStart(start),
  };
}

/** What has to come of it: what it was. */
export const getExpectedOriginal = ({ event }: RestorableEvent): ExpectedWorkout => ({
  structured: hasSteps(event),
  ...(event.movingSecs !== undefined && { durationSecs: event.movingSecs }),
  toleranceSecs: 1,
});

/**
 * Native text says all that the server knows. Where a workout came as a file there may be none: then Intervals.icu's own file of
 * it for a ride, which keeps its texts, and else its structure (a zwo knows neither heart rate nor pace).
 */
function getDraftContent({ event, file, workoutDoc }: RestorableEvent): Partial<EventDraft> {
  const description = event.description === undefined ? {} : { description: event.description };
  if (!hasSteps(event)) return { ...description, ...getManualTotals(event) };
  if (matchesText(event)) return description;
  if (file && event.sport === 'ride')
    return { filename: 'workout.zwo', file_contents: decodeText(fromBase64(file.base64)) };
  return { workout_doc: workoutDoc };
}

/** Whether the steps are those of the text. Words that only look like steps, beside others from a file, are another workout. */
export const matchesText = ({ description = '', doc }: CalendarEvent): boolean =>
  countSteps(parseWorkoutText(description).steps) === countSteps(doc?.steps ?? []);

/** Without steps Intervals.icu has nothing to compute these from. */
const getManualTotals = ({ movingSecs, distanceM, load }: RestorableEvent['event']): Partial<EventDraft> => ({
  ...(movingSecs && { moving_time: movingSecs }),
  ...(distanceM && { distance: distanceM }),
  ...(load && { icu_training_load: load }),
});

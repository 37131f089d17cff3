import { bytesOfBase64 } from '../../files/base64.ts';
import { decodeText } from '../../files/text.ts';
import { type CalendarEvent, hasSteps } from '../../intervals/event.ts';
import type { EventDraft } from '../../intervals/events.ts';
import type { Original } from '../../intervals/original.ts';
import { timesDone } from '../read/read-workout.ts';
import { readText } from '../read/text.ts';
import type { Expected, Moment } from './deed.ts';
import { localStart } from './deed.ts';

/** What makes a workout once more, at another moment or at its own. Intervals.icu makes none without a name and a type. */
export function draftOf(original: Original, moment: Moment): EventDraft {
  const { carried } = original;
  return {
    ...carried,
    name: carried.name || 'Workout',
    type: carried.type || 'Other',
    ...contentOf(original),
    start_date_local: localStart(moment),
  };
}

/** What has to come of it: what it was. */
export const expectedOf = ({ event }: Original): Expected => ({
  structured: hasSteps(event),
  ...(event.movingSecs !== undefined && { durationSecs: event.movingSecs }),
  slackSecs: 1,
});

/**
 * Native text says all that the server knows. Where a workout came as a file there may be none: then Intervals.icu's own file of
 * it for a ride, which keeps its texts, and else its structure (a zwo knows neither heart rate nor pace).
 */
function contentOf({ event, file, workoutDoc }: Original): Partial<EventDraft> {
  const description = event.description === undefined ? {} : { description: event.description };
  if (!hasSteps(event)) return { ...description, ...enteredByHand(event) };
  if (isTextOf(event)) return description;
  if (file && event.sport === 'ride')
    return { filename: 'workout.zwo', file_contents: decodeText(bytesOfBase64(file.base64)) };
  return { workout_doc: workoutDoc };
}

/** Whether the steps are those of the text. Words that only look like steps, beside others from a file, are another workout. */
export const isTextOf = ({ description = '', doc }: CalendarEvent): boolean =>
  timesDone(readText(description).steps) === timesDone(doc?.steps ?? []);

/** Without steps Intervals.icu has nothing to compute these from. */
const enteredByHand = ({ movingSecs, distanceM, load }: Original['event']): Partial<EventDraft> => ({
  ...(movingSecs && { moving_time: movingSecs }),
  ...(distanceM && { distance: distanceM }),
  ...(load && { icu_training_load: load }),
});

import * as z from 'zod/mini';
import { WORKOUT_FORMATS } from '../../formats/workouts/workout-format.ts';
import { calendarDateSchema } from '../../platform/calendar-date.ts';
import { defineRequests } from '../../platform/messaging.ts';

interface Answers {
  add: 'added' | 'known';
}

const day = calendarDateSchema;
const time = z.optional(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)));

/** The athlete of the calendar, and the group of operations that are undone together. */
const batchRequest = { athlete: z.string(), batch: z.uuid() };

/** An event as the page shows it: one that was moved meanwhile is on another day. */
const eventRef = { event: z.int(), day };

export const calendarRequests = defineRequests<Answers>()('calendar', {
  refresh: z.object({ from: day, to: day, format: z.optional(z.enum(WORKOUT_FORMATS)) }),
  add: z.object({
    ...batchRequest,
    content: z.union([z.instanceof(File), z.string()]),
    name: z.string().check(z.minLength(1)),
    type: z.string().check(z.minLength(1)),
    indoor: z.boolean(),
    day,
    time,
  }),
  move: z.object({ ...batchRequest, ...eventRef, to: z.object({ day, time }) }),
  copy: z.object({ ...batchRequest, ...eventRef, days: z.array(day).check(z.maxLength(100)) }),
  delete: z.object({ ...batchRequest, ...eventRef }),
  undo: z.object(batchRequest),
  removeAdded: z.object({ athlete: z.string(), operation: z.string() }),
});

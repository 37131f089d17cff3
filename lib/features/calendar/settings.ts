import * as z from 'zod/mini';
import { defineSettings } from '../../platform/settings.ts';
import { WORKOUT_FORMATS } from '../../services/intervals/calendar-event.ts';

const percent = z.optional(z.number().check(z.minimum(0), z.maximum(20)));

export const calendarSettings = defineSettings(
  'calendar',
  z.object({
    /** The format in which planned workouts are saved. */
    workoutFormat: z.catch(z.enum(WORKOUT_FORMATS), 'zwo'),
    /** How far single targets are widened in those files, in percent; as on Intervals.icu when absent. */
    workoutRanges: z.catch(z.object({ power: percent, hr: percent, pace: percent }), {}),
  }),
);

export type CalendarSettings = Awaited<ReturnType<typeof calendarSettings.get>>;

import { dayIn } from '../day.ts';
import { type CalendarEvent, isWorkout } from '../intervals/event.ts';
import type { Upload } from './upload.ts';

/** A planned workout that a recording may be the doing of. */
export interface Planned {
  /** Its id on the calendar of Intervals.icu. */
  event: number;
  name: string;
  /** It is paired with the activity that this upload became, as far as Intervals.icu said. */
  paired?: true;
}

/**
 * The planned workouts that a recording fits: of its sport and on its day, as the athlete's calendar counts days, and
 * not done by another activity. None for a file of several activities, which could name one of them only.
 */
export function plannedFor(
  { recording, activities }: Upload,
  events: CalendarEvent[],
  timezone: string,
): Planned[] {
  const [session, ...others] = recording?.sessions ?? [];
  // "Other" stands for every sport that we do not tell apart: two of them need not be the same.
  if (session?.startMs === undefined || session.sport === 'other' || others.length > 0) return [];
  const day = dayIn(timezone, session.startMs);
  const isMine = (activity: string) => activities.some(({ id }) => id === activity);
  return events
    .filter(event => isWorkout(event) && event.day === day && event.sport === session.sport)
    .filter(({ activity }) => activity === undefined || isMine(activity))
    .map(({ id, name, activity }) => ({ event: id, name, ...(activity !== undefined && { paired: true }) }));
}

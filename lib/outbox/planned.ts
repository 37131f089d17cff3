import { dayIn } from '../day.ts';
import { type CalendarEvent, isWorkout } from '../intervals/event.ts';
import type { ActivityRef, Upload } from './upload.ts';

/** A planned workout that a recording may be the doing of. */
export interface Planned {
  /** Its id on the calendar of Intervals.icu. */
  event: number;
  name: string;
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
  return events
    .filter(event => isWorkout(event) && event.day === day && event.sport === session.sport)
    .filter(event => event.activity === undefined || isDoneBy(activities, event))
    .map(({ id, name }) => ({ event: id, name }));
}

/** The planned workout of which Intervals.icu says that it is done by what this upload became. */
export const pairingOf = ({ activities }: Upload, events: CalendarEvent[]): number | undefined =>
  events.find(event => isDoneBy(activities, event))?.id;

const isDoneBy = (activities: ActivityRef[], { activity }: CalendarEvent): boolean =>
  activities.some(({ id }) => id === activity);

/** The one activity that an upload created and the one workout that it fits: these a person may pair, and part. */
export function pairable({ state, activities, created, planned = [] }: Upload) {
  const [activity, ...otherActivities] = activities;
  const [plan, ...otherPlans] = planned;
  if (state.name !== 'uploaded' || !activity || !plan) return undefined;
  if (otherActivities.length + otherPlans.length > 0 || !created.includes(activity.id)) return undefined;
  return { activity: activity.id, event: plan.event };
}

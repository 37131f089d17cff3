import { getDateInZone } from '../../platform/calendar-date.ts';
import { type CalendarEvent, isWorkoutEvent } from '../../services/intervals/calendar-event.ts';
import type { ActivityRef, PlannedWorkoutMatch, Upload } from './upload.ts';

/**
 * The planned workouts that a recording fits: of its sport, on its day in the athlete's time zone, and not paired with another
 * activity. Empty for a file of several activities, because the upload could name only one of them.
 */
export function findPlannedWorkouts(
  { recording, activities }: Upload,
  events: CalendarEvent[],
  timezone: string,
): PlannedWorkoutMatch[] {
  const [session, ...others] = recording?.sessions ?? [];
  // "Other" stands for every sport that Musette does not distinguish: two activities of "other" may be of different sports.
  if (session?.startMs === undefined || session.sport === 'other' || others.length > 0) return [];
  const day = getDateInZone(timezone, session.startMs);
  return events
    .filter(event => isWorkoutEvent(event) && event.day === day && event.sport === session.sport)
    .filter(event => event.activity === undefined || isCompletedBy(activities, event))
    .map(({ id, name }) => ({ event: id, name }));
}

/** The planned workout that Intervals.icu has paired with an activity of this upload. */
export const getPairedEventId = ({ activities }: Upload, events: CalendarEvent[]): number | undefined =>
  events.find(event => isCompletedBy(activities, event))?.id;

const isCompletedBy = (activities: ActivityRef[], { activity }: CalendarEvent): boolean =>
  activities.some(({ id }) => id === activity);

/**
 * The only activity that an upload created and the only workout that it fits: the user can pair these, and remove the pairing.
 */
export function getPossiblePairing({ state, activities, createdIds, plannedWorkouts = [] }: Upload) {
  const [activity, ...otherActivities] = activities;
  const [plan, ...otherPlans] = plannedWorkouts;
  if (state.name !== 'uploaded' || !activity || !plan) return undefined;
  if (otherActivities.length + otherPlans.length > 0 || !createdIds.includes(activity.id)) return undefined;
  return { activity: activity.id, event: plan.event };
}

import { getDateInZone } from '../../platform/calendar-date.ts';
import { type CalendarEvent, isWorkoutEvent } from '../../services/intervals/calendar-event.ts';
import type { ActivityRef, PlannedWorkoutMatch, Upload } from './upload.ts';

/**
 * The planned workouts that a recording fits: of its sport and on its day, as the athlete's calendar counts days, and
 * not done by another activity. None for a file of several activities, which could name one of them only.
 */
export function findPlannedWorkouts(
  { recording, activities }: Upload,
  events: CalendarEvent[],
  timezone: string,
): PlannedWorkoutMatch[] {
  const [session, ...others] = recording?.sessions ?? [];
  // "Other" stands for every sport that we do not tell apart: two of them need not be the same.
  if (session?.startMs === undefined || session.sport === 'other' || others.length > 0) return [];
  const day = getDateInZone(timezone, session.startMs);
  return events
    .filter(event => isWorkoutEvent(event) && event.day === day && event.sport === session.sport)
    .filter(event => event.activity === undefined || isCompletedBy(activities, event))
    .map(({ id, name }) => ({ event: id, name }));
}

/** The planned workout of which Intervals.icu says that it is done by what this upload became. */
export const getPairedEventId = ({ activities }: Upload, events: CalendarEvent[]): number | undefined =>
  events.find(event => isCompletedBy(activities, event))?.id;

const isCompletedBy = (activities: ActivityRef[], { activity }: CalendarEvent): boolean =>
  activities.some(({ id }) => id === activity);

/** The one activity that an upload created and the one workout that it fits: these a person may pair, and part. */
export function getPossiblePairing({ state, activities, createdIds, plannedWorkouts = [] }: Upload) {
  const [activity, ...otherActivities] = activities;
  const [plan, ...otherPlans] = plannedWorkouts;
  if (state.name !== 'uploaded' || !activity || !plan) return undefined;
  if (otherActivities.length + otherPlans.length > 0 || !createdIds.includes(activity.id)) return undefined;
  return { activity: activity.id, event: plan.event };
}

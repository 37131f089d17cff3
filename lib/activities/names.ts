import { distinctStems, safeTitle } from '../files/disk-names.ts';
import type { DoneActivity } from '../intervals/activity-files.ts';

/** File names for activities without their endings, by activity id: "2026-11-22 0812 Morning Ride". They sort by time. */
export function stemsFor(activities: readonly DoneActivity[]): Map<string, string> {
  // By id, so that one which comes later takes no name from one that may be on disk.
  const wished = activities
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(activity => ({ id: activity.id, stem: `${whenOf(activity)}${titleOf(activity)}` }));
  return distinctStems(wished);
}

function whenOf({ start = '' }: DoneActivity): string {
  const [, day, hour, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(start) ?? [];
  return day ? `${day} ${hour}${minute} ` : '';
}

const titleOf = ({ name = '', type = '' }: DoneActivity): string =>
  safeTitle(name) || safeTitle(type) || 'Activity';

import { makeUniqueStems, toPortableName } from '../../formats/portable-names.ts';
import type { ActivityListItem } from '../../services/intervals/activity-files.ts';

/** File names for activities without their endings, by activity id: "2026-11-22 0812 Morning Ride". They sort by time. */
export function getActivityFileStems(activities: readonly ActivityListItem[]): Map<string, string> {
  // By id, so that one which comes later takes no name from one that may be on disk.
  const stems = activities
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(activity => ({ id: activity.id, stem: `${getTimestamp(activity)}${getTitle(activity)}` }));
  return makeUniqueStems(stems);
}

function getTimestamp({ start = '' }: ActivityListItem): string {
  const [, day, hour, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(start) ?? [];
  return day ? `${day} ${hour}${minute} ` : '';
}

const getTitle = ({ name = '', type = '' }: ActivityListItem): string =>
  toPortableName(name) || toPortableName(type) || 'Activity';

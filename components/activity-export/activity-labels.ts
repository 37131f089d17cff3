import { i18n } from '#i18n';
import { formatDay } from '../../lib/platform/format.ts';
import type { ActivityFileKind, ActivityListItem } from '../../lib/services/intervals/activity-files.ts';

export const FILE_KIND_LABELS: Record<ActivityFileKind, string> = {
  original: i18n.t('activities.original'),
  fit: i18n.t('activities.fit'),
  gpx: i18n.t('activities.gpx'),
};

export const getActivityName = ({ name, noFileReason }: ActivityListItem): string =>
  name || i18n.t(noFileReason === 'strava' ? 'activities.stravaStub' : 'missing.unnamed');

/** An accessible name that is unique among a thousand checkboxes: "Morning Ride, 22 Nov 2026". */
export function getActivityLabel(activity: ActivityListItem): string {
  const { start } = activity;
  if (!start) return getActivityName(activity);
  return i18n.t('missing.tick', { name: getActivityName(activity), day: formatDay(start.slice(0, 10)) });
}

/** "Garmin Edge 540 · Garmin Connect · fit" */
export const getActivityOrigin = ({ device, source = '', fileType }: ActivityListItem): string =>
  [device, SOURCE_LABELS[source] ?? toTitleCase(source), fileType].filter(Boolean).join(' · ');

/** Sources of Intervals.icu that do not name an app or a device. */
const SOURCE_LABELS: Record<string, string> = {
  UPLOAD: i18n.t('activities.upload'),
  MANUAL: i18n.t('activities.typedIn'),
  OAUTH_CLIENT: i18n.t('activities.app'),
};

/** "Garmin Connect" for "GARMIN_CONNECT". */
const toTitleCase = (name: string): string =>
  name
    .split('_')
    .map(word => word.charAt(0) + word.slice(1).toLowerCase())
    .join(' ');

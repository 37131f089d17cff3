import { i18n } from '#i18n';
import type { DoneActivity, FileKind } from '../../lib/intervals/activity-files.ts';
import { mediumDate } from '../format.ts';

export const KIND_WORDS: Record<FileKind, string> = {
  original: i18n.t('activities.original'),
  fit: i18n.t('activities.fit'),
  gpx: i18n.t('activities.gpx'),
};

export const nameOf = ({ name, fileless }: DoneActivity): string =>
  name || i18n.t(fileless === 'strava' ? 'activities.stravaStub' : 'missing.unnamed');

/** What tells one box from a thousand others: "Morning Ride, 22 Nov 2026". */
export function labelOf(activity: DoneActivity): string {
  const { start } = activity;
  if (!start) return nameOf(activity);
  return i18n.t('missing.tick', { name: nameOf(activity), day: mediumDate(start.slice(0, 10)) });
}

/** "Garmin Edge 540 · Garmin Connect · fit" */
export const originWords = ({ device, source = '', fileType }: DoneActivity): string =>
  [device, SOURCES[source] ?? titled(source), fileType].filter(Boolean).join(' · ');

/** Sources that are no names of anything. */
const SOURCES: Record<string, string> = {
  UPLOAD: i18n.t('activities.upload'),
  MANUAL: i18n.t('activities.typedIn'),
  OAUTH_CLIENT: i18n.t('activities.app'),
};

/** "GARMIN_CONNECT" as people know it. */
const titled = (name: string): string =>
  name
    .split('_')
    .map(word => word.charAt(0) + word.slice(1).toLowerCase())
    .join(' ');

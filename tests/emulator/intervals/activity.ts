import { activityKeys } from './activity-keys.ts';
import type { Athlete } from './athlete.ts';
import { instant, localTime, partOfDay } from './local-time.ts';

/** Where an activity came from (openapi.json, Activity.source). */
export type ActivitySource =
  | 'STRAVA'
  | 'UPLOAD'
  | 'MANUAL'
  | 'GARMIN_CONNECT'
  | 'OAUTH_CLIENT'
  | 'DROPBOX'
  | 'POLAR'
  | 'SUUNTO'
  | 'COROS'
  | 'WAHOO'
  | 'ZWIFT'
  | 'ZEPP'
  | 'CONCEPT2'
  | 'HUAWEI';

/** An activity as the API returns it, with every key; the ones that tests use are typed. */
export interface ActivityJson {
  id: string;
  icu_athlete_id: string;
  start_date: string;
  start_date_local: string;
  timezone: string;
  type: string;
  name: string;
  description: string | null;
  source: ActivitySource;
  external_id: string | null;
  device_name: string | null;
  paired_event_id: number | null;
  file_type: string | null;
  file_sport_index: number | null;
  distance: number | null;
  moving_time: number | null;
  elapsed_time: number | null;
  created: string;
  analyzed: string | null;
  [key: string]: unknown;
}

/** Makes a whole activity of what is known about it. */
export function makeActivity(
  athlete: Athlete,
  id: string,
  known: Partial<ActivityJson> & Pick<ActivityJson, 'source'>,
): ActivityJson {
  const start_date = known.start_date ?? instant(new Date());
  const start_date_local = known.start_date_local ?? localTime(new Date(start_date), athlete.timezone);
  const type = known.type ?? 'Ride';
  const created = new Date().toISOString().replace('Z', '+00:00');
  const seconds = known.elapsed_time ?? known.moving_time ?? null;
  return {
    ...Object.fromEntries(activityKeys.map(key => [key, null])),
    timezone: athlete.timezone,
    description: null,
    external_id: null,
    device_name: null,
    paired_event_id: null,
    file_type: null,
    file_sport_index: null,
    distance: null,
    icu_distance: known.distance ?? null,
    moving_time: seconds,
    elapsed_time: seconds,
    icu_recording_time: seconds,
    ...known,
    id,
    icu_athlete_id: athlete.id,
    start_date,
    start_date_local,
    type,
    name: known.name ?? `${partOfDay(start_date_local)} ${type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')}`,
    created,
    analyzed: created,
    icu_sync_date: created,
  };
}

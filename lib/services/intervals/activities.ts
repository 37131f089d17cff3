import { isCalendarDate } from '../../platform/calendar-date.ts';
import { Problem } from '../../platform/problem.ts';
import { toUtcDate } from '../../platform/time.ts';
import type { Activity, ActivityVisibility } from './activity.ts';
import { activityTypeToSport } from './activity-types.ts';
import { type Client, INTERVALS_ORIGIN } from './client.ts';
import {
  type ActivityReply,
  activitiesSchema,
  deletedActivitySchema,
  pairedActivitySchema,
  uploadReplySchema,
} from './reply-schemas.ts';

export interface UploadDetails {
  name?: string;
  description?: string;
  externalId?: string;
  /** Id of the planned workout that it completes; if absent, Intervals.icu looks for one itself. */
  pairWith?: number;
}

export interface UploadResult {
  /** False: every activity of this file existed before (200). True: at least one is new (201). */
  isNew: boolean;
  /** In the file's order; for a known file these are the existing activities. */
  activityIds: string[];
}

/**
 * Uploads a recording. It may take `timeFactor` times as long as usual.
 * @throws {Problem} as `Client.send`; `wrong-athlete` when the reply names another one
 */
export async function uploadActivity(
  client: Client,
  athleteId: string,
  file: File,
  { name, description, externalId, pairWith }: UploadDetails = {},
  timeFactor = 1,
): Promise<UploadResult> {
  const body = new FormData();
  body.append('file', file, file.name);
  const { status, body: reply } = await client.send(
    {
      method: 'POST',
      path: `/athlete/${encodeURIComponent(athleteId)}/activities`,
      query: { name, description, external_id: externalId, paired_event_id: pairWith?.toString() },
      body,
      timeFactor,
    },
    uploadReplySchema,
  );
  const receivingAthleteId = reply.icu_athlete_id ?? athleteId;
  if (receivingAthleteId !== athleteId) throw new Problem('wrong-athlete', { detail: receivingAthleteId });
  return { isNew: status === 201, activityIds: reply.activities.map(({ id }) => id) };
}

const MATCHING_FIELDS =
  'id,name,type,start_date,start_date_local,elapsed_time,distance,device_name,source,external_id,_note';

/**
 * The athlete's activities between two days, newest first, in one request.
 * The API takes local days of the athlete, so add a day on either side of the time that matters.
 * @throws {Problem} as `Client.send`
 */
export async function listActivitiesBetween(
  client: Client,
  athleteId: string,
  fromMs: number,
  toMs: number,
): Promise<Activity[]> {
  const { body } = await client.send(
    {
      path: `/athlete/${encodeURIComponent(athleteId)}/activities`,
      query: { oldest: toUtcDate(fromMs), newest: toUtcDate(toMs), fields: MATCHING_FIELDS },
    },
    activitiesSchema,
  );
  return body.map(toActivity);
}

/** Deletes an activity. @throws {Problem} as `Client.send`; `not-found` if it does not exist any more */
export async function deleteActivity(client: Client, id: string): Promise<void> {
  await client.send({ method: 'DELETE', path: `/activity/${encodeURIComponent(id)}` }, deletedActivitySchema);
}

/**
 * Pairs an activity with a planned workout, or with none if `eventId` is undefined.
 * @throws {Problem} as `Client.send`; `refused` if Intervals.icu did not change the pairing
 */
export async function pairActivity(client: Client, id: string, eventId: number | undefined): Promise<void> {
  const request = {
    method: 'PUT',
    path: `/activity/${encodeURIComponent(id)}`,
    // Intervals.icu clears a number that is set to -1.
    json: { paired_event_id: eventId ?? -1 },
  } as const;
  const { body } = await client.send(request, pairedActivitySchema);
  // It is not documented that a pairing can be changed like this, so the reply is checked.
  if ((body.paired_event_id ?? undefined) !== eventId) throw new Problem('refused');
}

/** The activity's page on Intervals.icu. */
export const getActivityUrl = (id: string): `https://${string}` =>
  `${INTERVALS_ORIGIN}/activities/${encodeURIComponent(id)}`;

function toActivity(row: ActivityReply): Activity {
  const visibility = getVisibility(row);
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)(?:T(.*))?$/.exec(row.start_date_local ?? '') ?? [];
  // What is hidden may say no more than its day.
  const isTime = (text: string | undefined) => text !== undefined && !(visibility === 'hidden' && MIDNIGHT.test(text));
  const localMs = isTime(time) ? Date.parse(`${day}T${time}Z`) : Number.NaN;
  const [utcDay = '', utcTime] = row.start_date?.split('T') ?? [];
  const startMs = visibility === 'full' || isTime(utcTime) ? Date.parse(row.start_date ?? '') : Number.NaN;
  return {
    id: row.id,
    sport: activityTypeToSport(row.type ?? ''),
    isUploadedFile: row.source === 'UPLOAD',
    visibility,
    ...(row.name && { name: row.name }),
    ...(!Number.isNaN(startMs) && { startMs }),
    ...(!Number.isNaN(localMs) && { localMs }),
    ...(isCalendarDate(day) && { day }),
    ...(Number.isNaN(startMs) && isCalendarDate(utcDay) && { utcDay }),
    ...(row.elapsed_time != null && { elapsedSecs: row.elapsed_time }),
    ...(row.distance != null && { distanceM: row.distance }),
    ...(row.device_name && { device: row.device_name }),
    ...(row.external_id && { externalId: row.external_id }),
  };
}

const MIDNIGHT = /^00:00(?::00(?:\.0+)?)?Z?$/;

/** Which fields are left of an activity that is not shown is known of Strava's only (2026-11). */
function getVisibility({ source, start_date, elapsed_time, distance, _note }: ActivityReply): ActivityVisibility {
  if (source === 'STRAVA') return 'strava-placeholder';
  const isEmpty = source === 'GARMIN_CONNECT' && elapsed_time == null && distance == null;
  return _note != null || Number.isNaN(Date.parse(start_date ?? '')) || isEmpty ? 'hidden' : 'full';
}

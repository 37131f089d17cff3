import { fitFileOfType, fitWorkoutFile, gpxFile, tcxFile } from '../../fixtures/recordings.ts';
import type { Reply, Route, SiteRequest } from '../site.ts';
import type { GarminActivity } from './activity.ts';
import { fromBehindTheEdge, json } from './json.ts';
import { activityDetails, listActivities } from './listing.ts';
import { zipAsGarmin } from './zip.ts';

/**
 * What is behind the two checks, without the `/gc-api` before it. Paths:
 * https://github.com/cyberjunky/python-garminconnect (2026-08-22)
 */
export const services: readonly Route<Handler>[] = [
  ['GET', '/activitylist-service/activities/search/activities', ({ request, own }) => listActivities(request, own)],
  ['GET', '/activitylist-service/activities/count', ({ own }) => json(200, own.length)],
  ['GET', '/activity-service/activity/:id', call => theActivity(call, details)],
  ['GET', '/download-service/files/activity/:id', call => theActivity(call, originalOf)],
  ['GET', '/download-service/export/tcx/activity/:id', call => theActivity(call, tcxOf)],
  ['GET', '/download-service/export/gpx/activity/:id', call => theActivity(call, gpxOf)],
  ['GET', '/download-service/export/csv/activity/:id', call => theActivity(call, splitsOf)],
  ['GET', '/download-service/files/wellness/:date', ({ params }) => wellnessOf(params.date ?? '')],
  ['GET', '/workout-service/workout/FIT/:id', ({ params }) => workoutOf(params.id ?? '')],
  [
    'GET',
    '/userprofile-service/socialProfile',
    ({ displayName }) => json(200, { displayName, fullName: 'Mo Example' }),
  ],
];

/** A call that has passed both checks. */
export interface Call {
  readonly request: SiteRequest;
  readonly params: Readonly<Record<string, string>>;
  /** The athlete's activities on this host, without legs. */
  readonly own: readonly GarminActivity[];
  /** Everybody's. */
  readonly all: readonly GarminActivity[];
  readonly displayName: string;
}

export type Handler = (call: Call) => Reply;

type Answer = (activity: GarminActivity, call: Call) => Reply;

function theActivity(call: Call, answer: Answer): Reply {
  const id = Number(call.params.id);
  const activity = call.all.flatMap(one => [one, ...one.legs]).find(one => one.id === id);
  if (!activity) return notFound;
  // Another athlete's: the text is that of the old site, the only one on record.
  if (activity.owner !== 'me') return json(403, { error: 'WebApplicationException', message: 'HTTP 403 Forbidden' });
  return answer(activity, call);
}

function details(activity: GarminActivity, { all }: Call): Reply {
  return activityDetails(
    activity,
    all.find(one => one.legs.includes(activity)),
  );
}

function originalOf({ id, zip }: GarminActivity): Reply {
  return zip ? file('application/zip', `${id}.zip`, zip) : notFound;
}

/** Fails where the original is a GPX file: https://github.com/pe-st/garmin-connect-export */
function tcxOf({ id, original, recording }: GarminActivity): Reply {
  if (original === 'gpx') return json(500, { error: 'InternalServerErrorException', message: 'HTTP 500' });
  return file('application/vnd.garmin.tcx+xml', `activity_${id}.tcx`, tcxFile(recording));
}

function gpxOf({ id, recording }: GarminActivity): Reply {
  return file('application/gpx+xml', `activity_${id}.gpx`, gpxFile(recording));
}

/** Laps only: nothing that could be uploaded. */
function splitsOf({ id, distanceM, recording }: GarminActivity): Reply {
  const rows = `"Laps","Time","Distance"\n"1","${recording.durationSecs}","${(distanceM / 1000).toFixed(2)}"\n`;
  return file('text/csv;charset=UTF-8', `activity_${id}.csv`, rows);
}

/** Monitoring files: FIT, in a zip, and no activity. */
function wellnessOf(date: string): Reply {
  const monitoring = { name: '63861588003_WELLNESS.fit', bytes: fitFileOfType(32) };
  return file('application/zip', `${date}.zip`, zipAsGarmin([monitoring]));
}

function workoutOf(id: string): Reply {
  return file('application/vnd.ant.fit', `${id}.fit`, fitWorkoutFile(`Workout ${id}`));
}

function file(type: string, name: string, bytes: string | Uint8Array): Reply {
  return fromBehindTheEdge(200, type, bytes, { 'Content-Disposition': `attachment; filename="${name}"` });
}

const notFound = json(404, { message: 'HTTP 404 Not Found', error: 'NotFoundException' });

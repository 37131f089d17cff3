import type { Reply, SiteRequest } from '../site.ts';
import type { GarminActivity } from './activity.ts';
import { json } from './json.ts';

/**
 * `activitylist-service/activities/search/activities`: by start, newest first, a page at a time.
 * https://github.com/nrvim/garmin-givemydata (2026-04-19)
 */
export function listActivities({ url }: SiteRequest, own: readonly GarminActivity[]): Reply {
  const query = url.searchParams;
  const start = count(query.get('start') ?? '0');
  const limit = count(query.get('limit') ?? '20');
  if (start === undefined || limit === undefined) return badRequest('start and limit are whole numbers');
  const [from, to] = [query.get('startDate') ?? '0000', query.get('endDate') ?? '9999'];
  const type = query.get('activityType');
  const rows = own
    .filter(activity => isBetween(localTime(activity).slice(0, 10), from, to))
    .filter(({ typeKey }) => type === null || type === typeKey)
    .toSorted((a, b) => b.recording.startMs - a.recording.startMs);
  if (query.get('sortOrder') === 'asc') rows.reverse();
  return json(200, rows.slice(start, start + Math.min(limit, LARGEST_PAGE)).map(rowOf));
}

/** `activity-service/activity/{id}`; of a multisport activity it names the legs. */
export function activityDetails(activity: GarminActivity, parent: GarminActivity | undefined): Reply {
  const { id, name, typeKey, legs, original, recording, distanceM } = activity;
  return json(200, {
    activityId: id,
    activityName: name,
    isMultiSportParent: legs.length > 0,
    activityTypeDTO: typeOf(typeKey),
    metadataDTO: {
      childIds: legs.map(leg => leg.id),
      associatedCourseId: null,
      manualActivity: original === 'manual',
      isOriginal: true,
    },
    summaryDTO: {
      startTimeLocal: `${localTime(activity).replace(' ', 'T')}.0`,
      startTimeGMT: `${gmt(recording.startMs).replace(' ', 'T')}.0`,
      duration: recording.durationSecs,
      distance: distanceM,
    },
    parentId: parent?.id ?? null,
  });
}

function rowOf(activity: GarminActivity) {
  const { id, name, typeKey, original, legs, recording, distanceM } = activity;
  return {
    activityId: id,
    activityName: name,
    startTimeLocal: localTime(activity),
    startTimeGMT: gmt(recording.startMs),
    beginTimestamp: recording.startMs,
    activityType: typeOf(typeKey),
    distance: distanceM,
    duration: recording.durationSecs,
    elapsedDuration: recording.durationSecs,
    movingDuration: recording.durationSecs,
    manualActivity: original === 'manual',
    parent: legs.length > 0,
    manufacturer: original === 'manual' ? null : 'GARMIN',
  };
}

/** The numbers are Garmin's; a word that is not in the table is one of its many others. */
function typeOf(typeKey: string) {
  const numbers: Record<string, number> = {
    running: 1,
    cycling: 2,
    walking: 9,
    open_water_swimming: 28,
    multi_sport: 89,
  };
  return { typeId: numbers[typeKey] ?? 4, typeKey, parentTypeId: 17 };
}

function localTime({ recording, utcOffsetHours }: GarminActivity): string {
  return gmt(recording.startMs + utcOffsetHours * 3_600_000);
}

function gmt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

function isBetween(date: string, from: string, to: string): boolean {
  return date >= from && date <= to;
}

function count(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function badRequest(message: string): Reply {
  return json(400, { message, error: 'BadRequestException' });
}

/** Never more than this is sent at once, for any request: a client has to ask for the next page. */
const LARGEST_PAGE = 1000;

import { now } from '../clock.ts';
import type { Reply } from '../site.ts';
import { activityKeys } from './activity-keys.ts';
import { objectBody } from './body.ts';
import { unpair } from './calendar/pair.ts';
import type { Call } from './call.ts';
import { listIn, only } from './fields.ts';
import { localTime } from './local-time.ts';
import { numberIn } from './query.ts';
import { json, missingParameter, Refusal } from './refusal.ts';
import { shown } from './shown-activity.ts';
import type { KeptActivity } from './world.ts';

/** `GET /athlete/{id}/activities`: a range of local dates, both ends included, newest first. https://intervals.icu/api/v1/docs */
export function listActivities({ request, world, athlete }: Call): Reply {
  const query = request.url.searchParams;
  const oldest = query.get('oldest');
  if (!oldest) throw missingParameter('oldest');
  const from = localDate(oldest, 'T00:00:00');
  const to = localDate(query.get('newest') ?? localTime(new Date(now()), athlete.timezone), 'T23:59:59');
  const route = numberIn(query, 'route_id', 'java.lang.Long');
  const limit = numberIn(query, 'limit', 'java.lang.Integer');
  const rows = world
    .activitiesOf(athlete.id)
    .filter(({ json: { start_date_local: start } }) => start >= from && start <= to)
    .filter(({ json: activity }) => route === undefined || activity.route_id === route)
    .toSorted(({ json: a }, { json: b }) => b.start_date_local.localeCompare(a.start_date_local))
    .slice(0, limit);
  const fields = listIn(query, 'fields');
  return json(
    200,
    rows.map(row => only(fields, shown(row))),
  );
}

/** `GET /activity/{id}`; with `intervals=true` it has an empty list of them. */
export function getActivity(call: Call): Reply {
  const kept = expectActivity(call);
  const isWhole = kept.json.source !== 'STRAVA' && !kept.hiddenAs;
  const withIntervals = isWhole && call.request.url.searchParams.get('intervals') === 'true';
  return json(200, withIntervals ? { ...kept.json, icu_intervals: [], icu_groups: [] } : shown(kept));
}

/** `PUT /activity/{id}`: only what is in the body changes; -1 clears a number, as clients report. */
export function updateActivity(call: Call): Reply {
  const kept = expectActivity(call);
  if (kept.json.source === 'STRAVA') throw new Refusal(422, 'Strava activities cannot be updated');
  const changes = objectBody(call, 'updateActivity');
  for (const [key, value] of Object.entries(changes)) {
    if (!activityKeys.includes(key)) throw new Refusal(422, `Unrecognized field [${key}]`);
    if (!readOnly.has(key)) kept.json[key] = value === -1 ? null : value;
  }
  return json(200, kept.json);
}

/** `DELETE /activity/{id}`. */
export function deleteActivity(call: Call): Reply {
  const kept = expectActivity(call);
  kept.deleted = true;
  unpair(call.world, kept.json.id);
  return json(200, { icu_athlete_id: kept.json.icu_athlete_id, id: kept.json.id });
}

/** The activity in the path, if it is the athlete's own. */
export function expectActivity({ world, athlete, params }: Call): KeptActivity {
  const kept = world.activity(params.id ?? '');
  if (!kept) throw new Refusal(404, 'Activity not found');
  if (kept.json.icu_athlete_id !== athlete.id) throw new Refusal(403, 'Access denied');
  return kept;
}

/** Local ISO-8601, a date or a date and time; a zone is an error. A date alone means the start or the end of its day. */
function localDate(text: string, endOfDate: string): string {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(text)) {
    throw new Refusal(422, `Text '${text}' could not be parsed as a local date`);
  }
  return text.length === 10 ? text + endOfDate : text.padEnd(19, ':00');
}

/** Set by the server. Whether it refuses or ignores them is not known; ignoring shows a client that relies on it. */
const readOnly = new Set(['id', 'icu_athlete_id', 'source', 'start_date', 'file_type', 'created', 'analyzed']);

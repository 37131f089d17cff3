import type { Reply } from '../site.ts';
import type { ActivityJson } from './activity.ts';
import { shown } from './activity.ts';
import type { Call } from './call.ts';
import { expectIn, numberIn } from './query.ts';
import { json } from './refusal.ts';

/** `GET /athlete/{id}/activities/search`: a part of the name in any case, or `#tag` as a whole; a summary of each. */
export function searchActivities(call: Call): Reply {
  return json(200, found(call).map(summaryOf));
}

/** `GET /athlete/{id}/activities/search-full`: the same, with everything about each. */
export function searchActivitiesFull(call: Call): Reply {
  return json(200, found(call).map(shown));
}

/** Strava's have no name here, so they are never found. */
function found({ request, world, athlete }: Call): ActivityJson[] {
  const query = request.url.searchParams;
  const wanted = expectIn(query, 'q');
  return world
    .activitiesOf(athlete.id)
    .map(({ json: activity }) => activity)
    .filter(activity => activity.source !== 'STRAVA' && matches(activity, wanted))
    .toSorted((a, b) => b.start_date_local.localeCompare(a.start_date_local))
    .slice(0, numberIn(query, 'limit', 'java.lang.Integer'));
}

function matches({ name, tags }: ActivityJson, wanted: string): boolean {
  if (wanted.startsWith('#')) return Array.isArray(tags) && tags.includes(wanted.slice(1));
  return name.toLowerCase().includes(wanted.toLowerCase());
}

function summaryOf(activity: ActivityJson): Record<string, unknown> {
  return Object.fromEntries(SUMMARY.map(key => [key, activity[key] ?? null]));
}

/** openapi.json, schema ActivitySearchResult. */
const SUMMARY = ['id', 'name', 'start_date_local', 'type', 'race', 'distance', 'moving_time', 'tags', 'description'];

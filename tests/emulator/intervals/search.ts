import type { Reply } from '../site.ts';
import type { ActivityJson } from './activity.ts';
import type { Call } from './call.ts';
import { expectIn, numberIn } from './query.ts';
import { json } from './refusal.ts';
import { shown } from './shown-activity.ts';
import type { KeptActivity } from './world.ts';

/** `GET /athlete/{id}/activities/search`: a part of the name in any case, or `#tag` as a whole; a summary of each. */
export function searchActivities(call: Call): Reply {
  return json(
    200,
    found(call).map(kept => summaryOf(kept.json)),
  );
}

/** `GET /athlete/{id}/activities/search-full`: the same, with everything about each. */
export function searchActivitiesFull(call: Call): Reply {
  return json(200, found(call).map(shown));
}

/** Those that are not shown have no name here, so they are never found. */
function found({ request, world, athlete }: Call): KeptActivity[] {
  const query = request.url.searchParams;
  const wanted = expectIn(query, 'q');
  return world
    .activitiesOf(athlete.id)
    .filter(({ json: { source }, hiddenAs }) => source !== 'STRAVA' && !hiddenAs)
    .filter(({ json: activity }) => matches(activity, wanted))
    .toSorted(({ json: a }, { json: b }) => b.start_date_local.localeCompare(a.start_date_local))
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

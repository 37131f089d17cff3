import type { ActivityJson } from './activity.ts';
import type { KeptActivity } from './world.ts';

/**
 * Ways in which the API may show an activity whose data it may not pass on. Of Garmin's, Intervals.icu announced it and nobody has
 * seen one (2026-11): the first is Strava's stub with another source, the others say more or less than that.
 */
const HIDDEN_FORMS = {
  stub: stubOf,
  'stub with its id': activity => ({ ...stubOf(activity), external_id: activity.external_id }),
  'id alone': ({ id, icu_athlete_id, source, external_id }) => ({ id, icu_athlete_id, source, external_id }),
  day: activity => ({ ...stubOf(activity), start_date_local: activity.start_date_local.slice(0, 10) }),
  midnight: activity => ({
    ...stubOf(activity),
    start_date_local: `${activity.start_date_local.slice(0, 10)}T00:00:00`,
  }),
  'days alone': activity => ({
    ...stubOf(activity),
    start_date: activity.start_date.slice(0, 10),
    start_date_local: activity.start_date_local.slice(0, 10),
  }),
  'midnight of UTC': ({ id, icu_athlete_id, source, start_date }) => ({
    id,
    icu_athlete_id,
    source,
    start_date: `${start_date.slice(0, 10)}T00:00:00Z`,
  }),
  nulls: activity => ({
    ...Object.fromEntries(Object.keys(activity).map(key => [key, null])),
    id: activity.id,
    icu_athlete_id: activity.icu_athlete_id,
    source: activity.source,
    start_date: activity.start_date,
    start_date_local: activity.start_date_local,
  }),
} satisfies Record<string, (activity: ActivityJson) => Record<string, unknown>>;

export type HiddenForm = keyof typeof HIDDEN_FORMS;

export const hiddenForms = Object.keys(HIDDEN_FORMS) as HiddenForm[];

/** What the API shows of an activity: Strava allows no more than a stub (samples/activity_strava_stub.json). */
export function shown({ json: activity, hiddenAs }: KeptActivity): Record<string, unknown> {
  if (hiddenAs) return HIDDEN_FORMS[hiddenAs](activity);
  return activity.source === 'STRAVA' ? stubOf(activity) : activity;
}

function stubOf({ id, icu_athlete_id, start_date_local, source }: ActivityJson) {
  return { id, icu_athlete_id, start_date_local, source, _note: `${source} activities are not available via the API` };
}

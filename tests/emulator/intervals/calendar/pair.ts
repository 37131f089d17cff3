import type { Athlete } from '../athlete.ts';
import { settingsFor } from '../workouts/sport-settings.ts';
import type { KeptActivity, World } from '../world.ts';
import type { KeptEvent } from './calendar.ts';

/**
 * Pairs an activity that has just come with what was planned: the event that the upload names, or else, if `auto`, the
 * only open workout of its day and sport. That they pair is known (https://github.com/zoffline/zwift-offline/issues/535), the rule is not.
 */
export function pair(world: World, athlete: Athlete, { json: activity }: KeptActivity, auto: boolean): void {
  const events = world.calendar.of(athlete.id);
  const named = activity.paired_event_id;
  const event = named === null ? auto && onlyOpen(events) : events.find(({ json }) => json.id === named);
  if (!event) return;
  activity.paired_event_id = event.json.id;
  event.json.paired_activity_id = activity.id;

  function onlyOpen(candidates: readonly KeptEvent[]): KeptEvent | undefined {
    const fitting = candidates.filter(
      ({ json: planned }) =>
        planned.category === 'WORKOUT' &&
        planned.paired_activity_id == null &&
        planned.start_date_local.slice(0, 10) === activity.start_date_local.slice(0, 10) &&
        isSameSport(athlete, planned.type, activity.type),
    );
    return fitting.length === 1 ? fitting[0] : undefined;
  }
}

/** A deleted activity leaves its workout unpaired. */
export function unpair(world: World, activityId: string): void {
  for (const { json: event } of world.calendar.events) {
    if (event.paired_activity_id === activityId) event.paired_activity_id = null;
  }
}

/** Types that share their settings are one sport: a ride planned outdoors may be done indoors. */
function isSameSport({ sportSettings }: Athlete, planned: string | null, done: string): boolean {
  const settings = settingsFor(sportSettings, planned);
  return planned === done || (planned !== null && settings.types.includes(planned) && settings.types.includes(done));
}

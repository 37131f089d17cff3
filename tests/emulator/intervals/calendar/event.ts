import { now } from '../../clock.ts';
import type { Athlete } from '../athlete.ts';
import { localTime } from '../local-time.ts';
import { settingsFor } from '../workouts/sport-settings.ts';
import type { Athletics, Ranges } from '../workouts/targets.ts';
import type { WorkoutDocJson } from '../workouts/workout-doc.ts';

/** What can be on the calendar; the API knows them only in capitals. */
export const categories = [
  'WORKOUT',
  'RACE_A',
  'RACE_B',
  'RACE_C',
  'NOTE',
  'PLAN',
  'HOLIDAY',
  'SICK',
  'INJURED',
  'SET_EFTP',
  'FITNESS_DAYS',
  'SEASON_START',
  'TARGET',
  'SET_FITNESS',
] as const;

/** An event as the API returns it, with every key; the ones that tests use are typed. */
export interface EventJson {
  id: number;
  athlete_id: string;
  uid: string;
  start_date_local: string;
  /** Exclusive. */
  end_date_local: string;
  category: string;
  name: string;
  description: string | null;
  type: string | null;
  indoor: boolean | null;
  moving_time: number | null;
  distance: number | null;
  joules: number | null;
  icu_training_load: number | null;
  icu_intensity: number | null;
  workout_doc: WorkoutDocJson | null;
  external_id: string | null;
  paired_activity_id?: string | null;
  updated: string;
  [key: string]: unknown;
}

/** Makes a whole event of what is known about it: the key set of samples/event_note_create_response.json. */
export function makeEvent(athlete: Athlete, id: number, known: Partial<EventJson>): EventJson {
  const start_date_local = withTime(
    known.start_date_local ?? localTime(new Date(now()), athlete.timezone).slice(0, 10),
  );
  const category = known.category ?? 'WORKOUT';
  return {
    ...nothingKnown,
    // Only what is done can be paired: a note does not have the key.
    ...(category === 'WORKOUT' && { paired_activity_id: null }),
    uid: crypto.randomUUID(),
    created_by_id: athlete.id,
    ...known,
    id,
    athlete_id: athlete.id,
    category,
    name: known.name ?? '',
    start_date_local,
    end_date_local: withTime(known.end_date_local ?? dayAfter(start_date_local)),
    updated: known.updated ?? timestamp(),
  };
}

/** The athlete and the sport that the percentages of an event refer to. */
export function athleticsOf(athlete: Athlete, event: EventJson, ranges: Ranges = {}): Athletics {
  const { type, indoor } = event;
  return {
    settings: settingsFor(athlete.sportSettings, type),
    type,
    indoor: indoor === true || (type?.startsWith('Virtual') ?? false),
    ranges,
  };
}

/** `2026-05-24T09:00:00.000+00:00` */
export function timestamp(): string {
  return new Date(now()).toISOString().replace('Z', '+00:00');
}

/** The midnight that ends the day. */
function dayAfter(local: string): string {
  const next = new Date(`${local.slice(0, 10)}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return `${next.toISOString().slice(0, 10)}T00:00:00`;
}

/** A date means its midnight. */
export function withTime(local: string): string {
  return local.length === 10 ? `${local}T00:00:00` : local;
}

const nullKeys = `
  atl_days attachments can_train_sports carbs_per_hour carbs_used color ctl_days distance_target icu_atl icu_ctl icu_ftp
  joules_above_ftp load_target max_training_time oauth_client_id p_max plan_applied plan_athlete_id plan_folder_id
  plan_name plan_workout_id push_errors shared_event_id ss_cp ss_p_max ss_w_prime strain_score sub_type tags target
  time_target w_prime
`
  .trim()
  .split(/\s+/);

/** The server's default values. */
const nothingKnown = {
  ...Object.fromEntries(nullKeys.map(key => [key, null])),
  athlete_cannot_edit: false,
  calendar_id: 1,
  entered: false,
  for_week: false,
  hide_from_athlete: false,
  not_on_fitness_chart: false,
  show_as_note: false,
  show_on_ctl_line: false,
  structure_read_only: false,
  training_availability: 'NORMAL',
  description: null,
  type: null,
  indoor: null,
  moving_time: null,
  distance: null,
  joules: null,
  icu_training_load: null,
  icu_intensity: null,
  workout_doc: null,
  external_id: null,
};

/** Every key that a request may contain, apart from the content of a workout. */
export const eventKeys: ReadonlySet<string> = new Set([
  ...Object.keys(nothingKnown),
  ...['id', 'uid', 'athlete_id', 'created_by_id', 'category', 'name', 'updated'],
  ...['start_date_local', 'end_date_local', 'paired_activity_id'],
]);

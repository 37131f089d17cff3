import type { ActivityJson } from './activity.ts';
import { type Athlete, makeAthlete } from './athlete.ts';
import type { EventJson } from './calendar/event.ts';
import {
  changeEvent,
  type EventChange,
  type EventSeed,
  eventsInOrder,
  removeEvent,
  seedEvent,
  seedRows,
} from './calendar/seed-event.ts';
import type { Intervals } from './intervals.ts';
import type { DedupeBy } from './keep-file.ts';
import type { RateLimits } from './rate-limits.ts';
import { type ArrivedActivity, arrivedActivities, type Seed, seedActivity } from './seed.ts';
import type { HiddenForm } from './shown-activity.ts';

/** What tests can read and change on Intervals.icu without any request. */
export class IntervalsControl {
  /** Adds things that exist already. */
  readonly seed: {
    activity(seed: Seed): ArrivedActivity;
    event(seed: EventSeed): EventJson;
    /** Rows that the first athlete's calendar returns as they are, such as those of the samples. */
    events(rows: readonly object[]): EventJson[];
  };
  #intervals: Intervals;

  constructor(intervals: Intervals) {
    const { world } = intervals;
    this.#intervals = intervals;
    this.seed = {
      activity: seed => seedActivity(intervals, seed),
      event: seed => seedEvent(world, seed),
      events: rows => seedRows(world, rows),
    };
  }

  /** The athlete that exists from the start. Time zone and sport settings can be changed in place. */
  get athlete(): Athlete {
    return this.#intervals.world.athlete();
  }

  addAthlete(athlete: Pick<Athlete, 'id'> & Partial<Athlete>): Athlete {
    const added = makeAthlete(athlete);
    this.#intervals.world.athletes.push(added);
    return added;
  }

  /** The key stops working, as when the athlete makes a new one on the settings page. */
  revokeKey(athlete: Athlete = this.athlete): void {
    athlete.keyRevoked = true;
  }

  changeKey(key: string, athlete: Athlete = this.athlete): void {
    athlete.key = key;
    athlete.keyRevoked = false;
  }

  /** The activities that an athlete has, last arrived first, seeded ones among them. */
  activities(athleteId: string = this.athlete.id): ArrivedActivity[] {
    return arrivedActivities(this.#intervals.world, athleteId);
  }

  /** Shows activities in part from now on; whole again where the function returns undefined. */
  hideActivities(getForm: (activity: ActivityJson) => HiddenForm | undefined): void {
    for (const kept of this.#intervals.world.activities) {
      const form = getForm(kept.json);
      if (form) kept.hiddenAs = form;
      else delete kept.hiddenAs;
    }
  }

  /** The entries on an athlete's calendar, in its order. */
  events(athleteId: string = this.athlete.id): EventJson[] {
    return eventsInOrder(this.#intervals.world, athleteId);
  }

  /** Changes an event as on the site: only the given keys; with a `workout_doc`, its totals follow. */
  changeEvent(id: number, change: EventChange): EventJson {
    return changeEvent(this.#intervals.world, id, change);
  }

  removeEvent(id: number): void {
    removeEvent(this.#intervals.world, id);
  }

  /** What becomes of events that are created from now on: no steps, another `moving_time`. */
  set misreading(misreading: Partial<EventJson> | undefined) {
    this.#intervals.world.calendar.misreading = misreading;
  }

  /** Whether an upload is paired with the one planned workout of its day and sport. On by default. */
  set autoPair(autoPair: boolean) {
    this.#intervals.autoPair = autoPair;
  }

  /** Enforces other limits from now on. */
  set rateLimits(limits: RateLimits) {
    this.#intervals.limiter.limits = limits;
  }

  set dedupeBy(dedupeBy: DedupeBy) {
    this.#intervals.dedupeBy = dedupeBy;
  }
}

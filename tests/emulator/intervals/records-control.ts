import type { ActivityJson } from './activity.ts';
import type { Athlete } from './athlete.ts';
import { unpair } from './calendar/pair.ts';
import { IntervalsControl } from './control.ts';
import type { Intervals } from './intervals.ts';
import { type ArrivedActivity, type ManySeeds, seedActivities } from './seed.ts';
import type { WellnessChange, WellnessJson } from './wellness/days.ts';

/** What tests can change in recordings and wellness days behind the client's back. */
export class RecordsControl extends IntervalsControl {
  declare readonly seed: IntervalsControl['seed'] & {
    /** The given number, each with a different recording, newest first. */
    activities(count: number, options?: ManySeeds): ArrivedActivity[];
    /** Stores these days as they are given, for the first athlete or another one. */
    wellness(days: readonly WellnessChange[], athlete?: Athlete): WellnessJson[];
  };
  #intervals: Intervals;

  constructor(intervals: Intervals) {
    super(intervals);
    this.#intervals = intervals;
    const { wellness } = intervals.world;
    this.seed = {
      ...this.seed,
      activities: (count, options) => seedActivities(intervals, count, options),
      wellness: (days, athlete = this.athlete) => days.map(day => wellness.seed(athlete, day)),
    };
  }

  /** The athlete edits an activity on the site itself. */
  changeActivity(id: string, change: Partial<ActivityJson>): void {
    Object.assign(this.#intervals.world.expectActivity(id).json, change);
  }

  /** The athlete deletes an activity on the site itself. */
  deleteActivity(id: string): void {
    this.#intervals.world.expectActivity(id).deleted = true;
    unpair(this.#intervals.world, id);
  }

  /** The days that an athlete has a wellness record of, the oldest first. */
  wellness(athleteId: string = this.athlete.id): WellnessJson[] {
    const { world } = this.#intervals;
    return world.wellness.of(world.athlete(athleteId));
  }

  /** A device writes into a day; it cannot change a locked one. */
  changeWellness(day: string, change: Readonly<Record<string, unknown>>): WellnessJson {
    return this.#intervals.world.wellness.write(this.athlete, { ...change, id: day });
  }

  /** Additional headers of downloaded files, because the real ones are not known. */
  set downloadHeaders(headers: Readonly<Record<string, string>>) {
    this.#intervals.downloadHeaders = headers;
  }
}

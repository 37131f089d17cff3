import { type Athlete, makeAthlete } from './athlete.ts';
import type { Intervals } from './intervals.ts';
import type { DedupeBy } from './keep-file.ts';
import type { RateLimits } from './rate-limits.ts';
import { type ArrivedActivity, arrivedActivities, type Seed, seedActivity } from './seed.ts';

/** What tests may know of Intervals.icu, and do to it, without any request. */
export class IntervalsControl {
  /** Puts things there that are to be there already. */
  readonly seed: {
    activity(seed: Seed): ArrivedActivity;
  };
  #intervals: Intervals;

  constructor(intervals: Intervals) {
    this.#intervals = intervals;
    this.seed = {
      activity: seed => seedActivity(intervals, seed),
    };
  }

  /** The athlete that is there from the start. */
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

  /** Enforces other limits from now on. */
  set rateLimits(limits: RateLimits) {
    this.#intervals.limiter.limits = limits;
  }

  set dedupeBy(dedupeBy: DedupeBy) {
    this.#intervals.dedupeBy = dedupeBy;
  }
}

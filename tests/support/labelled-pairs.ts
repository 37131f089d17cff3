import type { ActivityClaims } from '../../lib/features/uploads/sameness-evidence.ts';
import type { Sport } from '../../lib/formats/sport.ts';
import { createRandom } from '../fixtures/track.ts';

/** Two descriptions, and whether they are of one activity, as a person would say who knows how the second came about. */
export interface LabelledPair {
  isTwin: boolean;
  /** How the second differs: "late GPS fix". */
  kind: string;
  recorded: ActivityClaims;
  existing: ActivityClaims;
}

/** An activity with all measures. */
export type WholeActivity = Required<Pick<ActivityClaims, 'startMs' | 'durationSecs' | 'distanceM' | 'sport'>>;

/** Random numbers, the same for the same seed. */
class Dice {
  readonly next: () => number;
  constructor(seed: number) {
    this.next = createRandom(seed);
  }
  /** A whole number from `from` to `to`. */
  whole = (from: number, to: number): number => Math.floor(from + this.next() * (to - from + 1));
  /** A factor near 1. */
  near = (share: number): number => 1 + share * (2 * this.next() - 1);
  pick = <Value>(values: readonly Value[]): Value => values[this.whole(0, values.length - 1)] as Value;
  sign = (): number => (this.next() < 0.5 ? -1 : 1);
}

type Distort = (activity: WholeActivity, dice: Dice) => ActivityClaims;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Offsets of real zones from UTC, hours. https://www.iana.org/time-zones, 2026a */
const ZONES = [
  -10, -9.5, -8, -7, -6, -5, -4, -3.5, -3, -2.5, 1, 2, 3, 3.5, 4, 4.5, 5, 5.5, 5.75, 6, 6.5, 7, 8, 8.75, 9,
].concat([9.5, 10, 10.5, 11, 12, 12.75, 13, 13.75, 14]);

const OTHER_SPORTS: Partial<Record<Sport, Sport[]>> = {
  ride: ['run', 'other', 'strength', 'walk'],
  run: ['walk', 'ride', 'other', 'strength'],
  walk: ['run', 'other', 'ski'],
  swim: ['other', 'row', 'strength'],
};

const changeSport = ({ sport }: WholeActivity, dice: Dice): Sport =>
  dice.pick(OTHER_SPORTS[sport] ?? ['other', 'strength', 'walk']);

/** One activity in two descriptions. */
const TWINS: Record<string, Distort> = {
  'another format': (a, dice) => ({
    ...a,
    startMs: a.startMs + dice.whole(-1, 1) * SECOND,
    durationSecs: a.durationSecs + dice.whole(-2, 2),
    distanceM: a.distanceM * dice.near(0.005),
  }),
  'type changed': (a, dice) => ({ ...a, sport: changeSport(a, dice), distanceM: a.distanceM * dice.near(0.003) }),
  'type changed, no distance': (a, dice) => ({
    startMs: a.startMs,
    durationSecs: a.durationSecs + dice.whole(-1, 1),
    sport: changeSport(a, dice),
  }),
  'late GPS fix': (a, dice) => startLater(a, dice.whole(3, Math.min(180, Math.floor(a.durationSecs / 4)))),
  'second device, same end': (a, dice) => ({
    ...startLater(a, dice.sign() * dice.whole(3, 60)),
    distanceM: a.distanceM * dice.near(0.03),
    device: 'Garmin Forerunner 965',
  }),
  'second device, another end': (a, dice) => {
    const late = startLater(a, dice.sign() * dice.whole(3, 60));
    const durationSecs = late.durationSecs + dice.sign() * dice.whole(3, 45);
    return { ...late, durationSecs, distanceM: a.distanceM * dice.near(0.03) };
  },
  'second device that runs on': (a, dice) => ({
    ...a,
    startMs: a.startMs - dice.whole(2, 30) * SECOND,
    durationSecs: Math.round(a.durationSecs * (1.05 + 0.3 * dice.next())),
    distanceM: a.distanceM * (1 + 0.04 * dice.next()),
  }),
  'pauses left out': (a, dice) => ({
    ...a,
    durationSecs: Math.round(a.durationSecs * (0.6 + 0.38 * dice.next())),
    distanceM: a.distanceM * dice.near(0.01),
  }),
  'another time zone': (a, dice) => shift(a, dice, 0.005),
  'another time zone, another format': (a, dice) => shift(a, dice, 0.018),
  'another time zone and type': (a, dice) => ({ ...shift(a, dice, 0.003), sport: changeSport(a, dice) }),
  'another time zone, late GPS fix': (a, dice) => shift(startLater(a, dice.whole(3, 20)), dice, 0.002),
  'rounded down to minutes': (a, dice) => ({
    ...a,
    startMs: Math.floor(a.startMs / MINUTE) * MINUTE,
    durationSecs: Math.round(a.durationSecs / 60) * 60,
    distanceM: Math.round((a.distanceM * dice.near(0.005)) / 100) * 100,
  }),
  'rounded to minutes': a => ({
    startMs: Math.round(a.startMs / MINUTE) * MINUTE,
    durationSecs: Math.ceil(a.durationSecs / 60) * 60,
    sport: a.sport,
  }),
  'rounded, type changed': (a, dice) => ({
    startMs: Math.floor(a.startMs / MINUTE) * MINUTE,
    durationSecs: Math.round(a.durationSecs / 60) * 60,
    distanceM: a.distanceM * dice.near(0.005),
    sport: changeSport(a, dice),
  }),
  'cut at the end': (a, dice) => {
    const part = 0.75 + 0.2 * dice.next();
    return { ...a, durationSecs: Math.round(a.durationSecs * part), distanceM: a.distanceM * part * dice.near(0.05) };
  },
};

/** The same, as other people's days make them. */
const UNUSUAL_TWINS: Record<string, Distort> = {
  'an app beside the head unit, indoors': (a, dice) => ({
    startMs: a.startMs + dice.whole(-25, 25) * SECOND,
    durationSecs: a.durationSecs + dice.whole(-20, 20),
    distanceM: a.distanceM * (0.85 + 0.3 * dice.next()),
    sport: a.sport,
    device: 'Zwift',
  }),
  'a head unit without a speed sensor, indoors': (a, dice) => ({
    ...startLater(a, dice.whole(3, 30)),
    distanceM: 0,
  }),
  'the computer of an e-bike beside a watch': (a, dice) => ({
    startMs: a.startMs - dice.whole(20, 80) * SECOND,
    durationSecs: a.durationSecs + dice.whole(20, 110),
    distanceM: a.distanceM * dice.near(0.02),
    sport: a.sport,
    device: 'Bosch Kiox 300',
  }),
  'a treadmill that measures less': (a, dice) => ({
    ...a,
    startMs: a.startMs + dice.whole(2, 40) * SECOND,
    distanceM: a.distanceM * (0.88 + 0.1 * dice.next()),
  }),
  'a pool of another length': (a, dice) => ({ ...a, distanceM: a.distanceM * dice.pick([0.5, 2, 0.914, 1.333]) }),
  'an hour off, between winter and summer time': (a, dice) => ({
    ...later(a, dice.sign() * HOUR),
    distanceM: a.distanceM * dice.near(0.01),
  }),
  'the clock of the other side of the date line': (a, dice) => ({
    ...later(a, dice.sign() * dice.pick([12, 12.75, 13, 14]) * HOUR),
    durationSecs: a.durationSecs + dice.whole(-1, 1),
  }),
  'stopped at home only': (a, dice) => ({
    ...a,
    durationSecs: Math.round(a.durationSecs * (1.5 + 2 * dice.next())),
    distanceM: a.distanceM * (1 + dice.next()),
  }),
  'cut by an empty battery': (a, dice) => {
    const part = 0.4 + 0.35 * dice.next();
    return { ...a, durationSecs: Math.round(a.durationSecs * part), distanceM: a.distanceM * part * dice.near(0.06) };
  },
  'moving time of a day with a long rest': (a, dice) => ({
    ...a,
    durationSecs: Math.round(a.durationSecs * (0.35 + 0.25 * dice.next())),
  }),
  'minutes and tenths of a mile': a => ({
    startMs: Math.floor(a.startMs / MINUTE) * MINUTE,
    durationSecs: Math.round(a.durationSecs / 60) * 60,
    distanceM: Math.round(a.distanceM / 160.9344) * 160.9344,
    sport: a.sport,
  }),
  'no length on the site': (a, dice) => ({
    startMs: a.startMs,
    distanceM: a.distanceM * dice.near(0.01),
    sport: a.sport,
  }),
};

/** Other activities that look like it. */
const NEAR_MISSES: Record<string, Distort> = {
  'laps of one park a day later': (a, dice) => ({
    ...later(a, dice.pick([1, 2, 7]) * DAY + dice.whole(-900, 900) * SECOND),
    durationSecs: Math.round(a.durationSecs * dice.near(0.04)),
    distanceM: a.distanceM * dice.near(0.005),
  }),
  'the same a day later to the second': (a, dice) => later(a, dice.sign() * DAY),
  'the same more than a day later': (a, dice) => later(a, dice.sign() * dice.pick([25, 26, 36, 48]) * HOUR),
  'the way home': (a, dice) => ({
    ...later(a, dice.whole(7 * 3600, 11 * 3600) * SECOND),
    durationSecs: Math.round(a.durationSecs * dice.near(0.06)),
    distanceM: a.distanceM * dice.near(0.004),
  }),
  'the way home at a whole hour': (a, dice) => ({
    ...later(a, dice.whole(8, 10) * HOUR),
    durationSecs: a.durationSecs + dice.sign() * dice.whole(20, 200),
    distanceM: a.distanceM * dice.near(0.004),
  }),
  'a commute each day': (a, dice) => ({
    ...later(a, dice.pick([1, 1, 2, 3]) * DAY + dice.whole(-240, 240) * SECOND),
    durationSecs: a.durationSecs + dice.whole(-90, 90),
    distanceM: a.distanceM * dice.near(0.003),
  }),
  'a trainer hour each day': ({ startMs }, dice) => ({
    startMs: startMs + DAY + dice.whole(-600, 600) * SECOND,
    durationSecs: 3600,
    sport: 'ride',
  }),
  'two trainer hours of a day': ({ startMs }, dice) => ({
    startMs: Math.floor((startMs + dice.whole(6 * 60, 12 * 60) * MINUTE) / MINUTE) * MINUTE,
    durationSecs: 3600,
    sport: 'ride',
  }),
  'another athlete’s ride of the same route': (a, dice) => ({
    ...later(a, dice.sign() * (a.durationSecs * SECOND + dice.whole(60, 4 * 3600) * SECOND)),
    durationSecs: Math.round(a.durationSecs * dice.near(0.1)),
    distanceM: a.distanceM * dice.near(0.005),
  }),
  'another athlete’s ride of the same route, minutes later': (a, dice) => ({
    ...later(a, Math.round(a.durationSecs * (0.12 + 0.2 * dice.next())) * SECOND),
    durationSecs: Math.round(a.durationSecs * dice.near(0.1)),
    distanceM: a.distanceM * dice.near(0.005),
  }),
  'another athlete who rides half of it along': (a, dice) => ({
    ...later(a, dice.sign() * Math.round(a.durationSecs * (0.35 + 0.3 * dice.next())) * SECOND),
    durationSecs: Math.round(a.durationSecs * dice.near(0.1)),
    distanceM: a.distanceM * dice.near(0.03),
  }),
  'the next leg of a multisport day': (a, dice) => ({
    startMs: a.startMs + (a.durationSecs + dice.whole(0, 300)) * SECOND,
    durationSecs: Math.round(a.durationSecs * (0.3 + dice.next())),
    distanceM: a.distanceM * (0.2 + dice.next()),
    sport: changeSport(a, dice),
  }),
  'the next interval of a track day': (a, dice) => ({
    ...later(a, (a.durationSecs + dice.whole(30, 200)) * SECOND),
    durationSecs: a.durationSecs + dice.whole(-2, 2),
    distanceM: a.distanceM * dice.near(0.002),
  }),
  'the whole of which it is a leg': (a, dice) => ({
    startMs: a.startMs - Math.round(a.durationSecs * (0.4 + 0.5 * dice.next())) * SECOND,
    durationSecs: Math.round(a.durationSecs * (2 + 1.5 * dice.next())),
    distanceM: a.distanceM * (1.3 + dice.next()),
    sport: 'other',
  }),
  'a warm-up before it': (a, dice) => ({
    ...a,
    startMs: a.startMs - dice.whole(700, 1500) * SECOND,
    durationSecs: dice.whole(300, 690),
    distanceM: a.distanceM * 0.1,
  }),
};

/** Other activities of the same kinds of days. */
const UNUSUAL_NEAR_MISSES: Record<string, Distort> = {
  'the rest of it, after the battery was changed': (a, dice) => ({
    ...later(a, (a.durationSecs + dice.whole(60, 900)) * SECOND),
    durationSecs: Math.round(a.durationSecs * (0.2 + 0.7 * dice.next())),
    distanceM: a.distanceM * (0.2 + 0.7 * dice.next()),
  }),
  'a warm-up that ends as it begins': (a, dice) => {
    const durationSecs = dice.whole(300, 1500);
    return { ...a, startMs: a.startMs - durationSecs * SECOND, durationSecs, distanceM: durationSecs * 3 };
  },
  'a cool-down at once': (a, dice) => ({
    ...later(a, a.durationSecs * SECOND),
    durationSecs: dice.whole(200, 900),
    distanceM: dice.whole(500, 2500),
  }),
  'the run of a brick session': (a, dice) => ({
    startMs: a.startMs + (a.durationSecs + dice.whole(20, 240)) * SECOND,
    durationSecs: dice.whole(600, 2400),
    distanceM: dice.whole(1500, 8000),
    sport: a.sport === 'run' ? 'ride' : 'run',
  }),
  'the same on a day of 23 or 25 hours': (a, dice) => later(a, dice.sign() * dice.pick([23, 25]) * HOUR),
  'the same before and after the date line': (a, dice) => later(a, dice.sign() * dice.pick([21, 22, 26, 27]) * HOUR),
  'a race of the same course at another full hour': (a, dice) => ({
    ...later(a, dice.whole(2, 9) * HOUR),
    durationSecs: a.durationSecs + dice.sign() * (dice.whole(10, 60) + Math.round(a.durationSecs * 0.003)),
    distanceM: a.distanceM * dice.near(0.003),
  }),
  'a ride over midnight, and one in the morning': (a, dice) => ({
    ...later(a, dice.whole(6 * 3600, 11 * 3600) * SECOND),
    durationSecs: Math.round(a.durationSecs * dice.near(0.2)),
    distanceM: a.distanceM * dice.near(0.2),
  }),
  'strength behind it': (a, dice) => ({
    startMs: a.startMs + (a.durationSecs + dice.whole(60, 600)) * SECOND,
    durationSecs: dice.whole(900, 3600),
    sport: 'strength',
  }),
  'the same device the day before': (a, dice) => ({ ...later(a, -dice.pick([1, 2]) * DAY), device: 'Edge 830' }),
};

const later = (a: WholeActivity, ms: number): WholeActivity => ({ ...a, startMs: a.startMs + ms });

function startLater(a: WholeActivity, secs: number): WholeActivity {
  const durationSecs = a.durationSecs - secs;
  return { ...later(a, secs * SECOND), durationSecs, distanceM: (a.distanceM * durationSecs) / a.durationSecs };
}

function shift(a: WholeActivity, dice: Dice, distanceShare: number): WholeActivity {
  const shifted = later(a, dice.sign() * Math.abs(dice.pick(ZONES)) * HOUR);
  return {
    ...shifted,
    durationSecs: a.durationSecs + dice.whole(-1, 1),
    distanceM: a.distanceM * dice.near(distanceShare),
  };
}

/** Pairs of every kind for each activity. */
export function makeLabelledPairs(activities: WholeActivity[], seed = 1): LabelledPair[] {
  const dice = new Dice(seed);
  const make = (isTwin: boolean, kinds: Record<string, Distort>) =>
    activities.flatMap(recorded =>
      Object.entries(kinds).map(([kind, distort]) => ({ isTwin, kind, recorded, existing: distort(recorded, dice) })),
    );
  return [...make(true, { ...TWINS, ...UNUSUAL_TWINS }), ...make(false, { ...NEAR_MISSES, ...UNUSUAL_NEAR_MISSES })];
}

/** Activities of a season, of six minutes to six hours. */
export function makeSeason(count: number, seed = 1): WholeActivity[] {
  const dice = new Dice(seed);
  const speeds = { ride: 7.5, run: 2.9, walk: 1.3, swim: 0.8 } as const;
  return Array.from({ length: count }, (_, n) => {
    const sport = dice.pick(['ride', 'ride', 'ride', 'run', 'run', 'walk', 'swim'] as const);
    const durationSecs = Math.round(360 * 60 ** dice.next());
    return {
      startMs: Date.UTC(2026, 0, 1 + n) + dice.whole(5 * 3600, 20 * 3600) * SECOND,
      durationSecs,
      distanceM: Math.round(durationSecs * speeds[sport] * dice.near(0.2)),
      sport,
    };
  });
}

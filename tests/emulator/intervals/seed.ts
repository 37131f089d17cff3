import { differentRecordings, type RecordingsOptions } from '../../fixtures/recordings.ts';
import type { ActivityJson, ActivitySource } from './activity.ts';
import type { Intervals } from './intervals.ts';
import { keepFile } from './keep-file.ts';
import { instant } from './local-time.ts';
import type { KeptActivity, World } from './world.ts';

/** An activity that exists already. With a `file`, keys that are not given are read from it. */
export interface Seed extends Partial<ActivityJson> {
  readonly source?: ActivitySource;
  /** The recording it was made of: the same one uploaded again is a duplicate of this activity. */
  readonly file?: Uint8Array;
  readonly fileName?: string;
  /** Its athlete; the first one when left out. */
  readonly athleteId?: string;
  /** Keys to show as null, as recorded rows have them that came by way of Strava. */
  readonly nulls?: readonly string[];
}

/** The number of activities; the recordings are 20 s long by default. */
export interface ManySeeds extends RecordingsOptions {
  readonly athleteId?: string;
  /** Makes every n-th one a stub of Strava. */
  readonly stravaEvery?: number;
}

/** An activity as the API returns it, with the file it was made of. */
export type ArrivedActivity = ActivityJson & {
  /** As it was sent. */
  readonly fileName: string | undefined;
  /** The recording, unpacked, and its hash. */
  readonly bytes: Uint8Array | undefined;
  readonly sha256: string | undefined;
};

/** Adds an activity without any request. */
export function seedActivity({ world, dedupeBy }: Intervals, seed: Seed): ArrivedActivity {
  const { file, fileName = 'seed.fit', athleteId, nulls = [], source = 'GARMIN_CONNECT', ...known } = seed;
  const athlete = world.athlete(athleteId);
  const activity = file
    ? keepFile(world, athlete, { name: fileName, bytes: file, dedupeBy, source, metadata: known })[0]?.activity
    : world.keep(athlete, { ...known, source });
  if (!activity) throw new Error('The seed has no activity in its file');
  for (const key of nulls) activity.json[key] = null;
  return arrived(activity);
}

/** Adds the given number of activities, each made of a different recording, with some of Strava's in between. */
export function seedActivities(
  intervals: Intervals,
  count: number,
  { athleteId, stravaEvery = Infinity, ...options }: ManySeeds = {},
): ArrivedActivity[] {
  return differentRecordings(count, { durationSecs: 20, ...options }).map(({ name, bytes, spec }, index) => {
    const whose = athleteId === undefined ? {} : { athleteId };
    if (index % stravaEvery !== stravaEvery - 1)
      return seedActivity(intervals, { ...whose, file: bytes, fileName: name, name: spec.title ?? name });
    const start_date = instant(new Date(spec.startMs));
    return seedActivity(intervals, { ...whose, source: 'STRAVA', start_date });
  });
}

/** The activities of an athlete, last arrived first. */
export function arrivedActivities(world: World, athleteId: string): ArrivedActivity[] {
  return world.activitiesOf(athleteId).map(arrived).toReversed();
}

function arrived({ json, file }: KeptActivity): ArrivedActivity {
  const { name: fileName, recording } = file ?? {};
  return { ...json, fileName, bytes: recording?.bytes, sha256: recording?.sha256 };
}

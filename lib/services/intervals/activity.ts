import type { Sport } from '../../formats/sport.ts';

/** An activity on Intervals.icu, with what is needed to recognise it. */
export interface Activity {
  id: string;
  name?: string;
  sport: Sport;
  /** Start, ms since the epoch; absent for Strava stubs. */
  startMs?: number;
  /** Local time at the start, as if it were UTC. Stubs have it too. */
  localMs?: number;
  elapsedSecs?: number;
  distanceM?: number;
  externalId?: string;
  /** It was uploaded as a file, and did not come from a site that Intervals.icu is connected to. */
  isUploadedFile: boolean;
  /** Strava's activities have no data in the API; uploading the original file replaces a stub with a full activity. */
  isStravaStub: boolean;
}

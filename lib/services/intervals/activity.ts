import type { Sport } from '../../formats/sport.ts';

/** An activity on Intervals.icu, as far as it is needed to recognise one. */
export interface Activity {
  id: string;
  name?: string;
  sport: Sport;
  /** Start, ms since the epoch; absent for Strava stubs. */
  startMs?: number;
  /** What the athlete's clock showed at the start, as if that were UTC. Stubs have it too. */
  localMs?: number;
  elapsedSecs?: number;
  distanceM?: number;
  externalId?: string;
  /** Came as a file from a program or a person, and not from a site that Intervals.icu is connected to. */
  isUploadedFile: boolean;
  /** Strava's activities are empty shells for the API; the original file turns one into a full activity. */
  isStravaStub: boolean;
}

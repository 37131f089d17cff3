import type { Sport } from '../../formats/sport.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';

/** An activity on Intervals.icu, with what is needed to recognise it. */
export interface Activity {
  id: string;
  name?: string;
  sport: Sport;
  /** Start, ms since the epoch; absent for activities that are not shown in full. */
  startMs?: number;
  /** Local time at the start, as if it were UTC. Activities that are not shown in full may have it, too. */
  localMs?: number;
  /** The local day of the start. */
  day?: CalendarDate;
  /** The day of the start in UTC, where no more is known of it. */
  utcDay?: CalendarDate;
  elapsedSecs?: number;
  distanceM?: number;
  /** The device that recorded it, "Garmin Edge 830". */
  device?: string;
  externalId?: string;
  /** It was uploaded as a file, and did not come from a site that Intervals.icu is connected to. */
  isUploadedFile: boolean;
  visibility: ActivityVisibility;
}

/**
 * How much of an activity Intervals.icu shows to programs. `strava-placeholder`: no data, and uploading the original file fills
 * it. `hidden`: it is there with all its data, but its source forbids Intervals.icu to pass them on, as is expected of Garmin's
 * (https://forum.intervals.icu, 2026-03); uploading its file again would make another activity.
 */
export type ActivityVisibility = 'full' | 'strava-placeholder' | 'hidden';

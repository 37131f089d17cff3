import type { Sport } from '../../formats/sport.ts';

/** Intervals.icu's activity types (the `type` of the API's Activity, July 2026) by family. */
const TYPES_BY_SPORT: Record<Exclude<Sport, 'other'>, string[]> = {
  ride: [
    'Ride',
    'VirtualRide',
    'GravelRide',
    'MountainBikeRide',
    'EBikeRide',
    'EMountainBikeRide',
    'TrackRide',
    'Cyclocross',
    'Handcycle',
    'Velomobile',
  ],
  run: ['Run', 'TrailRun', 'VirtualRun'],
  swim: ['Swim', 'OpenWaterSwim'],
  walk: ['Walk', 'Hike', 'Snowshoe'],
  row: ['Rowing', 'VirtualRow', 'Canoeing', 'Kayaking', 'StandUpPaddling'],
  ski: ['AlpineSki', 'BackcountrySki', 'NordicSki', 'RollerSki', 'VirtualSki', 'Snowboard'],
  strength: ['WeightTraining', 'Crossfit', 'HighIntensityIntervalTraining', 'Workout', 'Pilates', 'Yoga'],
};

const SPORT_BY_TYPE = new Map(
  Object.entries(TYPES_BY_SPORT).flatMap(([sport, types]) => types.map(type => [type, sport as Sport] as const)),
);

/** All known types, by family. */
export const ACTIVITY_TYPES: readonly string[] = Object.values(TYPES_BY_SPORT).flat();

/** The family of an activity type; `other` for unknown types, and those of no family. */
export const activityTypeToSport = (type: string): Sport => SPORT_BY_TYPE.get(type) ?? 'other';

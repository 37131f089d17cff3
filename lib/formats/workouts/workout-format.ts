/** The files that Intervals.icu makes of a planned workout. */
export const WORKOUT_FORMATS = ['zwo', 'fit', 'mrc', 'erg'] as const;
export type WorkoutFormat = (typeof WORKOUT_FORMATS)[number];

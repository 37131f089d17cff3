/** Bytes of a workout file. One of a step a second for a whole day is smaller. */
export const MAX_WORKOUT_BYTES = 8 * 2 ** 20;

/** Steps, as they are written; what is repeated counts once. */
export const MAX_WORKOUT_STEPS = 5000;

/** How often anything is repeated. */
export const MAX_REPEATS = 1000;

/** Seconds of one step: ten days, the longest race of the calendar. */
export const MAX_STEP_SECS = 10 * 86_400;

/** Percent of the threshold, for a second. Who writes 75 where 0.75 is meant is far above it. */
export const MAX_TARGET_PERCENT = 2000;

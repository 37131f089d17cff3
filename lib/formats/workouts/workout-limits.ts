/** Bytes of a workout file. One with a step for each second of a day is smaller. */
export const MAX_WORKOUT_BYTES = 8 * 2 ** 20;

/** Steps as written; repeated ones count once. */
export const MAX_WORKOUT_STEPS = 5000;

/** Rounds of a repeat. */
export const MAX_REPEATS = 1000;

/** Seconds of one step: ten days, longer than any race. */
export const MAX_STEP_SECS = 10 * 86_400;

/** Percent of the threshold. A file with 75 where 0.75 is meant is far above it. */
export const MAX_TARGET_PERCENT = 2000;

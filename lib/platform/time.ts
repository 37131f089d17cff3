/** Durations in milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The UTC date of a time in ms, "2026-11-22". */
export const toUtcDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

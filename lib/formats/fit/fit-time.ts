/**
 * FIT's clock starts on 1989-12-31 UTC; smaller values count seconds since the device was switched on
 * (https://developer.garmin.com/fit/cookbook/datetime/).
 */
const FIRST_DATE_SECS = 0x10000000;
const FIT_EPOCH_SECS = 631_065_600;

/** Ms since the epoch; undefined for a time since the device was switched on. */
export const fitTimeToMs = (fitSecs: number | undefined): number | undefined =>
  fitSecs === undefined || fitSecs < FIRST_DATE_SECS ? undefined : (fitSecs + FIT_EPOCH_SECS) * 1000;

import { GARMIN_JSON_SHAPES } from './garmin-json-shapes.ts';
import type { JsonShape } from './json-shape.ts';
import { type WellnessKey, wellnessFields } from './wellness-fields.ts';

/** The files of Fitbit's account export (Google Takeout), whose weights are in pounds, and its API: https://dev.fitbit.com/build/reference/web-api */
const FITBIT_SHAPES: readonly JsonShape[] = [
  {
    kind: 'fitbit',
    requiredPaths: ['dateTime', 'value.date', 'value.value'],
    dayPath: 'value.date',
    dateOrder: 'mdy',
    values: { 'value.value': 'restingHR' },
  },
  ...['mainSleep', 'isMainSleep'].map(
    (mainPath): JsonShape => ({
      kind: 'fitbit',
      requiredPaths: ['dateOfSleep', 'minutesAsleep', mainPath],
      dayPath: 'dateOfSleep',
      values: { minutesAsleep: ['sleepSecs', 'min'] },
      condition: [mainPath, true, 'nap'],
    }),
  ),
  {
    kind: 'fitbit',
    requiredPaths: ['logId', 'weight', 'date', 'time'],
    dayPath: 'date',
    dateOrder: 'mdy',
    timePath: 'time',
    values: { weight: ['weight', 'lb'], fat: 'bodyFat' },
    // The API writes other dates, and the unit that the athlete chose.
    condition: ['date', /^\d\d\/\d\d\/\d\d$/, 'unknown-unit'],
  },
  fitbitDayShape('restingHeartRate', 'restingHR'),
  fitbitDayShape('dailyRmssd', 'hrv'),
  fitbitDayShape('breathingRate', 'respiration'),
];

/** Polar's API (https://www.polar.com/accesslink-api) and account export. */
const POLAR_SHAPES: readonly JsonShape[] = [
  {
    kind: 'polar',
    requiredPaths: ['date', 'heart_rate_variability_avg'],
    dayPath: 'date',
    values: {
      heart_rate_variability_avg: 'hrv',
      heart_rate_avg: 'avgSleepingHR',
      breathing_rate_avg: 'respiration',
    },
  },
  {
    kind: 'polar',
    requiredPaths: ['date', 'sleep_start_time', 'light_sleep', 'deep_sleep'],
    dayPath: 'date',
    values: {
      'light_sleep+deep_sleep+rem_sleep?+unrecognized_sleep_stage?': 'sleepSecs',
      sleep_score: 'sleepScore',
    },
  },
  {
    kind: 'polar',
    requiredPaths: ['night', 'evaluation.asleepDuration'],
    dayPath: 'night',
    values: { 'evaluation.asleepDuration': ['sleepSecs', 'ISO 8601'] },
  },
  {
    kind: 'polar',
    requiredPaths: ['night', 'sleepScoreResult.sleepScore'],
    dayPath: 'night',
    values: { 'sleepScoreResult.sleepScore': 'sleepScore' },
  },
  {
    kind: 'polar',
    requiredPaths: ['night', 'meanNightlyRecoveryRmssd'],
    dayPath: 'night',
    values: { meanNightlyRecoveryRmssd: 'hrv' },
  },
];

const WITHINGS_STRETCH = { endPath: 'enddate', timezonePath: 'timezone', sourcePath: 'model' };

/** Withings' API, without its measures, which `collectWithingsMeasures` reads: https://developer.withings.com/api-reference */
const WITHINGS_SHAPES: readonly JsonShape[] = [
  {
    kind: 'withings-api',
    requiredPaths: ['startdate', 'enddate', 'date', 'data.total_sleep_time'],
    dayPath: 'date',
    stretch: WITHINGS_STRETCH,
    values: {
      'data.total_sleep_time': 'sleepSecs',
      'data.hr_average': 'avgSleepingHR',
      'data.rr_average': 'respiration',
      'data.sleep_score': 'sleepScore',
    },
  },
  {
    kind: 'withings-api',
    requiredPaths: ['startdate', 'enddate', 'date', 'data.lightsleepduration'],
    dayPath: 'date',
    stretch: WITHINGS_STRETCH,
    values: {
      'data.lightsleepduration+data.deepsleepduration?+data.remsleepduration?': 'sleepSecs',
      'data.hr_average': 'avgSleepingHR',
      'data.rr_average': 'respiration',
    },
  },
  { kind: 'withings-api', requiredPaths: ['date', 'timezone', 'steps'], dayPath: 'date', values: { steps: 'steps' } },
];

/**
 * All known shapes; the first match counts. Oura's are documented at https://cloud.ouraring.com/v2/docs, Whoop's at
 * https://developer.whoop.com/api.
 */
export const JSON_SHAPES: readonly JsonShape[] = [
  ...GARMIN_JSON_SHAPES,
  {
    kind: 'oura-api',
    requiredPaths: ['day', 'total_sleep_duration'],
    dayPath: 'day',
    values: {
      total_sleep_duration: 'sleepSecs',
      average_hrv: 'hrv',
      lowest_heart_rate: 'restingHR',
      average_heart_rate: 'avgSleepingHR',
      average_breath: 'respiration',
    },
    condition: ['type', 'long_sleep', 'nap'],
  },
  {
    kind: 'oura-api',
    requiredPaths: ['day', 'contributors.deep_sleep'],
    dayPath: 'day',
    values: { score: 'sleepScore' },
  },
  {
    kind: 'oura-api',
    requiredPaths: ['day', 'contributors.hrv_balance'],
    dayPath: 'day',
    values: { score: 'readiness' },
  },
  { kind: 'oura-api', requiredPaths: ['day', 'steps'], dayPath: 'day', values: { steps: 'steps' } },
  {
    kind: 'oura-api',
    requiredPaths: ['day', 'spo2_percentage.average'],
    dayPath: 'day',
    values: { 'spo2_percentage.average': 'spO2' },
  },
  { kind: 'oura-api', requiredPaths: ['day', 'vo2_max'], dayPath: 'day', values: { vo2_max: 'vo2max' } },
  {
    kind: 'whoop-api',
    requiredPaths: ['score.recovery_score'],
    dayPath: 'created_at',
    values: {
      'score.recovery_score': 'readiness',
      'score.resting_heart_rate': 'restingHR',
      'score.hrv_rmssd_milli': 'hrv',
      'score.spo2_percentage': 'spO2',
    },
  },
  {
    kind: 'whoop-api',
    requiredPaths: ['score.stage_summary'],
    dayPath: 'end',
    offsetPath: 'timezone_offset',
    values: {
      'score.stage_summary.total_light_sleep_time_milli+score.stage_summary.total_slow_wave_sleep_time_milli+score.stage_summary.total_rem_sleep_time_milli':
        ['sleepSecs', 'ms'],
      'score.respiratory_rate': 'respiration',
      'score.sleep_performance_percentage': 'sleepScore',
    },
    condition: ['nap', false, 'nap'],
  },
  ...FITBIT_SHAPES,
  ...POLAR_SHAPES,
  ...WITHINGS_SHAPES,
  intervalsShape('updated'),
  intervalsShape('ctl'),
  intervalsShape('sportInfo'),
];

function fitbitDayShape(name: string, key: WellnessKey): JsonShape {
  const path = `value.${name}`;
  return { kind: 'fitbit', requiredPaths: ['dateTime', path], dayPath: 'dateTime', values: { [path]: key } };
}

function intervalsShape(requiredPath: string): JsonShape {
  const writableFields = wellnessFields.filter(({ isWritable, kind }) => isWritable && kind !== 'boolean');
  return {
    kind: 'intervals',
    requiredPaths: ['id', requiredPath],
    dayPath: 'id',
    values: Object.fromEntries(writableFields.map(({ key }) => [key, key])),
  };
}

import { GARMIN_JSON_SHAPES } from './garmin-json-shapes.ts';
import type { JsonShape } from './json-shape.ts';
import { wellnessFields } from './wellness-fields.ts';

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
  intervalsShape('updated'),
  intervalsShape('ctl'),
  intervalsShape('sportInfo'),
];

function intervalsShape(requiredPath: string): JsonShape {
  const writableFields = wellnessFields.filter(({ isWritable, kind }) => isWritable && kind !== 'boolean');
  return {
    kind: 'intervals',
    requiredPaths: ['id', requiredPath],
    dayPath: 'id',
    values: Object.fromEntries(writableFields.map(({ key }) => [key, key])),
  };
}

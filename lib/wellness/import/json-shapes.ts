import { wellnessFields } from '../fields.ts';
import { GARMIN } from './garmin-shapes.ts';
import type { JsonShape } from './json-shape.ts';

/** The first that fits counts. */
export const SHAPES: readonly JsonShape[] = [
  ...GARMIN,
  {
    source: 'oura-api',
    marks: ['day', 'total_sleep_duration'],
    day: 'day',
    values: {
      total_sleep_duration: 'sleepSecs',
      average_hrv: 'hrv',
      lowest_heart_rate: 'restingHR',
      average_heart_rate: 'avgSleepingHR',
      average_breath: 'respiration',
    },
    only: ['type', 'long_sleep', 'nap'],
  },
  {
    source: 'oura-api',
    marks: ['day', 'contributors.deep_sleep'],
    day: 'day',
    values: { score: 'sleepScore' },
  },
  {
    source: 'oura-api',
    marks: ['day', 'contributors.hrv_balance'],
    day: 'day',
    values: { score: 'readiness' },
  },
  { source: 'oura-api', marks: ['day', 'steps'], day: 'day', values: { steps: 'steps' } },
  {
    source: 'oura-api',
    marks: ['day', 'spo2_percentage.average'],
    day: 'day',
    values: { 'spo2_percentage.average': 'spO2' },
  },
  { source: 'oura-api', marks: ['day', 'vo2_max'], day: 'day', values: { vo2_max: 'vo2max' } },
  {
    source: 'whoop-api',
    marks: ['score.recovery_score'],
    day: 'created_at',
    values: {
      'score.recovery_score': 'readiness',
      'score.resting_heart_rate': 'restingHR',
      'score.hrv_rmssd_milli': 'hrv',
      'score.spo2_percentage': 'spO2',
    },
  },
  {
    source: 'whoop-api',
    marks: ['score.stage_summary'],
    day: 'end',
    offset: 'timezone_offset',
    values: {
      'score.stage_summary.total_light_sleep_time_milli+score.stage_summary.total_slow_wave_sleep_time_milli+score.stage_summary.total_rem_sleep_time_milli':
        ['sleepSecs', 'ms'],
      'score.respiratory_rate': 'respiration',
      'score.sleep_performance_percentage': 'sleepScore',
    },
    only: ['nap', false, 'nap'],
  },
  keptByIntervals('updated'),
  keptByIntervals('ctl'),
  keptByIntervals('sportInfo'),
];

function keptByIntervals(mark: string): JsonShape {
  const written = wellnessFields.filter(({ isWritable, kind }) => isWritable && kind !== 'boolean');
  return {
    source: 'intervals',
    marks: ['id', mark],
    day: 'id',
    values: Object.fromEntries(written.map(({ key }) => [key, key])),
  };
}

import { type WellnessKey, wellnessFields } from '../fields.ts';
import type { Reason, WellnessSource } from './imported.ts';

/** An object of a JSON export or API, known by what it has. Paths go through objects: "score.resting_heart_rate". */
export interface JsonShape {
  source: WellnessSource;
  /** Paths that are there. */
  marks: readonly string[];
  day?: string;
  /** Of the local time, where `day` is a moment in UTC: "+01:00". */
  offset?: string;
  /** Of a time, where `day` has none. */
  time?: string;
  /** Several paths with a plus between them are added up; one with a question mark may be missing. */
  values: Readonly<Record<string, WellnessKey | readonly [WellnessKey, unit: string]>>;
  /** Numbers that look like a value and are none. */
  left?: Readonly<Record<string, Reason>>;
  /** Counts only where the path is this value. */
  only?: readonly [path: string, value: string | boolean, why: Reason];
}

const SLEEP = 'dailySleepDTO';

/** The first that fits counts. */
export const SHAPES: readonly JsonShape[] = [
  {
    source: 'garmin-api',
    marks: [`${SLEEP}.calendarDate`],
    day: `${SLEEP}.calendarDate`,
    values: {
      [`${SLEEP}.sleepTimeSeconds`]: 'sleepSecs',
      [`${SLEEP}.sleepScores.overall.value`]: 'sleepScore',
      [`${SLEEP}.sleepScores.overall.qualifierKey`]: 'sleepQuality',
      [`${SLEEP}.averageSpO2Value`]: 'spO2',
      [`${SLEEP}.averageRespirationValue`]: 'respiration',
      [`${SLEEP}.avgHeartRate`]: 'avgSleepingHR',
      restingHeartRate: 'restingHR',
      avgOvernightHrv: 'hrv',
    },
  },
  {
    source: 'garmin-api',
    marks: ['hrvSummary.calendarDate'],
    day: 'hrvSummary.calendarDate',
    values: { 'hrvSummary.lastNightAvg': 'hrv' },
    left: { 'hrvSummary.weeklyAvg': 'several-days' },
  },
  {
    source: 'garmin-api',
    marks: ['calendarDate', 'lastNightAvg'],
    day: 'calendarDate',
    values: { lastNightAvg: 'hrv' },
    left: { weeklyAvg: 'several-days' },
  },
  {
    // Readiness changes all day; the one after waking is the day's.
    source: 'garmin-api',
    marks: ['calendarDate', 'inputContext', 'score'],
    day: 'calendarDate',
    time: 'timestampLocal',
    values: { score: 'readiness', sleepScore: 'sleepScore' },
    only: ['inputContext', 'AFTER_WAKEUP_RESET', 'not-in-the-morning'],
  },
  {
    source: 'garmin-api',
    marks: ['calendarDate', 'totalSteps'],
    day: 'calendarDate',
    values: { totalSteps: 'steps', restingHeartRate: 'restingHR', consumedKilocalories: 'kcalConsumed' },
    // Sleep between two midnights is not a night's.
    left: {
      averageStressLevel: 'other-scale',
      sleepingSeconds: 'no-field',
      avgWakingRespirationValue: 'no-field',
    },
  },
  {
    // Nights as the account's export has them. Older watches know no REM.
    source: 'garmin-api',
    marks: ['calendarDate', 'deepSleepSeconds'],
    day: 'calendarDate',
    values: {
      'deepSleepSeconds+lightSleepSeconds+remSleepSeconds?': 'sleepSecs',
      'sleepScores.overallScore': 'sleepScore',
      'spo2SleepSummary.averageSPO2': 'spO2',
    },
  },
  {
    source: 'garmin-api',
    marks: ['calendarDate', 'weight', 'bmi'],
    day: 'calendarDate',
    values: { weight: ['weight', 'g'], bodyFat: 'bodyFat' },
  },
  {
    source: 'garmin-api',
    marks: ['metaData.calendarDate', 'weight.weight'],
    day: 'metaData.calendarDate',
    values: { 'weight.weight': ['weight', 'g'] },
  },
  {
    source: 'garmin-api',
    marks: ['bodyBatteryValuesArray'],
    values: {},
    left: { avgStressLevel: 'other-scale', averageStress: 'other-scale' },
  },
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
  {
    source: 'intervals',
    marks: ['id', 'updated'],
    day: 'id',
    values: Object.fromEntries(
      wellnessFields
        .filter(({ isWritable, kind }) => isWritable && kind !== 'boolean')
        .map(({ key }) => [key, key]),
    ),
  },
];

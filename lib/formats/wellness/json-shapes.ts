import type { RejectionReason, WellnessExportKind } from './import-result.ts';
import { type WellnessKey, wellnessFields } from './wellness-fields.ts';

/** An object of a JSON export or API, recognized by its properties. Paths lead through objects: "score.resting_heart_rate". */
export interface JsonShape {
  kind: WellnessExportKind;
  /** Paths that an object of this shape has. */
  requiredPaths: readonly string[];
  dayPath?: string;
  /** The path of the local UTC offset, "+01:00", where the day is a time in UTC. */
  offsetPath?: string;
  /** The path of the time of day, where the day has none. */
  timePath?: string;
  /** Paths joined by a plus are added up; one with a question mark may be missing. */
  values: Readonly<Record<string, WellnessKey | readonly [WellnessKey, unit: string]>>;
  /** Numbers that look like a value of the day but are not. */
  rejected?: Readonly<Record<string, RejectionReason>>;
  /** The object is rejected with the reason unless the path has this value. */
  condition?: readonly [path: string, value: string | boolean, reason: RejectionReason];
}

const SLEEP = 'dailySleepDTO';

/**
 * Responses of Garmin Connect's API, as https://github.com/cyberjunky/python-garminconnect saves them, and the files of
 * Garmin's account export.
 */
const GARMIN_JSON_SHAPES: readonly JsonShape[] = [
  {
    kind: 'garmin-api',
    requiredPaths: [`${SLEEP}.calendarDate`],
    dayPath: `${SLEEP}.calendarDate`,
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
    kind: 'garmin-api',
    requiredPaths: ['hrvSummary.calendarDate'],
    dayPath: 'hrvSummary.calendarDate',
    values: { 'hrvSummary.lastNightAvg': 'hrv' },
    rejected: { 'hrvSummary.weeklyAvg': 'covers-several-days' },
  },
  {
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'lastNightAvg'],
    dayPath: 'calendarDate',
    values: { lastNightAvg: 'hrv' },
    rejected: { weeklyAvg: 'covers-several-days' },
  },
  {
    // Readiness changes all day; the value after waking up is the day's.
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'inputContext', 'score'],
    dayPath: 'calendarDate',
    timePath: 'timestampLocal',
    values: { score: 'readiness', sleepScore: 'sleepScore' },
    condition: ['inputContext', 'AFTER_WAKEUP_RESET', 'not-a-morning-reading'],
  },
  {
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'totalSteps'],
    dayPath: 'calendarDate',
    values: { totalSteps: 'steps', restingHeartRate: 'restingHR', consumedKilocalories: 'kcalConsumed' },
    // This sleep is counted from midnight to midnight, so it is not one night.
    rejected: {
      averageStressLevel: 'different-scale',
      sleepingSeconds: 'no-field',
      avgWakingRespirationValue: 'no-field',
    },
  },
  {
    // A day without steps.
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'restingHeartRate'],
    dayPath: 'calendarDate',
    values: { restingHeartRate: 'restingHR' },
  },
  {
    // Its "HR" is the mean of the night, not the resting HR.
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'metrics.HRV'],
    dayPath: 'calendarDate',
    values: {
      'metrics.HRV.value': 'hrv',
      'metrics.SPO2.value': 'spO2',
      'metrics.RESPIRATION.value': 'respiration',
    },
    rejected: { 'metrics.HR.value': 'no-field' },
  },
  {
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'vo2MaxValue'],
    dayPath: 'calendarDate',
    values: { vo2MaxValue: 'vo2max' },
  },
  {
    // A night in the account's export. Older watches record no REM sleep.
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'deepSleepSeconds'],
    dayPath: 'calendarDate',
    values: {
      'deepSleepSeconds+lightSleepSeconds+remSleepSeconds?': 'sleepSecs',
      'sleepScores.overallScore': 'sleepScore',
      'spo2SleepSummary.averageSPO2': 'spO2',
    },
  },
  weighInShape('bmi'),
  // An account without a height has no body mass index.
  weighInShape('sourceType'),
  {
    kind: 'garmin-api',
    requiredPaths: ['metaData.calendarDate', 'weight.weight'],
    dayPath: 'metaData.calendarDate',
    values: { 'weight.weight': ['weight', 'g'] },
  },
  {
    kind: 'garmin-api',
    requiredPaths: ['bodyBatteryValuesArray'],
    values: {},
    rejected: { avgStressLevel: 'different-scale', averageStress: 'different-scale' },
  },
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

function weighInShape(requiredPath: string): JsonShape {
  return {
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'weight', requiredPath],
    dayPath: 'calendarDate',
    values: { weight: ['weight', 'g'], bodyFat: 'bodyFat' },
  };
}

import type { JsonShape } from './json-shape.ts';

const SLEEP = 'dailySleepDTO';

/**
 * Responses of Garmin Connect's API, as https://github.com/cyberjunky/python-garminconnect saves them, and the files of
 * Garmin's account export.
 */
export const GARMIN_JSON_SHAPES: readonly JsonShape[] = [
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

function weighInShape(requiredPath: string): JsonShape {
  return {
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'weight', requiredPath],
    dayPath: 'calendarDate',
    values: { weight: ['weight', 'g'], bodyFat: 'bodyFat' },
  };
}

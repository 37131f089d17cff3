import type { JsonShape } from './json-shape.ts';

const SLEEP = 'dailySleepDTO';

/** What Garmin's API answers, and what is in an account's export. The first that fits counts. */
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
    rejected: { 'hrvSummary.weeklyAvg': 'several-days' },
  },
  {
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'lastNightAvg'],
    dayPath: 'calendarDate',
    values: { lastNightAvg: 'hrv' },
    rejected: { weeklyAvg: 'several-days' },
  },
  {
    // Readiness changes all day; the one after waking is the day's.
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'inputContext', 'score'],
    dayPath: 'calendarDate',
    timePath: 'timestampLocal',
    values: { score: 'readiness', sleepScore: 'sleepScore' },
    condition: ['inputContext', 'AFTER_WAKEUP_RESET', 'not-in-the-morning'],
  },
  {
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'totalSteps'],
    dayPath: 'calendarDate',
    values: { totalSteps: 'steps', restingHeartRate: 'restingHR', consumedKilocalories: 'kcalConsumed' },
    // Sleep between two midnights is not a night's.
    rejected: {
      averageStressLevel: 'other-scale',
      sleepingSeconds: 'no-field',
      avgWakingRespirationValue: 'no-field',
    },
  },
  {
    // A day on which nobody walked.
    kind: 'garmin-api',
    requiredPaths: ['calendarDate', 'restingHeartRate'],
    dayPath: 'calendarDate',
    values: { restingHeartRate: 'restingHR' },
  },
  {
    // Its "HR" is that of the night, which is not the resting one.
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
    // Nights as the account's export has them. Older watches know no REM.
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
  // Without a height there is no body mass index.
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
    rejected: { avgStressLevel: 'other-scale', averageStress: 'other-scale' },
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

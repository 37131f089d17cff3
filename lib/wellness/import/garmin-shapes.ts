import type { JsonShape } from './json-shape.ts';

const SLEEP = 'dailySleepDTO';

/** What Garmin's API answers, and what is in an account's export. The first that fits counts. */
export const GARMIN: readonly JsonShape[] = [
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
    // A day on which nobody walked.
    source: 'garmin-api',
    marks: ['calendarDate', 'restingHeartRate'],
    day: 'calendarDate',
    values: { restingHeartRate: 'restingHR' },
  },
  {
    // Its "HR" is that of the night, which is not the resting one.
    source: 'garmin-api',
    marks: ['calendarDate', 'metrics.HRV'],
    day: 'calendarDate',
    values: {
      'metrics.HRV.value': 'hrv',
      'metrics.SPO2.value': 'spO2',
      'metrics.RESPIRATION.value': 'respiration',
    },
    left: { 'metrics.HR.value': 'no-field' },
  },
  {
    source: 'garmin-api',
    marks: ['calendarDate', 'vo2MaxValue'],
    day: 'calendarDate',
    values: { vo2MaxValue: 'vo2max' },
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
  weighedByGarmin('bmi'),
  // Without a height there is no body mass index.
  weighedByGarmin('sourceType'),
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
];

function weighedByGarmin(mark: string): JsonShape {
  return {
    source: 'garmin-api',
    marks: ['calendarDate', 'weight', mark],
    day: 'calendarDate',
    values: { weight: ['weight', 'g'], bodyFat: 'bodyFat' },
  };
}

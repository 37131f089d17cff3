import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

describe('the parser of Oura’s account export', () => {
  const contributors = '{"deep_sleep": 95, "efficiency": 65, "timing": 90}';

  test.each<[string, string, string, string, object]>([
    [
      'sleep',
      'dailysleep.csv',
      'id;contributors;day;score;timestamp',
      `a;${contributors};2026-03-03;71;2026-03-03T00:00:00.000+00:00`,
      { sleepScore: 71 },
    ],
    [
      'readiness',
      'dailyreadiness.csv',
      'id;contributors;day;score;temperature_deviation;timestamp',
      `a;${contributors};2026-03-03;81;-0.2;2026-03-03T00:00:00.000+00:00`,
      { readiness: 81 },
    ],
    [
      'activity',
      'dailyactivity.csv',
      'id;day;equivalent_walking_distance;score;steps;total_calories',
      'a;2026-03-03;6200;88;8421;2450',
      { steps: 8421 },
    ],
    [
      'oxygen',
      'dailyspo2.csv',
      'id;breathing_disturbance_index;day;spo2_percentage',
      'a;3;2026-03-03;{"average": 97.4}',
      { spO2: 97.4 },
    ],
    [
      'fitness',
      'vo2max.csv',
      'id;day;timestamp;vo2_max',
      'a;2026-03-03;2026-03-03T07:00:00+00:00;44.6',
      { vo2max: 44.6 },
    ],
  ])('reads the %s table', async (_, name, header, row, values) => {
    const imported = await parseWellnessLines([header, row], name);

    expect(imported.kind).toBe('oura-api');
    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': values });
  });

  test('leaves a score column to the athlete when the file’s name does not explain it', async () => {
    const { kind, days } = await parseWellnessLines(['id;day;score', 'a;2026-03-03;71'], 'dailyresilience.csv');

    expect({ source: kind, rows: days }).toEqual({ source: 'unknown-table', rows: [] });
  });
});

test('Oura’s older trends are read with their name for sleep and with None as blank', async () => {
  const imported = await parseWellnessLines([
    'date,Sleep Score,Total Sleep Time,Lowest Resting Heart Rate,Average HRV,Steps,Readiness Score',
    '2020-03-03,84,27000,47,64,10432,79',
    '2020-03-04,None,None,None,None,9000,None',
  ]);

  expect(getValuesByDay(imported)).toEqual({
    '2020-03-03': { sleepScore: 84, sleepSecs: 27_000, restingHR: 47, hrv: 64, steps: 10_432, readiness: 79 },
    '2020-03-04': { steps: 9000 },
  });
  expect(listRejected(imported)).toEqual([]);
});

test('Garmin’s report of one night is read with its names in the first column', async () => {
  const imported = await parseWellnessLines([
    'Sleep Score 1 Day,',
    'Date,2026-03-03',
    'Sleep Duration,7h 55m',
    'Sleep Score,88',
    'Quality,Good',
    '',
    'Sleep Score Factors,',
    'Sleep Duration,7h 55m',
    'Stress Avg,17',
    '',
    'Sleep Timeline Metrics,',
    'Avg Overnight Heart Rate,53 bpm',
    'Resting Heart Rate,47 bpm',
    'Avg SpO₂,96%',
    'Avg Respiration,11 brpm',
    'Avg Overnight HRV,89 ms',
    '7d Avg HRV,Balanced',
  ]);

  expect(imported.kind).toBe('garmin-sleep');
  expect(getValuesByDay(imported)).toEqual({
    '2026-03-03': {
      sleepSecs: 28_500,
      sleepScore: 88,
      sleepQuality: 2,
      avgSleepingHR: 53,
      restingHR: 47,
      spO2: 96,
      respiration: 11,
      hrv: 89,
    },
  });
  expect(listRejected(imported)).toEqual(['Stress Avg: no-field', '7d Avg HRV: covers-several-days']);
});

test.each([
  ['without REM, which older devices do not know', 'de,a,ligero (s),profundo (s)', '14400,12600'],
  ['with longer names', 'from,to,Light sleep (s),Deep sleep (s),REM sleep (s)', '14400,5400,7200'],
])('Withings’ nights are read %s', async (_, header, stages) => {
  const imported = await parseWellnessLines([header, `2026-03-02T23:30:00+01:00,2026-03-03T07:10:00+01:00,${stages}`]);

  expect(imported.kind).toBe('withings-sleep');
  expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { sleepSecs: 27_000 } });
});

test('a table with a note that starts like a date heading is not transposed', async () => {
  const lines = ['Note,Date,Weight', 'rest,2026-01-01,71', 'Day off,2026-01-02,70'];
  const { days } = await parseWellnessLines(lines);
  expect(days.map(({ day, values }) => [day, values.weight])).toEqual([
    ['2026-01-01', 71],
    ['2026-01-02', 70],
  ]);
});

test('lactate and VO2max are read from HRV4Training', async () => {
  const imported = await parseWellnessLines([
    'date, HR, AVNN, SDNN, rMSSD, lactate, VO2max',
    '2026-03-03, 47.94, 1252.1, 92.4, 81.2, 1.2, 55.1',
    '2026-03-04, 0, 0, 0, 0, -, -',
  ]);

  expect(getValuesByDay(imported)).toEqual({
    '2026-03-03': { restingHR: 48, hrvSDNN: 92.4, hrv: 81.2, lactate: 1.2, vo2max: 55.1 },
  });
});

test('a table exported from Apple Health has its HRV imported as SDNN, and its units converted', async () => {
  const imported = await parseWellnessLines([
    'Date/Time,Heart Rate [Avg] (count/min),Heart Rate Variability (ms),Sleep Analysis [Total] (hr),Sleep Analysis [In Bed] (hr),Weight (lb),Dietary Water (fl_oz_us)',
    '2026-03-03 00:00:00,60,64.2,7.5,8,157.41,50',
  ]);

  expect(imported.kind).toBe('apple-health');
  expect(getValuesByDay(imported)).toEqual({
    '2026-03-03': { hrvSDNN: 64.2, sleepSecs: 27_000, weight: 71.4, hydrationVolume: 1.48 },
  });
});

test.each([
  ['Heart Rate Variability (RMSSD) (ms)', { hrv: 64.2 }],
  ['Heart Rate Variability (SDNN) (ms)', { hrvSDNN: 64.2 }],
])('B7 a table exported from Apple Health may name the measure of its HRV: %s', async (name, values) => {
  const imported = await parseWellnessLines([
    `Date/Time,Heart Rate [Avg] (count/min),${name}`,
    '2026-03-03 00:00:00,60,64.2',
  ]);

  expect(imported.kind).toBe('apple-health');
  expect(getValuesByDay(imported)).toEqual({ '2026-03-03': values });
});

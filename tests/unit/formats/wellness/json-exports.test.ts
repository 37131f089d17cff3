import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const parseJson = (value: unknown, name = 'export.json') => parseWellnessLines([JSON.stringify(value)], name);

describe('C10 Fitbit’s account export', () => {
  test('has resting HR with the month first, and not the days without one', async () => {
    const imported = await parseJson([
      { dateTime: '01/05/26 00:00:00', value: { date: '01/05/26', value: 58.1, error: 6.7 } },
      { dateTime: '01/16/26 00:00:00', value: { date: '01/16/26', value: 57.6, error: 6.5 } },
      { dateTime: '01/17/26 00:00:00', value: { date: null, value: 0, error: 0 } },
    ]);

    expect(imported.kind).toBe('fitbit');
    expect(getValuesByDay(imported)).toEqual({ '2026-01-05': { restingHR: 58 }, '2026-01-16': { restingHR: 58 } });
  });

  test('has nights, and no naps', async () => {
    const night = { logId: 1, dateOfSleep: '2026-06-01', startTime: '2026-05-31T23:00:00.000', minutesAsleep: 400 };
    const imported = await parseJson([
      { ...night, mainSleep: true },
      { ...night, logId: 2, startTime: '2026-06-01T14:00:00.000', minutesAsleep: 30, mainSleep: false },
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-06-01': { sleepSecs: 24_000 } });
    expect(listRejected(imported)).toEqual(['[1]: nap']);
  });

  test('has weights in pounds; where the date is not the export’s, the unit is unknown', async () => {
    const weight = { logId: 1, weight: 158.4, bmi: 22.1, fat: 14.2, time: '07:02:11', source: 'Aria' };
    const imported = await parseJson([
      { ...weight, date: '01/05/26' },
      { ...weight, date: '2026-01-06' },
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-01-05': { weight: 71.85, bodyFat: 14.2 } });
    expect(listRejected(imported)).toEqual(['[1]: unknown-unit']);
  });

  test('and its API have resting HR, HRV, breathing rate and blood oxygen of a day', async () => {
    const imported = await parseJson({
      'activities-heart': [{ dateTime: '2026-01-05', value: { restingHeartRate: 52, heartRateZones: [] } }],
      hrv: [{ dateTime: '2026-01-05', value: { dailyRmssd: 42.5, deepRmssd: 48.2 } }],
      br: [{ dateTime: '2026-01-05', value: { breathingRate: 14.2 } }],
      sleep: [{ logId: 1, dateOfSleep: '2026-01-05', minutesAsleep: 431, isMainSleep: true }],
    });

    expect(getValuesByDay(imported)).toEqual({
      '2026-01-05': { restingHR: 52, hrv: 42.5, respiration: 14.2, sleepSecs: 25_860 },
    });
  });
});

describe('C10 Health Auto Export’s JSON', () => {
  const metric = (name: string, units: string, ...data: object[]) => ({ name, units, data });
  const at = (time: string, qty: number) => ({ date: `2026-09-01 ${time} +0200`, qty });

  test('has values by the names of its metrics, in their units', async () => {
    const imported = await parseJson({
      data: {
        metrics: [
          metric('weight_body_mass', 'lb', at('07:00:00', 158.5)),
          metric('resting_heart_rate', 'count/min', at('00:00:00', 48)),
          metric('heart_rate_variability', 'ms', at('04:00:00', 61.4)),
          metric('blood_pressure', 'mmHg', { date: '2026-09-01 07:10:00 +0200', systolic: 118, diastolic: 74 }),
        ],
      },
    });

    expect(imported.kind).toBe('health-auto-export');
    expect(getValuesByDay(imported)).toEqual({
      '2026-09-01': { weight: 71.89, restingHR: 48, hrvSDNN: 61.4, systolic: 118, diastolic: 74 },
    });
  });

  test('adds up what adds up over a day', async () => {
    const imported = await parseJson({
      data: {
        metrics: [
          metric('step_count', 'count', at('08:00:00', 1200), at('09:00:00', 800), at('18:00:00', 4000)),
          metric('dietary_water', 'mL', at('08:00:00', 300), at('12:00:00', 500)),
          metric('carbohydrates', 'g', at('08:00:00', 80), at('19:00:00', 120)),
        ],
      },
    });

    expect(getValuesByDay(imported)).toEqual({
      '2026-09-01': { steps: 6000, hydrationVolume: 0.8, carbohydrates: 200 },
    });
  });

  test('has the night, on the day of waking up', async () => {
    const night = { totalSleep: 7.5, deep: 1, rem: 2, core: 4.5, inBed: 8 };
    const imported = await parseJson({
      data: {
        metrics: [
          metric('sleep_analysis', 'hr', {
            ...night,
            date: '2026-08-31 00:00:00 +0200',
            sleepStart: '2026-08-31 22:45:00 +0200',
            sleepEnd: '2026-09-01 06:30:00 +0200',
          }),
        ],
      },
    });

    expect(getValuesByDay(imported)).toEqual({ '2026-09-01': { sleepSecs: 27_000 } });
  });

  const readMetric = async (...args: Parameters<typeof metric>) =>
    parseJson({ data: { metrics: [metric(...args)] } }, 'HealthAutoExport.json');

  test('counts the steps of one device, where phone and watch have their own', async () => {
    const imported = await readMetric(
      'step_count',
      'count',
      { ...at('08:00:11', 100), source: 'iPhone' },
      { ...at('08:00:30', 130), source: 'Apple Watch' },
      { ...at('09:00:11', 200), source: 'iPhone' },
      { ...at('09:00:40', 230), source: 'Apple Watch' },
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-09-01': { steps: 360 } });
    expect(listRejected(imported)).toEqual(['step_count: duplicate-day', 'step_count: duplicate-day']);
  });

  test('adds the hours of all devices, where the app has merged them', async () => {
    const imported = await readMetric(
      'step_count',
      'count',
      { ...at('08:00:00', 100), source: 'iPhone' },
      { ...at('09:00:00', 130), source: 'Apple Watch|iPhone' },
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-09-01': { steps: 230 } });
    const byHour = await readMetric(
      'step_count',
      'count',
      { ...at('08:00:00', 100), source: 'iPhone' },
      { ...at('09:00:00', 130), source: 'Apple Watch' },
    );
    expect(getValuesByDay(byHour)).toEqual({ '2026-09-01': { steps: 230 } });
  });

  test.each([
    ['of older versions', { asleep: 7.25, inBed: 8 }],
    ['of apps that record no stages', { totalSleep: 0, asleep: 7.25, core: 0, deep: 0, rem: 0 }],
    ['whose total is missing', { core: 4, deep: 1.25, rem: 2 }],
  ])('has nights %s', async (_, night) => {
    const imported = await readMetric('sleep_analysis', 'hr', {
      date: '2026-09-01 00:00:00 +0200',
      sleepEnd: '2026-09-01 06:40:00 +0200',
      ...night,
    });

    expect(getValuesByDay(imported)).toEqual({ '2026-09-01': { sleepSecs: 26_100 } });
  });

  test('adds the stretches of a night, without the nap', async () => {
    const sleep = (end: string, totalSleep: number) => ({
      date: '2026-09-01 00:00:00 +0200',
      sleepEnd: `2026-09-01 ${end}:00 +0200`,
      totalSleep,
    });
    const imported = await readMetric('sleep_analysis', 'hr', sleep('15:00', 1), sleep('03:30', 4), sleep('07:00', 3));

    expect(getValuesByDay(imported)).toEqual({ '2026-09-01': { sleepSecs: 25_200 } });
    expect(listRejected(imported)).toEqual(['sleep_analysis: nap']);
  });

  test('has VO2max in the unit as the app writes it, and shares of 1 as percent', async () => {
    const vo2max = await readMetric('vo2_max', 'ml/(kg·min)', at('07:00:00', 50.1));
    expect(getValuesByDay(vo2max)).toEqual({ '2026-09-01': { vo2max: 50.1 } });

    const spO2 = await readMetric('blood_oxygen_saturation', '%', at('03:00:00', 0.97), at('04:00:00', 0.97));
    expect(getValuesByDay(spO2)).toEqual({ '2026-09-01': { spO2: 97 } });
  });

  test('names the metrics that Intervals.icu has no field for, once each', async () => {
    const imported = await parseJson({
      data: {
        metrics: [
          metric('weight_body_mass', 'kg', at('07:00:00', 71)),
          metric('headphone_audio', 'dB', at('07:00:00', 60)),
        ],
      },
    });

    expect(listRejected(imported)).toEqual(['headphone_audio: no-field']);
  });
});

describe('C10 Withings’ API', () => {
  test('has measures with their powers of ten, in the time zone of the account, and no goals', async () => {
    // 2026-01-05 06:30 in Paris.
    const date = Date.UTC(2026, 0, 5, 5, 30) / 1000;
    const group = { grpid: 1, date, category: 1, deviceid: 'x' };
    const imported = await parseJson({
      status: 0,
      body: {
        timezone: 'Europe/Paris',
        measuregrps: [
          {
            ...group,
            measures: [
              { value: 71_850, type: 1, unit: -3 },
              { value: 142, type: 6, unit: -1 },
              { value: 41_900, type: 77, unit: -3 },
            ],
          },
          { ...group, grpid: 2, category: 2, measures: [{ value: 68, type: 1, unit: 0 }] },
          {
            ...group,
            grpid: 3,
            measures: [
              { value: 74, type: 9, unit: 0 },
              { value: 118, type: 10, unit: 0 },
            ],
          },
        ],
      },
    });

    expect(imported.kind).toBe('withings-api');
    expect(getValuesByDay(imported)).toEqual({
      '2026-01-05': { weight: 71.85, bodyFat: 14.2, diastolic: 74, systolic: 118 },
    });
    expect(listRejected(imported)).toEqual([
      'body.measuregrps[0].measures[2]: no-field',
      'body.measuregrps[1]: no-usable-values',
    ]);
  });

  test('has no measure that may be somebody else’s', async () => {
    const group = { date: Date.UTC(2026, 0, 5, 5, 30) / 1000, category: 1 };
    const imported = await parseJson({
      body: {
        timezone: 'Europe/Paris',
        measuregrps: [
          { ...group, grpid: 1, attrib: 1, measures: [{ value: 31_400, type: 1, unit: -3 }] },
          { ...group, grpid: 2, attrib: 0, measures: [{ value: 71_850, type: 1, unit: -3 }] },
        ],
      },
    });

    expect(getValuesByDay(imported)).toEqual({ '2026-01-05': { weight: 71.85 } });
    expect(listRejected(imported)).toEqual(['body.measuregrps[0]: no-usable-values']);
  });

  test('adds the stretches of a night, in any order, without the nap and a second device', async () => {
    const at = (hour: number, minute = 0) => Date.UTC(2026, 0, 5, hour - 1, minute) / 1000;
    const series = (enddate: number, total_sleep_time: number, model = 32) => ({
      timezone: 'Europe/Paris',
      model,
      startdate: enddate - total_sleep_time,
      enddate,
      date: '2026-01-05',
      data: { total_sleep_time },
    });
    const imported = await parseJson({
      body: {
        series: [series(at(15), 3000), series(at(7), 10_800), series(at(3, 30), 14_400), series(at(7), 20_000, 16)],
      },
    });

    expect(getValuesByDay(imported)).toEqual({ '2026-01-05': { sleepSecs: 25_200 } });
    expect(listRejected(imported)).toEqual([
      'body.series[0].data.total_sleep_time: nap',
      'body.series[3].data.total_sleep_time: duplicate-day',
    ]);
  });

  test('has nights and steps', async () => {
    const imported = await parseJson([
      {
        body: {
          series: [
            {
              id: 1,
              timezone: 'Europe/Paris',
              startdate: 1_767_564_000,
              enddate: 1_767_592_800,
              date: '2026-01-05',
              data: { total_sleep_time: 26_400, hr_average: 51, rr_average: 14, sleep_score: 81 },
            },
          ],
        },
      },
      { body: { activities: [{ date: '2026-01-05', timezone: 'Europe/Paris', steps: 8421, distance: 6200 }] } },
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-01-05': { sleepSecs: 26_400, avgSleepingHR: 51, respiration: 14, sleepScore: 81, steps: 8421 },
    });
  });
});

describe('C10 Polar', () => {
  test('has nights and nightly recovery, from its API', async () => {
    const imported = await parseJson({
      recharges: [{ date: '2026-01-05', heart_rate_avg: 51, heart_rate_variability_avg: 62, breathing_rate_avg: 14.1 }],
      nights: [
        {
          date: '2026-01-05',
          sleep_start_time: '2026-01-04T23:10:00+01:00',
          light_sleep: 14_000,
          deep_sleep: 5000,
          rem_sleep: 6000,
          unrecognized_sleep_stage: 200,
          sleep_score: 78,
        },
      ],
    });

    expect(imported.kind).toBe('polar');
    expect(getValuesByDay(imported)).toEqual({
      '2026-01-05': { avgSleepingHR: 51, hrv: 62, respiration: 14.1, sleepSecs: 25_200, sleepScore: 78 },
    });
  });

  test('has them from the account’s export, with durations as ISO 8601 writes them', async () => {
    const imported = await parseJson([
      { night: '2026-01-05', evaluation: { sleepType: 'SLEEP_PLUS_STAGES', asleepDuration: 'PT7H4M30S' } },
      { night: '2026-01-05', sleepScoreResult: { sleepScore: 79 } },
      { night: '2026-01-05', meanNightlyRecoveryRmssd: 58, meanNightlyRecoveryRRI: 1100 },
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-01-05': { sleepSecs: 25_470, sleepScore: 79, hrv: 58 } });
  });
});

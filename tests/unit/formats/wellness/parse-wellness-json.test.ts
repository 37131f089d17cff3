import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const read = (document: unknown) => parseWellnessLines([JSON.stringify(document)], 'export.json');

describe('the JSON parser', () => {
  test('converts the weight of Garmin Connect from grams', async () => {
    const imported = await read({
      dailyWeightSummaries: [
        {
          summaryDate: '2026-03-03',
          allWeightMetrics: [{ calendarDate: '2026-03-03', weight: 71_400, bmi: 22.1, bodyFat: 14.1 }],
        },
      ],
    });

    expect(imported.kind).toBe('garmin-api');
    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { weight: 71.4, bodyFat: 14.1 } });
    expect(imported.days[0]?.locations).toEqual([
      { column: 'dailyWeightSummaries[0].allWeightMetrics[0].weight' },
      { column: 'dailyWeightSummaries[0].allWeightMetrics[0].bodyFat' },
    ]);
  });

  test('adds up the sleep stages of Garmin’s account export', async () => {
    const imported = await read([
      {
        calendarDate: '2026-03-03',
        deepSleepSeconds: 4320,
        lightSleepSeconds: 17_280,
        remSleepSeconds: 5400,
        sleepScores: { overallScore: 88 },
      },
      { calendarDate: '2026-03-04', deepSleepSeconds: 4320, lightSleepSeconds: null, remSleepSeconds: 5400 },
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { sleepSecs: 27_000, sleepScore: 88 } });
    expect(listRejected(imported)).toEqual(['[1]: no-usable-values']);
  });

  test('reads days without steps and nightly measurements of Garmin’s account export', async () => {
    const metrics = [
      { type: 'HRV', value: 64, status: 'IN_RANGE' },
      { type: 'HR', value: 49 },
      { type: 'SPO2', value: 95 },
      { type: 'RESPIRATION', value: 14.2 },
    ];
    const imported = await read([
      { calendarDate: '2026-03-03', totalKilocalories: 2500, restingHeartRate: 47 },
      { calendarDate: '2026-03-03', metrics },
      { calendarDate: 1_772_496_000_000, sport: 'RUNNING', vo2MaxValue: 52 },
      { calendarDate: '2026-03-03', weight: 71_400, bmi: null, sourceType: 'MANUAL' },
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': { restingHR: 47, hrv: 64, spO2: 95, respiration: 14.2, vo2max: 52, weight: 71.4 },
    });
    expect(listRejected(imported)).toEqual(['[1].metrics.HR.value: no-field']);
  });

  test('reads scores and nights of Oura, and rejects naps', async () => {
    const imported = await read({
      data: [
        { day: '2026-03-03', score: 84, contributors: { deep_sleep: 97 } },
        { day: '2026-03-03', score: 77, contributors: { hrv_balance: 80 } },
        { day: '2026-03-03', steps: 10_432, score: 90 },
        { day: '2026-03-03', spo2_percentage: { average: 96.2 } },
        { day: '2026-03-03', vo2_max: 52.1 },
        { day: '2026-03-03', type: 'late_nap', total_sleep_duration: 1800 },
      ],
    });

    expect(imported.kind).toBe('oura-api');
    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': { sleepScore: 84, readiness: 77, steps: 10_432, spO2: 96.2, vo2max: 52.1 },
    });
    expect(listRejected(imported)).toEqual(['data[5]: nap']);
  });

  test('dates a night of Whoop by the local time of its end', async () => {
    const stages = {
      total_light_sleep_time_milli: 14_905_851,
      total_slow_wave_sleep_time_milli: 6_630_370,
      total_rem_sleep_time_milli: 5_879_573,
    };
    const imported = await read({
      records: [
        {
          end: '2026-03-04T03:25:44.774Z',
          timezone_offset: '-05:00',
          nap: false,
          score: { stage_summary: stages, respiratory_rate: 16.1, sleep_performance_percentage: 98 },
        },
        {
          end: '2026-03-04T18:25:44.774Z',
          timezone_offset: '-05:00',
          nap: true,
          score: { stage_summary: stages },
        },
        {
          created_at: '2026-03-03T23:25:44.774Z',
          score: { recovery_score: 44, resting_heart_rate: 64, hrv_rmssd_milli: 31.8 },
        },
      ],
    });

    expect(imported.kind).toBe('whoop-api');
    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': { sleepSecs: 27_416, respiration: 16.1, sleepScore: 98 },
      '2026-03-04': { readiness: 44, restingHR: 64, hrv: 31.8 },
    });
    expect(listRejected(imported)).toEqual(['records[1]: nap']);
  });

  test('imports Intervals.icu’s own values, except locks and calculated fields', async () => {
    const imported = await read([
      {
        id: '2026-03-03',
        updated: '2026-03-03T08:00:00Z',
        weight: 71.4,
        mood: 2,
        locked: true,
        ctl: 61.2,
        hrv: null,
      },
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { weight: 71.4, mood: 2 } });
  });

  test('recognizes days of Intervals.icu without a time of change', async () => {
    const imported = await read([{ id: '2026-03-03', restingHR: 47, sportInfo: [{ type: 'Ride' }] }]);

    expect(imported.kind).toBe('intervals');
    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { restingHR: 47 } });
  });

  test('reports a document without usable values', async () => {
    const imported = await read({ hello: [1, 2] });

    expect(imported).toMatchObject({ kind: 'unknown-json', days: [] });
    expect(listRejected(imported)).toEqual(['file: no-usable-values']);
  });

  test('throws a Problem for malformed JSON', async () => {
    await expect(parseWellnessLines(['{"data": [{"day": '], 'a.json')).rejects.toMatchObject({
      kind: 'broken-file',
    });
  });

  test('reads any document without throwing, and only finite numbers', async () => {
    const key = fc.constantFrom(
      'calendarDate',
      'day',
      'dailySleepDTO',
      'sleepTimeSeconds',
      'totalSteps',
      'score',
      '__proto__',
      'vo2_max',
    );
    const { document } = fc.letrec(tie => ({
      document: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.jsonValue({ maxDepth: 1 }),
        fc.constant('2026-03-03'),
        fc.dictionary(key, tie('document')),
        fc.array(tie('document')),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, document), async value => {
        const { days } = await read(value);
        for (const found of days.flatMap(({ values }) => Object.values(values))) {
          expect(typeof found === 'string' || Number.isFinite(found)).toBe(true);
        }
      }),
      // An object with such a key cannot be converted to a string.
      { examples: [[{ calendarDate: [{ toString: 0 }], totalSteps: [] }]] },
    );
  });

  test('rejects a time at the end of the range of dates, with any UTC offset', async () => {
    const sleep = { end: '+275760-09-13T00:00:00.000Z', timezone_offset: '+14:00', nap: false };
    const score = { stage_summary: {}, sleep_performance_percentage: 98 };
    const imported = await read({ records: [{ ...sleep, score }] });

    expect(imported.days).toEqual([]);
    expect(imported.rejected.map(({ reason }) => reason)).toEqual(['no-date']);
  });
});

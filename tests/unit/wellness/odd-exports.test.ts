import { describe, expect, test } from 'vitest';
import { daysOf, readLines, reportOf } from './read.ts';

describe('a day without values', () => {
  test('makes no table one of weigh-ins', async () => {
    const oura = await readLines([
      'date,Sleep Score,Total Sleep Duration,Average HRV,Readiness Score,Steps',
      '2026-11-03,81,27000,55,77,9000',
      '2026-11-04,,,,,',
    ]);
    expect(oura.source).toBe('oura-trends');
    expect(daysOf(oura)).toEqual({
      '2026-11-03': { sleepScore: 81, sleepSecs: 27_000, hrv: 55, readiness: 77, steps: 9000 },
    });

    const own = await readLines(['Date,Weight,RHR', '2026-11-03,71.4,47', '2026-11-04,,']);
    expect(own.source).toBe('unknown-table');
    expect(daysOf(own)).toEqual({ '2026-11-03': { weight: 71.4, restingHR: 47 } });
    expect(reportOf(own)).toEqual(['line 3: nothing-of-use']);
  });
});

describe('numbers below nothing', () => {
  // Intervals.icu takes a -1 for "clear this", and Garmin writes it for "not measured".
  test('are no values of a table', async () => {
    const imported = await readLines(['Date,Weight,Steps', '2026-11-03,71.4,-1', '2026-11-04,-1,9000']);
    expect(daysOf(imported)).toEqual({ '2026-11-03': { weight: 71.4 }, '2026-11-04': { steps: 9000 } });
    expect(reportOf(imported)).toEqual(['line 2, Steps: no-number', 'line 3, Weight: no-number']);
  });

  test('are no values of JSON', async () => {
    const day = { calendarDate: '2026-11-03', totalSteps: 9000, restingHeartRate: -1 };
    const imported = await readLines([JSON.stringify([day])], 'UDS.json');
    expect(daysOf(imported)).toEqual({ '2026-11-03': { steps: 9000 } });
    expect(reportOf(imported)).toEqual(['[0].restingHeartRate: no-number']);
  });

  test('are no values of Apple Health', async () => {
    const at = 'startDate="2026-11-03 07:00:00 +0100" endDate="2026-11-03 07:00:00 +0100"';
    const imported = await readLines([
      '<HealthData locale="en_DE">',
      `<Record type="HKQuantityTypeIdentifierBodyMass" sourceName="Scale" unit="kg" value="-1" ${at}/>`,
      '</HealthData>',
    ]);
    expect(daysOf(imported)).toEqual({});
    expect(reportOf(imported)).toEqual(['BodyMass: no-number']);
  });
});

describe('columns that only sound like a field', () => {
  test('in a unit of another kind are left to the person', async () => {
    const imported = await readLines([
      'Time of Measurement,Weight(kg),Body Fat(%),Body Water(%),Protein(%),BMR(kcal)',
      '2026.11.03 07:11:00,71.4,14.1,58.2,18.3,1650',
    ]);
    expect(daysOf(imported)).toEqual({ '2026-11-03': { weight: 71.4, bodyFat: 14.1 } });
  });

  test('of a part of a night, or of its beginning or end, are not the night', async () => {
    const imported = await readLines([
      'Date,Sleep start time,Sleep end time,Deep sleep duration,REM sleep (min),Total sleep duration',
      '2026-11-03,23:10,07:05,1:10,95,7:20',
    ]);
    expect(daysOf(imported)).toEqual({ '2026-11-03': { sleepSecs: 26_400 } });
  });
});

describe('thousands', () => {
  test.each([
    ['points', ['Date,Steps', '03.11.2026,10.432', '04.11.2026,9.876']],
    ['commas', ['Datum;Gewicht;Schritte', '03.11.2026;71,4;10,432', '04.11.2026;71,1;9,876']],
  ])('of steps are seen in %s where nothing else tells', async (_, lines) => {
    const { rows } = await readLines(lines);
    expect(rows.map(({ values }) => values.steps)).toEqual([10_432, 9876]);
  });

  test('nobody weighs', async () => {
    const { rows } = await readLines(['Datum;Gewicht;HRV', '03.11.2026;71.455;60.125']);
    expect(rows[0]?.values).toEqual({ weight: 71.455, hrv: 60.125 });
  });
});

test('a watch that knows no REM has slept the rest', async () => {
  const night = { calendarDate: '2026-11-03', deepSleepSeconds: 5000, lightSleepSeconds: 20_000 };
  const imported = await readLines([JSON.stringify([night])], 'sleepData.json');
  expect(daysOf(imported)).toEqual({ '2026-11-03': { sleepSecs: 25_000 } });
});

test('half a million single readings are told without a stack for them', async () => {
  const { joined } = await import('../../../lib/wellness/import-plan.ts');
  const left = { place: { line: 1 }, text: '60', why: 'raw-readings' as const };
  const all = Array.from({ length: 500_000 }, () => left);
  expect(joined([{ name: 'raw.csv', rows: [], notUnderstood: all }]).notUnderstood).toHaveLength(500_000);
});

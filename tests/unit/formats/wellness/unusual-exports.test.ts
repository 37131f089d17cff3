import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

describe('a day without values', () => {
  test('does not make a table look like Garmin’s weigh-ins', async () => {
    const oura = await parseWellnessLines([
      'date,Sleep Score,Total Sleep Duration,Average HRV,Readiness Score,Steps',
      '2026-11-03,81,27000,55,77,9000',
      '2026-11-04,,,,,',
    ]);
    expect(oura.kind).toBe('oura-trends');
    expect(getValuesByDay(oura)).toEqual({
      '2026-11-03': { sleepScore: 81, sleepSecs: 27_000, hrv: 55, readiness: 77, steps: 9000 },
    });

    const own = await parseWellnessLines(['Date,Weight,RHR', '2026-11-03,71.4,47', '2026-11-04,,']);
    expect(own.kind).toBe('unknown-table');
    expect(getValuesByDay(own)).toEqual({ '2026-11-03': { weight: 71.4, restingHR: 47 } });
    expect(listRejected(own)).toEqual(['line 3: no-usable-values']);
  });
});

describe('negative numbers', () => {
  // Intervals.icu clears a number that is set to -1, and Garmin writes -1 for "not measured".
  test('are rejected in a table', async () => {
    const imported = await parseWellnessLines(['Date,Weight,Steps', '2026-11-03,71.4,-1', '2026-11-04,-1,9000']);
    expect(getValuesByDay(imported)).toEqual({
      '2026-11-03': { weight: 71.4 },
      '2026-11-04': { steps: 9000 },
    });
    expect(listRejected(imported)).toEqual(['line 2, Steps: no-number', 'line 3, Weight: no-number']);
  });

  test('are rejected in JSON', async () => {
    const day = { calendarDate: '2026-11-03', totalSteps: 9000, restingHeartRate: -1 };
    const imported = await parseWellnessLines([JSON.stringify([day])], 'UDS.json');
    expect(getValuesByDay(imported)).toEqual({ '2026-11-03': { steps: 9000 } });
    expect(listRejected(imported)).toEqual(['[0].restingHeartRate: no-number']);
  });

  test('are rejected in an export of Apple Health', async () => {
    const at = 'startDate="2026-11-03 07:00:00 +0100" endDate="2026-11-03 07:00:00 +0100"';
    const imported = await parseWellnessLines([
      '<HealthData locale="en_DE">',
      `<Record type="HKQuantityTypeIdentifierBodyMass" sourceName="Scale" unit="kg" value="-1" ${at}/>`,
      '</HealthData>',
    ]);
    expect(getValuesByDay(imported)).toEqual({});
    expect(listRejected(imported)).toEqual(['BodyMass: no-number']);
  });
});

describe('columns with a name similar to a field', () => {
  test('are left to the athlete when their unit is of another kind', async () => {
    const imported = await parseWellnessLines([
      'Time of Measurement,Weight(kg),Body Fat(%),Body Water(%),Protein(%),BMR(kcal)',
      '2026.11.03 07:11:00,71.4,14.1,58.2,18.3,1650',
    ]);
    expect(getValuesByDay(imported)).toEqual({ '2026-11-03': { weight: 71.4, bodyFat: 14.1 } });
  });

  test('are not imported as sleep when they hold a stage, the start or the end of a night', async () => {
    const imported = await parseWellnessLines([
      'Date,Sleep start time,Sleep end time,Deep sleep duration,REM sleep (min),Total sleep duration',
      '2026-11-03,23:10,07:05,1:10,95,7:20',
    ]);
    expect(getValuesByDay(imported)).toEqual({ '2026-11-03': { sleepSecs: 26_400 } });
  });
});

describe('columns named like a field', () => {
  test.each<[string, string, object]>([
    ['VO2 Max (ml/kg/min)', '52.1', { vo2max: 52.1 }],
    ['Dietary Water (fl_oz_us)', '50', { hydrationVolume: 1.48 }],
    ['Schlaf (Stunden)', '7:45', { sleepSecs: 27_900 }],
    ['menstrualPhasePredicted', 'LUTEAL', { menstrualPhasePredicted: 'LUTEAL' }],
    ['HRV (rMSSD)', '64.2', { hrv: 64.2 }],
    ['HRV (SDNN)', '64.2', { hrvSDNN: 64.2 }],
    ['Sleep (hh:mm)', '7:45', { sleepSecs: 27_900 }],
    ['HRV Status', '64', {}],
    ['Estado de VFC', '64', {}],
    ['breathing_disturbance_index', '3', {}],
    // A jin is half a kilogram, which Musette does not know.
    ['Weight (jin)', '142.8', {}],
    // A 3 of 10 is not a step of Intervals.icu's scale.
    ['Fatigue (1-10)', '3', {}],
    ['Sleep quality', '85 %', {}],
  ])('are mapped only where name and unit fit: %s with %s', async (name, cell, values) => {
    const { days } = await parseWellnessLines([`Date,RHR,${name}`, `2026-11-03,47,${cell}`]);
    expect(days[0]?.values).toEqual({ restingHR: 47, ...values });
  });

  test('are left to the athlete in a table that has only one name in common with Intervals.icu', async () => {
    const imported = await parseWellnessLines(['Date,RestingHR,SpO2,Sleep hours', '2026-11-03,47,97,7.5']);
    expect(getValuesByDay(imported)).toEqual({
      '2026-11-03': { restingHR: 47, spO2: 97, sleepSecs: 27_000 },
    });
  });

  test('are read next to a blood pressure', async () => {
    const imported = await parseWellnessLines([
      'Date,Systolic,Diastolic,Glucose (mg/dL),Resting HR',
      '2026-11-03,121,79,90,47',
    ]);
    expect(getValuesByDay(imported)).toEqual({
      '2026-11-03': { systolic: 121, diastolic: 79, bloodGlucose: 5, restingHR: 47 },
    });
  });

  test('are rejected as another scale when one step is beyond 4', async () => {
    const imported = await parseWellnessLines(['Date,RHR,Mood', '2026-11-03,47,2', '2026-11-04,48,8']);
    expect(getValuesByDay(imported)).toEqual({
      '2026-11-03': { restingHR: 47 },
      '2026-11-04': { restingHR: 48 },
    });
    expect(listRejected(imported)).toEqual(['Mood: different-scale']);
  });
});

test('a night counts for the day on which it ends', async () => {
  const imported = await parseWellnessLines([
    'Début du cycle,Début du sommeil,Début de l’éveil,Durée de sommeil (min)',
    '2026-11-02 22:41:07,2026-11-02 22:41:07,2026-11-03 06:32:11,441',
  ]);
  expect(getValuesByDay(imported)).toEqual({ '2026-11-03': { sleepSecs: 26_460 } });
});

test('a night of more than 24 hours is rejected as minutes in a column of hours', async () => {
  const imported = await parseWellnessLines(['Date,Sleep (hrs)', '2026-11-03,7h 45m', '2026-11-04,465']);
  expect(getValuesByDay(imported)).toEqual({ '2026-11-03': { sleepSecs: 27_900 } });
  expect(listRejected(imported)).toEqual(['line 3, Sleep (hrs): unknown-unit']);
});

test.each([
  ['Time', '9:30 PM', '7:02 AM'],
  ['Uhrzeit', '21:30', '07:02:11'],
])('the morning value counts, by a separate column with the time: %s', async (name, evening, morning) => {
  const imported = await parseWellnessLines([
    `Date,${name},Weight`,
    `2026-11-03,${evening},72`,
    `2026-11-03,${morning},71.4`,
  ]);
  expect(getValuesByDay(imported)).toEqual({ '2026-11-03': { weight: 71.4 } });
  expect(listRejected(imported)).toContain('line 2, Weight: duplicate-day');
});

test('weekly values are rejected', async () => {
  expect(listRejected(await parseWellnessLines(['Week,Weight', '2026-W10,71.4']))).toEqual([
    'line 2: covers-several-days',
  ]);
});

describe('thousands separators', () => {
  test.each([
    ['points', ['Date,Steps', '03.11.2026,10.432', '04.11.2026,9.876']],
    ['commas', ['Datum;Gewicht;Schritte', '03.11.2026;71,4;10,432', '04.11.2026;71,1;9,876']],
  ])('are recognized in steps in %s where nothing else decides', async (_, lines) => {
    const { days } = await parseWellnessLines(lines);
    expect(days.map(({ values }) => values.steps)).toEqual([10_432, 9876]);
  });

  test('are not assumed in a weight', async () => {
    const { days } = await parseWellnessLines(['Datum;Gewicht;HRV', '03.11.2026;71.455;60.125']);
    expect(days[0]?.values).toEqual({ weight: 71.455, hrv: 60.125 });
  });
});

test('the sleep of a watch without REM is the sum of the other stages', async () => {
  const night = { calendarDate: '2026-11-03', deepSleepSeconds: 5000, lightSleepSeconds: 20_000 };
  const imported = await parseWellnessLines([JSON.stringify([night])], 'sleepData.json');
  expect(getValuesByDay(imported)).toEqual({ '2026-11-03': { sleepSecs: 25_000 } });
});

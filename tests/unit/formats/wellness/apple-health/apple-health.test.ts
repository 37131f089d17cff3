import { describe, expect, test } from 'vitest';
import { makeZip } from '../../../../fixtures/archives.ts';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../../support/parse-wellness-lines.ts';

const quantity = (type: string, unit: string, value: string | number, start: string, source = 'Watch') =>
  `<Record type="HKQuantityTypeIdentifier${type}" sourceName="${source}" device="&lt;name:Watch, a &gt; b&gt;" unit="${unit}" startDate="${start} +0100" endDate="${start} +0100" value="${value}"/>`;

const asleep = (stage: string, start: string, end: string, source = 'Watch') =>
  `<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="${source}" startDate="${start} +0100" endDate="${end} +0100" value="HKCategoryValueSleepAnalysis${stage}">\n<MetadataEntry key="HKTimeZone" value="Europe/Berlin"/>\n</Record>`;

const documentOf = (records: readonly string[]) => [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!DOCTYPE HealthData [',
  '<!ELEMENT HealthData (Record*)>',
  ']>',
  '<HealthData locale="en_US">',
  ...records,
  '</HealthData>',
];

const NIGHT = [
  asleep('InBed', '2026-03-02 22:30:00', '2026-03-03 06:40:00'),
  asleep('AsleepCore', '2026-03-02 22:50:00', '2026-03-03 02:00:00'),
  asleep('Awake', '2026-03-03 02:00:00', '2026-03-03 02:10:00'),
  asleep('AsleepDeep', '2026-03-03 02:10:00', '2026-03-03 04:00:00'),
  asleep('AsleepUnspecified', '2026-03-02 23:00:00', '2026-03-03 01:00:00', 'Phone'),
];

describe('the parser of Apple Health', () => {
  test('reduces the records to one value for each day and field', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        quantity('BodyMass', 'lb', 157.41, '2026-03-03 06:50:00'),
        quantity('BodyMass', 'lb', 159, '2026-03-03 19:50:00'),
        quantity('BodyFatPercentage', '%', 0.141, '2026-03-03 06:50:00'),
        quantity('RestingHeartRate', 'count/min', 47, '2026-03-03 00:00:00'),
        quantity('VO2Max', 'mL/min·kg', 52.13, '2026-03-03 18:00:00'),
        quantity('BloodGlucose', 'mmol&lt;180.1558800000541&gt;/L', 5.1, '2026-03-03 07:00:00'),
        quantity('WaistCircumference', 'in', 32, '2026-03-03 07:00:00'),
        quantity('DietaryEnergyConsumed', 'kJ', 4184, '2026-03-03 08:00:00'),
        quantity('DietaryEnergyConsumed', 'kJ', 4184, '2026-03-03 18:00:00'),
        quantity('DietaryWater', 'mL', 750, '2026-03-03 08:00:00'),
        quantity('HeartRate', 'count/min', 72, '2026-03-03 08:00:00'),
        quantity('HeartRate', 'count/min', 73, '2026-03-03 08:01:00'),
      ]),
    );

    expect(imported.kind).toBe('apple-health');
    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': {
        weight: 71.4,
        bodyFat: 14.1,
        restingHR: 47,
        vo2max: 52.13,
        bloodGlucose: 5.1,
        abdomen: 81.28,
        kcalConsumed: 2000,
        hydrationVolume: 0.75,
      },
    });
    expect(imported.rejected).toEqual([
      { location: { column: 'HeartRate' }, text: '72', reason: 'no-field', count: 2 },
      { location: { column: 'BodyMass' }, text: '72.12118683', reason: 'duplicate-day', count: 1 },
    ]);
  });

  test('counts steps once when watch and phone both counted them', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        quantity('StepCount', 'count', 6000, '2026-03-03 08:00:00'),
        quantity('StepCount', 'count', 4432, '2026-03-03 18:00:00'),
        quantity('StepCount', 'count', 9000, '2026-03-03 18:00:00', 'Phone'),
      ]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { steps: 10_432 } });
  });

  test('B2b adds food and water of all apps, because none of them counts the same', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        quantity('DietaryEnergyConsumed', 'kcal', 1800, '2026-03-03 08:00:00', 'Diary'),
        quantity('DietaryEnergyConsumed', 'kcal', 200, '2026-03-03 18:00:00', 'Gels'),
        quantity('DietaryWater', 'mL', 500, '2026-03-03 08:00:00', 'Bottle'),
        quantity('DietaryWater', 'mL', 250, '2026-03-03 09:00:00', 'Diary'),
      ]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { kcalConsumed: 2000, hydrationVolume: 0.75 } });
  });

  test('adds up the night of one source, and averages the HRV within it', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        ...NIGHT,
        quantity('HeartRateVariabilitySDNN', 'ms', 60, '2026-03-02 23:30:00'),
        quantity('HeartRateVariabilitySDNN', 'ms', 70, '2026-03-03 03:00:00'),
        quantity('HeartRateVariabilitySDNN', 'ms', 20, '2026-03-03 15:00:00'),
        quantity('OxygenSaturation', '%', 0.96, '2026-03-03 01:00:00'),
      ]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { sleepSecs: 18_000, hrvSDNN: 65, spO2: 96 } });
    expect(listRejected(imported)).toEqual([
      'SleepAnalysis: no-field',
      'HeartRateVariabilitySDNN: not-a-morning-reading',
    ]);
  });

  test('counts overlapping sleep of a source once', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        asleep('AsleepUnspecified', '2026-03-02 23:00:00', '2026-03-03 06:00:00'),
        asleep('AsleepCore', '2026-03-02 23:00:00', '2026-03-03 02:00:00'),
        asleep('AsleepDeep', '2026-03-03 01:00:00', '2026-03-03 03:00:00'),
        asleep('AsleepCore', '2026-03-03 05:30:00', '2026-03-03 06:30:00'),
        quantity('HeartRateVariabilitySDNN', 'ms', 60, '2026-03-03 04:00:00'),
      ]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { sleepSecs: 27_000, hrvSDNN: 60 } });
  });

  test('takes the first HRV of the morning when there is no sleep', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        quantity('HeartRateVariabilitySDNN', 'ms', 20, '2026-03-03 15:00:00'),
        quantity('HeartRateVariabilitySDNN', 'ms', 70, '2026-03-03 06:00:00'),
      ]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { hrvSDNN: 70 } });
  });

  test('rejects values that are too large to be measured', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        quantity('BodyMass', 'kg', '1e308', '2026-03-03 06:50:00'),
        quantity('StepCount', 'count', '1e308', '2026-03-03 08:00:00'),
        quantity('StepCount', 'count', '1e308', '2026-03-03 09:00:00'),
        quantity('StepCount', 'count', 900, '2026-03-03 10:00:00'),
      ]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { steps: 900 } });
    expect(imported.rejected.map(({ reason, count }) => [reason, count])).toEqual([
      ['no-number', 1],
      ['no-number', 2],
    ]);
  });

  test('keeps the records of an export that is cut off, and reports it', async () => {
    const lines = documentOf([
      quantity('BodyMass', 'kg', 71.4, '2026-03-03 06:50:00'),
      quantity('BodyMass', 'kg', 71, '2026-03-04 06:50:00'),
    ]);
    const text = lines.join('\n');
    const imported = await parseWellnessLines([text.slice(0, text.lastIndexOf('unit='))]);

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { weight: 71.4 } });
    expect(listRejected(imported)).toEqual(['file: damaged']);
  });

  test('continues after a damaged record', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        '<Record type="HKQuantityTypeIdentifierBodyMass" unit=kg value="',
        quantity('BodyMass', 'kg', 71, '2026-03-04 06:50:00'),
      ]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-04': { weight: 71 } });
    expect(listRejected(imported)).toEqual(['file: damaged']);
  });

  test('finds all records for any size of chunks', async () => {
    // Longer than any chunk that is read at once.
    const records = Array.from({ length: 9000 }, (_, n) =>
      quantity('BodyMass', 'kg', 70 + (n % 10) / 10, `2026-03-03 ${String(10 + (n % 10))}:00:00`),
    );
    const imported = await parseWellnessLines(
      documentOf([...records, quantity('BodyMass', 'kg', 69.5, '2026-03-03 06:00:00')]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { weight: 69.5 } });
    expect(imported.rejected).toMatchObject([{ reason: 'duplicate-day', count: 9000 }]);
  });
});

describe('a zip archive', () => {
  const utf8 = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));

  test('of Apple Health is read as a stream', async () => {
    const imported = await parseWellnessLines(
      makeZip([
        {
          name: 'apple_health_export/export.xml',
          bytes: utf8(documentOf([quantity('BodyMass', 'kg', 71.4, '2026-03-03 06:50:00')])),
        },
        {
          name: 'apple_health_export/export_cda.xml',
          bytes: utf8(['<ClinicalDocument></ClinicalDocument>']),
        },
        { name: 'apple_health_export/workout-routes/route.gpx', bytes: utf8(['<gpx/>']) },
      ]),
    );

    expect(imported.kind).toBe('apple-health');
    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { weight: 71.4 } });
    expect(listRejected(imported)).toEqual(['export_cda.xml: no-usable-values']);
  });

  test('of tables is merged to one row for each day', async () => {
    const imported = await parseWellnessLines(
      makeZip([
        {
          name: 'weight.csv',
          bytes: utf8(['Date,Weight (kg),Fat mass (kg)', '2026-03-03 07:00:00,71.4,10.07']),
        },
        {
          name: 'bp.csv',
          bytes: utf8(['Date,Heart rate,Systolic,Diastolic', '2026-03-03 07:00:00,60,121,79']),
        },
        { name: 'notes.csv', bytes: utf8(['a,b', '1,2']) },
        { name: 'broken.json', bytes: utf8(['{']) },
      ]),
    );

    expect(imported.kind).toBe('archive');
    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': { weight: 71.4, bodyFat: 14.1, systolic: 121, diastolic: 79 },
    });
    expect(imported.days[0]?.locations).toEqual([
      { file: 'weight.csv', line: 2 },
      { file: 'bp.csv', line: 2 },
    ]);
    expect(listRejected(imported)).toEqual([
      'bp.csv, Heart rate: no-field',
      'notes.csv: no-usable-values',
      'broken.json: damaged',
    ]);
  });

  test('B7 averages the rMSSD within a night as the HRV, apart from the SDNN', async () => {
    const imported = await parseWellnessLines(
      documentOf([
        ...NIGHT,
        quantity('HeartRateVariabilityRMSSD', 'ms', 40, '2026-03-02 23:30:00'),
        quantity('HeartRateVariabilityRMSSD', 's', 0.05, '2026-03-03 03:00:00'),
        quantity('HeartRateVariabilityRMSSD', 'ms', 20, '2026-03-03 15:00:00'),
        quantity('HeartRateVariabilitySDNN', 'ms', 60, '2026-03-03 03:00:00'),
      ]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { sleepSecs: 18_000, hrv: 45, hrvSDNN: 60 } });
    expect(listRejected(imported)).toContain('HeartRateVariabilityRMSSD: not-a-morning-reading');
  });

  test('B7 takes the first rMSSD of the morning where there is no sleep', async () => {
    const imported = await parseWellnessLines(
      documentOf([quantity('HeartRateVariabilityRMSSD', 'ms', 41.5, '2026-03-03 04:00:00')]),
    );

    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': { hrv: 41.5 } });
  });
});

import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

/** The values of one row of a table of no known program. */
async function readRow(header: string, row: string): Promise<object | undefined> {
  const imported = await parseWellnessLines([header, row]);
  expect(imported.kind).toBe('unknown-table');
  return imported.days[0]?.values;
}

describe('B3 The water of a body', () => {
  test.each([
    ['bodyWaterRate', '56.1'],
    ['total_body_water', '41.9'],
    ['WATER', '55.1'],
    ['Wasser', '56.1'],
    ['Body Water', '56.1'],
    ['Body water percentage', '56.1'],
    ['Körperwasser', '56.1'],
    ['Water (%)', '56.1'],
    ['Water (kg)', '42.9'],
    ['Wasseranteil', '56.1'],
    ['Agua corporal', '56.1'],
    ['Eau', '56.1'],
    ['TBW', '42'],
  ])('is no drink: %s', async (name, cell) => {
    expect(await readRow(`Date,Weight,${name}`, `2026-11-01,71.4,${cell}`)).toEqual({ weight: 71.4 });
  });

  test.each([
    ['Water (ml)', '1500', 1.5],
    ['Water', '2.1', 2.1],
    ['Water', '2100', 2.1],
    ['water_ml', '1500', 1.5],
    ['Water intake', '1.8', 1.8],
    ['Water intake (L)', '1.8', 1.8],
    ['waterIntake', '1800', 1.8],
    ['Fluid intake (ml)', '1800', 1.8],
    ['Trinkmenge', '1.8', 1.8],
    ['Wasser getrunken (ml)', '1800', 1.8],
    ['Eau bue (cl)', '180', 1.8],
    ['Drank (L)', '1.8', 1.8],
    ['Fluids (oz)', '64', 1.89],
  ])('is not what was drunk: %s of %s', async (name, cell, litres) => {
    expect(await readRow(`Date,Weight,${name}`, `2026-11-01,71.4,${cell}`)).toEqual({
      weight: 71.4,
      hydrationVolume: litres,
    });
  });

  test.each(['Glasses of water', 'Water goal', 'Water cups'])('and %s are no litres', async name => {
    expect(await readRow(`Date,Weight,${name}`, '2026-11-01,71.4,8')).toEqual({ weight: 71.4 });
  });

  test('nor its protein, where a scale measures it', async () => {
    expect(await readRow('Date,Weight,BMI,Protein,Muscle', '2026-11-01,71.4,22,18.3,54')).toEqual({ weight: 71.4 });
  });
});

describe('C6 Of two columns for one field', () => {
  test.each([
    ['Date,RHR,HRV,Rmssd', '2026-11-01,47,57,40.87', { hrv: 40.87 }],
    ['Date,RHR,HRV,rMSSD (ms)', '2026-11-01,47,57,40.87', { hrv: 40.87 }],
    ['Date,RHR,HRV Score,HRV (ms)', '2026-11-01,47,57,40.87', { hrv: 40.87 }],
    ['Date,RHR,Avg HRV,HRV', '2026-11-01,47,57,40.87', { hrv: 40.87 }],
    ['Date,RHR,Net Carbs (g),Carbs (g)', '2026-11-01,47,50,58', { carbohydrates: 58 }],
    ['Date,RHR,Net Carbs,Total Carbohydrates', '2026-11-01,47,50,58', { carbohydrates: 58 }],
    ['Date,RHR,Average SpO2,SpO2', '2026-11-01,47,95,97', { spO2: 97 }],
    ['Date,RHR,Weight (kg),Weight', '2026-11-01,47,71.4,', { weight: 71.4 }],
    ['Date,RHR,Weight,Body weight', '2026-11-01,47,,71.4', { weight: 71.4 }],
  ])('the more exact one counts: %s', async (header, row, values) => {
    expect(await readRow(header, row)).toEqual({ restingHR: 47, ...values });
  });

  test.each([
    'HRV score',
    'HRV points',
    'HRV Index',
    'hrvScore',
    'HRV CV',
    'HRV (%)',
    'Rolling Avg HRV score',
    'HRV rating',
  ])('none counts that is a score and no milliseconds: %s', async name => {
    expect(await readRow(`Date,RHR,${name}`, '2026-11-01,47,57')).toEqual({ restingHR: 47 });
  });

  test.each([
    ['Date,Energy (kcal),Carbs (g),Fat (g),Protein (g)', '2026-11-01,2000,250,70,110'],
    ['Date,Calories,Carbohydrates,Fat,Protein (g)', '2026-11-01,2000,250,70,110'],
    ['Datum;Kalorien;Kohlenhydrate;Fett (g);Eiweiß', '01.11.2026;2000;250;70;110'],
    ['Date,Energy (kJ),Carbs (g),Total Fat (g),Protein (g)', '2026-11-01,8368,250,70,110'],
  ])('food is proposed beside food: %s', async (header, row) => {
    expect(await readRow(header, row)).toEqual({
      kcalConsumed: 2000,
      carbohydrates: 250,
      fatTotal: 70,
      protein: 110,
    });
  });

  test.each([
    ['Date,Steps,Calories', '2026-11-01,9000,2300', { steps: 9000 }],
    ['Date,Weight,Fat', '2026-11-01,71.4,18.2', { weight: 71.4, bodyFat: 18.2 }],
    ['Date,Calories burned,Carbs (g)', '2026-11-01,2300,250', { carbohydrates: 250 }],
  ])('food is not proposed beside anything else: %s', async (header, row, values) => {
    expect(await readRow(header, row)).toEqual(values);
  });
});

describe('C7 A column whose name only has something in common with a field', () => {
  test.each([
    'deepSleepTime',
    'deep_sleep_time',
    'Deep Sleep Time',
    'DeepSleepDuration',
    'shallowSleepTime',
    'lightSleepMinutes',
    'REMSleepTime',
    'remSleepDuration',
    'coreSleepHours',
    'awakeSleepTime',
    'sleepStartTime',
    'sleepEndTime',
    'Tiefschlafdauer',
    'napSleepDuration',
    'sleepLatencyTime',
  ])('is no night: %s', async name => {
    expect(await readRow(`Date,RHR,${name}`, '2026-11-01,47,96')).toEqual({ restingHR: 47 });
  });

  test.each(['totalSleepTime', 'sleepDuration', 'minutesAsleep', 'Minutes Asleep', 'asleep_minutes', 'Time asleep'])(
    'but the whole night is one: %s',
    async name => {
      expect(await readRow(`Date,RHR,deepSleepTime,${name}`, '2026-11-01,47,96,450')).toEqual({
        restingHR: 47,
        sleepSecs: 27_000,
      });
    },
  );

  test.each([
    ['body_fat_mass', '10.2'],
    ['Body Fat Mass (kg)', '10.2'],
    ['fatMass', '10.2'],
    ['Fettmasse', '10.2'],
    ['bodyFatMass', '10.2'],
    ['visceralFat', '7'],
    ['Visceral Fat', '7'],
    ['fat_free_mass', '58'],
    ['Subcutaneous body fat', '12'],
    ['skeletalMuscleMass', '33'],
  ])('is no share of fat: %s', async (name, cell) => {
    expect(await readRow(`Date,Weight,${name}`, `2026-11-01,71.4,${cell}`)).toEqual({ weight: 71.4 });
  });

  test('and a share of fat is no mass, where the name may mean both', async () => {
    expect(await readRow('Date;Poids;Masse grasse', '13/11/2026;71,4;18,2')).toEqual({ weight: 71.4, bodyFat: 18.2 });
  });

  test.each([
    'create_time',
    'createTime',
    'Created At',
    'update_time',
    'Last synced',
    'Sync date',
    'syncTime',
    'Date created',
    'Modified',
    'upload_date',
    'Birthday',
  ])('is no day: %s', async name => {
    const header = `${name},start_time,Weight`;
    expect(getValuesByDay(await parseWellnessLines([header, '2026-11-05,2026-11-01,71.4']))).toEqual({
      '2026-11-01': { weight: 71.4 },
    });
    const { unknownTable } = await parseWellnessLines([`${name},Weight`, '2026-11-05,71.4']);
    expect(unknownTable?.mapping.dayColumn).toBeUndefined();
  });
});

describe('B10 A scale or unit that differs from the field’s', () => {
  test.each([
    ['lnRMSSD', '4.01', { hrv: 55.15 }],
    ['ln rMSSD', '4.01', { hrv: 55.15 }],
    ['ln(rMSSD)', '4.01', { hrv: 55.15 }],
    ['rMSSD (ln)', '4.01', { hrv: 55.15 }],
    ['rmssd_ln', '4.01', { hrv: 55.15 }],
    ['LnRmssd', '3.7105', { hrv: 40.87 }],
    ['lnSDNN', '4.01', { hrvSDNN: 55.15 }],
    ['Body fat', '0.182', { bodyFat: 18.2 }],
    ['Body fat (%)', '0.182', { bodyFat: 18.2 }],
    ['SpO2', '0.97', { spO2: 97 }],
    ['Sleep score', '0.85', { sleepScore: 85 }],
  ])('is converted where the name or the whole column says so: %s', async (name, cell, values) => {
    expect(await readRow(`Date,RHR,${name}`, `2026-11-01,47,${cell}`)).toEqual({ restingHR: 47, ...values });
  });

  test('is not converted where one row says otherwise', async () => {
    const lines = ['Date,Lactate,Body fat', '2026-11-01,0.9,0.9', '2026-11-02,1.1,14.2'];
    expect(getValuesByDay(await parseWellnessLines(lines))).toEqual({
      '2026-11-01': { lactate: 0.9, bodyFat: 0.9 },
      '2026-11-02': { lactate: 1.1, bodyFat: 14.2 },
    });
  });

  test.each(['log rMSSD', 'log10(RMSSD)', 'sqrt rMSSD'])(
    'is left to the athlete where it is not known: %s',
    async name => {
      expect(await readRow(`Date,RHR,${name}`, '2026-11-01,47,1.74')).toEqual({ restingHR: 47 });
    },
  );

  test('is reported where it is no logarithm', async () => {
    const imported = await parseWellnessLines(['Date,RHR,lnRMSSD', '2026-11-01,47,82']);
    expect(getValuesByDay(imported)).toEqual({ '2026-11-01': { restingHR: 47 } });
    expect(listRejected(imported)).toEqual(['line 2, lnRMSSD: different-scale']);
  });
});

describe('C7 The time at which a person fell asleep', () => {
  test.each([
    [['Date,Sleep time,Wake time', '2026-11-20,23:10,06:40', '2026-11-21,0:40,07:00']],
    [['Date,Sleep time,Wake time', '2026-11-20,11:10 PM,6:40 AM', '2026-11-21,12:40 AM,7:00 AM']],
    [['date,sleepTime,wakeTime', '2026-11-20,00:40,06:40', '2026-11-21,1:10,07:00']],
    [['Fecha,Hora de sueño,Despertar', '20/11/2026,23:10,06:40', '21/11/2026,00:40,07:00']],
  ])('is no length of a night: %j', async lines => {
    expect((await parseWellnessLines(lines)).days).toEqual([]);
  });

  test.each([
    [['Date,Sleep time,Wake time,Sleep duration', '2026-11-20,23:10,06:40,7:20']],
    [['Date,Sleep time,Wake time,Hours asleep', '2026-11-20,1:10 AM,8:40 AM,7h 20m']],
    [['Date,Sleep time,Total sleep', '2026-11-20,7:50,7:20']],
    [['Date,Sleep time', '2026-11-20,7:20']],
    [['Date,Sleep time (min)', '2026-11-20,440']],
  ])('is not preferred to the length: %j', async lines => {
    expect(getValuesByDay(await parseWellnessLines(lines))).toEqual({ '2026-11-20': { sleepSecs: 26_400 } });
  });
});

describe('C7 The share of fat in the energy of food', () => {
  test.each([
    ['Date,Protein %,Protein (g),Fat %,Fat (g),Carbs %,Carbs (g)', '2026-11-20,20,110,30,70,50,280'],
    ['Date,Protein (g),Fat (g),Carbs (g),Fat (%)', '2026-11-20,110,70,280,30'],
    ['Date,Meal,Fett (%),Protein (g),Fett (g),Kohlenhydrate (g)', '2026-11-20,x,30,110,70,280'],
  ])('is no share of the body: %s', async (header, row) => {
    expect(await readRow(header, row)).toEqual({ protein: 110, fatTotal: 70, carbohydrates: 280 });
  });

  test.each([
    ['Date,Weight,Fat %,Carbs (g)', '2026-11-20,71.4,18,280', { weight: 71.4, bodyFat: 18, carbohydrates: 280 }],
    ['Date,Body fat %,Carbs (g)', '2026-11-20,18,280', { bodyFat: 18, carbohydrates: 280 }],
    ['Date,Fat %', '2026-11-20,18', { bodyFat: 18 }],
    ['Date,Fat,Carbs,Weight', '2026-11-20,70,280,71.4', { fatTotal: 70, carbohydrates: 280, weight: 71.4 }],
  ])('is not taken for it in a table of a body: %s', async (header, row, values) => {
    expect(await readRow(header, row)).toEqual(values);
  });
});

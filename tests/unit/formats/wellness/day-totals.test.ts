import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const readDay = async (lines: readonly string[]) => getValuesByDay(await parseWellnessLines(lines))['2026-11-20'];

describe('B2b What adds up over a day', () => {
  test('is the sum of its meals, which are rounded only as a sum', async () => {
    const imported = await parseWellnessLines([
      'Date,Course,Energy (kcal),Carbs (g),Protein (g),Fat (g)',
      '2026-11-20,Breakfast,520.4,80.25,18,12',
      '2026-11-20,Lunch,810.4,95,42.5,25',
      '2026-11-20,Dinner,900.4,110,50,30',
      '2026-11-21,Breakfast,400,55,20,10',
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-11-20': { kcalConsumed: 2231, carbohydrates: 285.25, protein: 110.5, fatTotal: 67 },
      '2026-11-21': { kcalConsumed: 400, carbohydrates: 55, protein: 20, fatTotal: 10 },
    });
    expect(listRejected(imported)).toEqual(['Course: not-mapped']);
    expect(imported.days[0]?.locations).toEqual([{ line: 2 }, { line: 3 }, { line: 4 }]);
  });

  test.each<[string, string[], object]>([
    [
      'a water log',
      [
        'Date,Time,Water (ml)',
        '2026-11-20,07:00,300',
        '2026-11-20,09:00,500',
        '2026-11-20,13:00,125',
        '2026-11-20,14:00,125',
      ],
      { hydrationVolume: 1.05 },
    ],
    [
      'equal portions without a time',
      ['Date,Water (ml)', '2026-11-20,250', '2026-11-20,250', '2026-11-20,500'],
      { hydrationVolume: 1 },
    ],
    [
      'steps by the hour',
      ['Time,Steps', '2026-11-20 08:00,1200', '2026-11-20 09:00,0', '2026-11-20 10:00,4800'],
      { steps: 6000 },
    ],
    [
      'steps by the hour, decimal commas',
      ['Datum;Uhrzeit;Schritte', '20.11.2026;08:00;1200', '20.11.2026;10:00;4800'],
      { steps: 6000 },
    ],
    ['calories eaten', ['Date,kcal consumed', '2026-11-20,520', '2026-11-20,810'], { kcalConsumed: 1330 }],
    ['a night in two stretches', ['Date,Sleep (h)', '2026-11-20,4.5', '2026-11-20,3'], { sleepSecs: 27_000 }],
    [
      'a night in three stretches, in hours and minutes',
      ['Date,Sleep duration', '2026-11-20,2:30', '2026-11-20,3:00', '2026-11-20,2:00'],
      { sleepSecs: 27_000 },
    ],
  ])('is summed: %s', async (_, lines, values) => {
    expect(await readDay(lines)).toEqual(values);
  });

  test('is summed beside values of which the first counts', async () => {
    const lines = ['Date,Time,Weight,Steps', '2026-11-20,07:00,71.4,1000', '2026-11-20,19:00,72,5000'];
    const imported = await parseWellnessLines(lines);

    expect(getValuesByDay(imported)).toEqual({ '2026-11-20': { weight: 71.4, steps: 6000 } });
    expect(listRejected(imported)).toEqual(['line 3, Weight: duplicate-day']);
  });

  test.each(['Total:', 'Totals', 'Daily total', 'Summe:', 'Gesamt', 'Total of day', 'Tagesgesamt'])(
    'is the row of the total where the table calls it %s',
    async name => {
      const lines = ['Date,Meal,Carbs (g)', '2026-11-20,Lunch,95', '2026-11-20,Dinner,110', `2026-11-20,${name},205`];

      expect(await readDay(lines)).toEqual({ carbohydrates: 205 });
    },
  );

  test('has no row that was deleted', async () => {
    const imported = await parseWellnessLines([
      'Date,Name,Calories,Deleted,Carbohydrates (g)',
      '2026-11-20,Oats,190,0,33',
      '2026-11-20,Rice,260,1,57',
      '2026-11-20,Rice,270,0,58',
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-11-20': { kcalConsumed: 460, carbohydrates: 91 } });
    expect(listRejected(imported)).toContain('line 3: no-usable-values');
  });

  test('is the row of the total where the table has one', async () => {
    const lines = ['Date,Meal,Carbs (g)', '2026-11-20,Lunch,95', '2026-11-20,Dinner,110', '2026-11-20,Total,205'];

    expect(await readDay(lines)).toEqual({ carbohydrates: 205 });
  });

  test.each([
    [
      'a phone and a watch count the same steps',
      ['Date,Source,Steps', '2026-11-20,Phone,4000', '2026-11-20,Watch,3000', '2026-11-20,Watch,6000'],
      { steps: 9000 },
    ],
    [
      'the same row stands in the file twice',
      ['Date,Time,Water (ml)', '2026-11-20,07:00,300', '2026-11-20,07:00,300'],
      { hydrationVolume: 0.3 },
    ],
    [
      'the same day stands in the file twice',
      ['Date,Weight,Steps', '2026-11-20,71.4,9000', '2026-11-20,71.4,9000'],
      { weight: 71.4, steps: 9000 },
    ],
    ['the same count stands in the file twice', ['Date,Steps', '2026-11-20,9000', '2026-11-20,9000'], { steps: 9000 }],
    ['two apps recorded one night', ['Date,Sleep (h)', '2026-11-20,7.5', '2026-11-20,7.4'], { sleepSecs: 27_000 }],
    ['two apps recorded a short night', ['Date,Sleep (h)', '2026-11-20,6.5', '2026-11-20,6.6'], { sleepSecs: 23_400 }],
  ])('is not counted twice where %s', async (_, lines, values) => {
    expect(await readDay(lines)).toEqual(values);
  });

  test.each([
    [['Date,Source,Steps', '2026-11-20,Watch,9000', '2026-11-20,Phone,4000'], 'line 3, Steps: duplicate-day'],
    [['Date,Steps', '2026-11-20,1200', '2026-11-20,1200', '2026-11-20,300'], 'line 3, Steps: duplicate-day'],
    [['Date,Sleep (h),App', '2026-11-20,6,A', '2026-11-20,7,B'], 'line 2, Sleep (h): duplicate-day'],
    [['Date,Time,Water (ml)', '2026-11-20,07:00,300', '2026-11-20,07:00,300'], 'line 3: duplicate-day'],
  ])('says what it does not count: %j', async (lines, rejected) => {
    expect(listRejected(await parseWellnessLines(lines))).toContain(rejected);
  });

  test('has no nap in the night', async () => {
    const lines = ['Date,Time,Sleep (h)', '2026-11-20,07:00,7', '2026-11-20,15:00,1'];
    const imported = await parseWellnessLines(lines);

    expect(getValuesByDay(imported)).toEqual({ '2026-11-20': { sleepSecs: 25_200 } });
    expect(listRejected(imported)).toContain('line 3, Sleep (h): nap');
  });

  test.each([
    ['Date,Type,Sleep (h)', '2026-11-20,night,7', '2026-11-20,nap,1'],
    ['Date,Sleep (h),Is nap', '2026-11-20,7,false', '2026-11-20,1,TRUE'],
    ['Datum;Art;Schlafdauer (h)', '20.11.2026;Nacht;7', '20.11.2026;Nickerchen;1'],
  ])('has no nap in the night where a column says so: %s', async (header, night, nap) => {
    const imported = await parseWellnessLines([header, nap, night]);

    expect(getValuesByDay(imported)).toEqual({ '2026-11-20': { sleepSecs: 25_200 } });
    expect(listRejected(imported).some(line => line.startsWith('line 2') && line.endsWith('nap'))).toBe(true);
  });

  test('is one row in an export of Intervals.icu, whose rows are days', async () => {
    const lines = ['date,ctl,steps', '2026-11-20,61,9000', '2026-11-20,61,9500'];

    expect(await readDay(lines)).toEqual({ steps: 9000 });
  });
});

describe('C9 A day that was not logged', () => {
  test.each([
    ['Date,Step count,Carbs (g),Protein (g),Sleep duration (ms)', '2026-11-20,0,0,0,0'],
    ['Date,Steps', '2026-11-20,0'],
    ['Date,Water (ml)', '2026-11-20,0'],
    ['Date,Sleep score,Readiness', '2026-11-20,0,0'],
    ['Date,Calories in,Carbs (g),Fat (g)', '2026-11-20,0,0,0'],
    ['Date,Steps,Soreness,Fatigue', '2026-11-20,0,0,0'],
  ])('has no values: %s', async (header, row) => {
    const imported = await parseWellnessLines([header, row]);

    expect(imported.days).toEqual([]);
    expect(new Set(imported.rejected.map(({ reason }) => reason))).toContain('not-logged');
  });

  test('has no food where only the scale was used', async () => {
    expect(await readDay(['Date,Weight,Carbs (g),Protein (g)', '2026-11-20,71.4,0,0'])).toEqual({ weight: 71.4 });
  });

  test('is not one without carbohydrates or without soreness', async () => {
    expect(await readDay(['Date,Carbs (g),Protein (g),Soreness', '2026-11-20,0,150,0'])).toEqual({
      carbohydrates: 0,
      protein: 150,
      soreness: 0,
    });
  });

  test('is not one where nothing is sore and no one is tired', async () => {
    expect(await readDay(['Date,Soreness,Fatigue', '2026-11-20,0,0'])).toEqual({ soreness: 0, fatigue: 0 });
  });

  test('is one only if all of its rows are', async () => {
    expect(await readDay(['Date,Meal,Carbs (g)', '2026-11-20,Lunch,0', '2026-11-20,Dinner,110'])).toEqual({
      carbohydrates: 110,
    });
  });
});

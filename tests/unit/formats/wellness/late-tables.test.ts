import { describe, expect, test } from 'vitest';
import { makeZip } from '../../../fixtures/archives.ts';
import { getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const mapping = async (lines: readonly string[]) => {
  const { unknownTable } = await parseWellnessLines(lines);
  return unknownTable && { header: unknownTable.table.header, ...unknownTable.mapping };
};

describe('B8 A table that begins late', () => {
  test('has its header above the first day, below lines about the athlete with a date of their own', async () => {
    const imported = await parseWellnessLines([
      'Name;Vera;;',
      'Birthday;01.01.1990;;',
      'Height;170 cm;;',
      ';;;',
      'Values;;;;',
      'Datum;Gewicht (kg);Ruhepuls;HRV (ms)',
      '21.06.2026;81,5;47;60,5',
      '22.06.2026;81,4;48;61,5',
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-06-21': { weight: 81.5, restingHR: 47, hrv: 60.5 },
      '2026-06-22': { weight: 81.4, restingHR: 48, hrv: 61.5 },
    });
  });

  test('has its header above the days also where no language names their column', async () => {
    const lines = ['Raport,Anna', 'Okres,od 1', 'Pomiar,Waga,Tętno', '2026-06-21,81.5,47', '2026-06-22,81.4,48'];

    expect(await mapping(lines)).toMatchObject({ header: ['Pomiar', 'Waga', 'Tętno'], dayColumn: 0 });
  });

  test('ends where the next one begins, whose columns mean something else', async () => {
    const imported = await parseWellnessLines([
      'Gewicht;;;',
      'Datum;Uhrzeit;Gewicht (kg)',
      '21.06.2026;07:12;81,5',
      '22.06.2026;07:12;81,4',
      ';;;',
      'Blutzucker;;;',
      'Datum;Uhrzeit;mg/dL',
      '21.06.2026;07:15;90',
    ]);

    expect(getValuesByDay(imported)).toEqual({ '2026-06-21': { weight: 81.5 }, '2026-06-22': { weight: 81.4 } });
    expect(listRejected(imported)).toContain('line 8: not-mapped');
  });

  test('ends where a title and other columns follow, also where none of these is called a date', async () => {
    const imported = await parseWellnessLines([
      'Activities',
      'Date,Steps,Distance',
      '2026-11-01,"9,876",7.1',
      '2026-11-02,"10,876",7.1',
      '2026-11-03,"8,876",7.1',
      '',
      'Sleep',
      'Start Time,Minutes Asleep,Minutes Awake',
      '2026-11-01 11:00 PM,430,50',
    ]);

    expect(getValuesByDay(imported)).toEqual({
      '2026-11-01': { steps: 9876 },
      '2026-11-02': { steps: 10_876 },
      '2026-11-03': { steps: 8876 },
    });
    expect(listRejected(imported)).toContain('line 9: not-mapped');
  });

  test('is read also where a later one names its day and it does not', async () => {
    const lines = [
      'Pomiar,Waga',
      '2026-06-21,81.5',
      '2026-06-22,81.4',
      '2026-06-23,81.3',
      'Sen',
      'Data,Sen (h)',
      '2026-06-21,8',
    ];

    expect(await mapping(lines)).toMatchObject({ header: ['Pomiar', 'Waga'], dayColumn: 0 });
  });

  test('does not end at a line of text between days', async () => {
    const lines = ['Date,Weight', '2026-06-21,71.5', 'Note,on holiday', '2026-06-22,71.4'];

    expect(Object.keys(getValuesByDay(await parseWellnessLines(lines)))).toEqual(['2026-06-21', '2026-06-22']);
  });

  test('continues below a repeated header', async () => {
    const lines = ['Date,Weight', '2026-06-21,71.5', 'Date,Weight', '2026-06-22,71.4'];

    expect(getValuesByDay(await parseWellnessLines(lines))).toEqual({
      '2026-06-21': { weight: 71.5 },
      '2026-06-22': { weight: 71.4 },
    });
  });
});

describe('B8 A table without a header', () => {
  test.each([
    ['semicolons and decimal commas', ['2026-06-21;71,4;47', '2026-06-22;71,2;48']],
    ['tabs and decimal commas', ['21.06.2026\t71,4\t47', '22.06.2026\t71,2\t48']],
    ['as many commas as semicolons', ['21.06.2026;71,4;47,5', '22.06.2026;71,2;48,5']],
    ['commas', ['2026-06-21,71.4,47', '2026-06-22,71.2,48']],
    ['one row', ['2026-06-21;71,4;47']],
  ])('keeps its first row, and asks what its columns mean: %s', async (_, lines) => {
    const { unknownTable } = await parseWellnessLines(lines);

    expect(unknownTable?.table.header).toEqual(['A', 'B', 'C']);
    expect(unknownTable?.table.rows).toHaveLength(lines.length);
    expect(unknownTable?.mapping).toMatchObject({ dayColumn: 0, columns: [null, null, null] });
  });
});

describe('C8 A unit that stands elsewhere', () => {
  test.each([
    ['above the table', ['#Version: 6', '#Units: lbs', '', '#date;weight', '2026-06-01T08:00:00.000Z;157.41']],
    ['above the table in words', ['Unit system,imperial', 'Date,Weight,x,y,z', '2026-06-01,157.41,,,']],
    ['above the table in a sentence', ['Weight is in pounds', 'Date,Weight', '2026-06-01,157.41']],
    ['above the table, beside another one', ['#Units: lbs/inches', 'Date,Weight', '2026-06-01,157.41']],
    ['above the table, of all weights', ['# weights in pounds, lengths in cm', 'Date,Weight', '2026-06-01,157.41']],
    ['above the table, in brackets', ['Body weight (lb)', 'Date,Weight', '2026-06-01,157.41']],
    ['above the table, as a system', ['Measurement system: Imperial', 'Date,Weight', '2026-06-01,157.41']],
    ['in a row below the header', ['Date,Weight', 'yyyy-mm-dd,lb', '2026-06-01,157.41']],
    ['in brackets below the header', ['Date,Weight', '[dd.mm.yyyy],[lb]', '2026-06-01,157.41']],
    ['in the next column', ['Date,Weight,Unit', '2026-06-01,157.41,lbs']],
    ['in a column of that name', ['Date,weight_unit,x,Weight', '2026-06-01,lbs,,157.41']],
    ['in each row', ['Date,Weight,Units', '2026-05-31,71.4,kg', '2026-06-01,157.41,lb']],
    ['as the name of the column', ['Date,lb', '2026-06-01,157.41']],
  ])('counts: %s', async (_, lines) => {
    expect(getValuesByDay(await parseWellnessLines(lines))['2026-06-01']).toEqual({ weight: 71.4 });
  });

  test('counts only for amounts of its kind', async () => {
    const lines = ['#Units: lbs', 'Date;Weight;Sleep (h);Protein (g)', '2026-06-01;157.41;8;100'];

    expect(getValuesByDay(await parseWellnessLines(lines))['2026-06-01']).toEqual({
      weight: 71.4,
      sleepSecs: 28_800,
      protein: 100,
    });
  });

  test('does not override a unit in the name of the column', async () => {
    const lines = ['#Units: lbs', 'Date;Weight (kg)', '2026-06-01;71.4'];

    expect(getValuesByDay(await parseWellnessLines(lines))['2026-06-01']).toEqual({ weight: 71.4 });
  });
});

describe('C10 An archive', () => {
  test('says of a table of no known program that it has to be added by itself', async () => {
    const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
    const zip = makeZip([file('weights.csv', 'Date,Weight (lb)\n2026-06-01,157.4'), file('notes.csv', 'a,b\nc,d')]);

    expect(listRejected(await parseWellnessLines(zip, 'export.zip'))).toEqual([
      'weights.csv: table-in-archive',
      'notes.csv: no-usable-values',
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnMappingSchema } from '../../../../lib/formats/wellness/column-mapping.ts';
import { parseMappedTable } from '../../../../lib/formats/wellness/parse-mapped-table.ts';
import { wellnessFields } from '../../../../lib/formats/wellness/wellness-fields.ts';
import { runToCompletion } from '../../../../lib/platform/cooperative-task.ts';
import { BERLIN, getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

describe('a table of an unknown program', () => {
  test('is mapped by the names of its columns in several languages', async () => {
    const imported = await parseWellnessLines([
      'Día;Peso (kg);FC en reposo;VFC (ms);Calidad del sueño;Horas de sueño;Pasos;Objetivo de pasos;Color',
      '03/03/2026;71,4;47;64,2;2;7,5;10.432;8.000;rojo',
      '14/03/2026;71;48;60;9;8;1.234;8.000;azul',
    ]);

    expect(imported.kind).toBe('unknown-table');
    expect(getValuesByDay(imported)).toEqual({
      '2026-03-03': {
        weight: 71.4,
        restingHR: 47,
        hrv: 64.2,
        sleepSecs: 27_000,
        steps: 10_432,
      },
      '2026-03-14': { weight: 71, restingHR: 48, hrv: 60, sleepSecs: 28_800, steps: 1234 },
    });
    expect(listRejected(imported)).toEqual([
      'Calidad del sueño: different-scale',
      'Objetivo de pasos: not-mapped',
      'Color: not-mapped',
    ]);
  });

  test.each([
    ['tabs', 'Date\tWeight\tRHR\n3 Mar 2026\t71.4\t47'],
    ['pipes', 'date|weight|rhr\n2026-03-03|71.4|47'],
    ['a separator that is told', 'sep=;\nDatum;Gewicht;Ruhepuls\n03.03.2026;71,4;47'],
    ['old Mac ends of lines', 'Date,Weight,RHR\r2026-03-03,71.4,47\r'],
    ['a title above', 'My weight\n\nDate,Weight,RHR\n2026-03-03,71.4,47'],
    ['quotes and lines within', '"Date","Weight","RHR"\r\n"2026-03-03","71.4\nkg","47"\r\n'],
    ['blanks around', ' Date , Weight , RHR \n 2026-03-03 , 71.4 , 47 '],
    ['commas within a name', '"Date";"Weight (kg)";"RHR";"a, b, c, d, e"\n03.03.2026;71,4;47;'],
    ['the unit in the name', 'Date,Weight (lb),RHR [bpm]\n2026-03-03,157.41,47'],
    ['the unit in words', 'Date,Weight (stone),RHR\n2026-03-03,11.2436,47'],
    ['the unit in a column of its own', 'Date,Weight,Weight unit,RHR\n2026-03-03,157.41,lb,47'],
    ['sums below', 'Date,Weight,RHR\n2026-03-03,71.4,47\nTotal,71.4,47\nAverage,71.4,47'],
    ['something wider below a line of its own', 'com.scale.weight,6313,7\nDate,Weight,RHR,x,y,z,n\n2026-03-03,71.4,47'],
    ['the days side by side', 'Date,2026-03-03\nWeight,71.4 kg\n\nRHR,47 bpm'],
    ['"in" before the unit', 'Datum;Gewicht in kg;Ruhepuls\n03.03.2026;71,4;47'],
    ['the unit at the end of the name', 'date,weight_lb,resting_hr\n2026-03-03,157.41,47'],
  ])('is read with %s', async (_, text) => {
    expect(getValuesByDay(await parseWellnessLines([text]))).toEqual({
      '2026-03-03': { weight: 71.4, restingHR: 47 },
    });
  });

  test.each(['utf-16le', 'utf-16be', 'latin1'] as const)('is read in %s', async encoding => {
    const bytes = Buffer.from(
      'Tag;Körperfett (%)\r\n03.03.2026;14,1\r\n',
      encoding === 'latin1' ? 'latin1' : 'utf16le',
    );
    if (encoding === 'utf-16be') bytes.swap16();

    expect(getValuesByDay(await parseWellnessLines(new Uint8Array(bytes)))).toEqual({
      '2026-03-03': { bodyFat: 14.1 },
    });
  });

  test('is read by the mapping that the athlete chose', async () => {
    const { unknownTable } = await parseWellnessLines(['a,b,c,d', '04/03/2026,7.5,157.41,3', '04/05/2026,--,x,9']);
    expect(unknownTable?.mapping).toEqual({
      fingerprint: 'a|b|c|d',
      dayColumn: 0,
      columns: [null, null, null, null],
    });
    const table = unknownTable?.table ?? { header: [], rows: [], delimiter: ',' };

    const mapping = columnMappingSchema.parse({
      ...unknownTable?.mapping,
      order: 'mdy',
      columns: [null, { key: 'sleepSecs', unit: 'h' }, { key: 'weight', unit: 'lb' }, { key: 'mood' }],
    });
    const mapped = runToCompletion(parseMappedTable(table, mapping, BERLIN));

    expect(getValuesByDay(mapped)).toEqual({ '2026-04-03': { sleepSecs: 27_000, weight: 71.4 } });
    expect(listRejected(mapped)).toEqual(['d: different-scale', 'line 3, c: no-number']);
  });

  test('has the same fingerprint in the next export, and another one with other columns', async () => {
    const fingerprint = async (header: string) =>
      (await parseWellnessLines([header, '2026-03-03,1,2'])).unknownTable?.mapping.fingerprint;

    expect(await fingerprint('Date, Foo ,Bar')).toBe(await fingerprint('"DATE",foo,bar'));
    expect(await fingerprint('Date,Foo,Bar')).not.toBe(await fingerprint('Date,Bar,Foo'));
  });

  test('may have several placeholders for missing values', async () => {
    const lines = ['Date,Weight,RHR', '2026-03-03,0,47', '2026-03-04,n/a,--', '2026-03-05,,0'];

    expect(getValuesByDay(await parseWellnessLines(lines))).toEqual({ '2026-03-03': { restingHR: 47 } });
    expect(listRejected(await parseWellnessLines(lines))).toEqual([
      'line 3: no-usable-values',
      'line 4: no-usable-values',
    ]);
  });

  test('is reported with the line where a quote does not end', async () => {
    expect(listRejected(await parseWellnessLines(['Date,Weight', '2026-03-03,71.4', '2026-03-04,"71']))).toContain(
      'line 3: damaged',
    );
  });

  test.each(['', 'hello', '%PDF-1.7', '<html><body>'])('is not found in %o', async text => {
    await expect(parseWellnessLines([text])).rejects.toMatchObject({ name: 'Problem' });
  });
});

test('any text is parsed to finite numbers of writable fields, or throws a Problem', async () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789.,-/: "kghmin%Jan;\t') }),
    fc.constantFrom('2026-03-03', '2026-03-04', '3.3.2026', '03/04/2026', '71.4', '7:40', '3', '150 lb'),
    fc.constant('9'.repeat(308)),
  );
  const header = fc.array(fc.constantFrom('Date', 'Weight', 'HRV (ms)', 'Sleep', 'Mood', 'Notes'), {
    minLength: 2,
  });
  const writable = new Set<string>(wellnessFields.filter(({ isWritable }) => isWritable).map(({ key }) => key));
  await fc.assert(
    fc.asyncProperty(header, fc.array(fc.array(cell)), async (names, rows) => {
      const read = parseWellnessLines([names.join(','), ...rows.map(cells => cells.join(','))]);
      const days = await read.then(
        ({ days }) => days,
        thrown => {
          expect(thrown).toHaveProperty('kind', 'no-days');
          return [];
        },
      );
      for (const [key, value] of days.flatMap(({ values }) => Object.entries(values))) {
        expect(writable).toContain(key);
        expect(typeof value === 'string' || Number.isFinite(value)).toBe(true);
      }
    }),
  );
});

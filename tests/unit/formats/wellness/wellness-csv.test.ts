import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
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

test('any text in a cell is unchanged after formatting and parsing, also by another CSV parser', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), texts => {
      const days = texts.map((comments, n) => ({ day: `2026-03-${n}`, values: { comments, weight: 70 } }));
      const { data } = Papa.parse<string[]>(formatWellnessCsv(days, ['comments', 'weight']), {
        newline: '\r\n',
      });

      expect(data.slice(1, -1).map(cells => cells[1])).toEqual(texts);
    }),
  );
});

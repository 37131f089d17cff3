import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { parseCsvRows } from '../../../lib/formats/parse-csv-rows.ts';

describe('parseCsvRows', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab"\n\r ,;0') });
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });

  test('reads what papaparse writes as papaparse does', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (data, delimiter, newline) => {
          const text = Papa.unparse(data, { delimiter, newline, quotes: true });
          const read = [...parseCsvRows(text, delimiter)].map(({ cells }) => cells);

          expect(read).toEqual(data);
          expect(read).toEqual(Papa.parse(text, { delimiter, newline }).data);
        },
      ),
    );
  });

  test('never loses a character outside of quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab ,\n') }), text => {
        expect([...parseCsvRows(text, ',')].map(({ cells }) => cells.join()).join('\n')).toBe(text.replace(/\n$/, ''));
      }),
    );
  });

  test('says on which line a row begins, and whether a quote is not closed', () => {
    expect([...parseCsvRows('a,"1\n2"\r\nb,2\n"c"d,3\ne,"f\n', ',')]).toEqual([
      { line: 1, cells: ['a', '1\n2'], isDamaged: false },
      { line: 3, cells: ['b', '2'], isDamaged: false },
      { line: 4, cells: ['"c"d', '3'], isDamaged: true },
      { line: 5, cells: ['e', 'f\n'], isDamaged: true },
    ]);
  });

  test('accepts blanks around quotes, and quotes within cells', () => {
    expect([...parseCsvRows('a, "b, c" ,5\' 3"', ',')]).toMatchObject([{ cells: ['a', 'b, c', '5\' 3"'] }]);
  });

  test('reads millions of characters behind a quote that is not closed in linear time', () => {
    expect([...parseCsvRows(`a,"${'b,'.repeat(2_000_000)}`, ',')]).toHaveLength(1);
  });
});

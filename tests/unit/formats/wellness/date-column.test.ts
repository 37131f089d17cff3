import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDateColumn } from '../../../../lib/formats/wellness/date-column.ts';
import { parseMonthName } from '../../../../lib/formats/wellness/parse-date.ts';
import { addDays } from '../../../../lib/platform/calendar-date.ts';

const BERLIN = { timezone: 'Europe/Berlin', today: '2026-11-22' };
const days = (cells: readonly string[], dateContext = BERLIN) =>
  parseDateColumn(cells, dateContext).map(found => (typeof found === 'object' ? found.day : found));

describe('a date column', () => {
  test.each([
    '2026-03-03',
    '2026/3/3',
    '20260303',
    '2026-03-03 06:55:12',
    '2026-03-03T06:55:12.5',
    '03.03.2026',
    '3.3.26',
    '03/03/2026 06:55',
    'Mar 3, 2026',
    ' Mar 3, 2026',
    '3 Mar 2026',
    'Tue, 3 March 2026',
    '3. März 2026',
    'mar. 3 mars 2026',
    '3 de marzo de 2026',
    'martedì 3 marzo 2026',
    '3 maart 2026',
    '3 mar. 2026',
    '3. mars 2026 kl. 06:55',
    '3 marca 2026',
    '3-Mar-26',
    'Mar 3, 2026 7:02 AM',
    '1772521200',
    '1772521200000',
  ])('parses %o as 3 March 2026', text => {
    expect(days([text])).toEqual(['2026-03-03']);
  });

  test.each([
    ['2026-03-03T23:30:00Z', '2026-03-04'],
    ['2026-03-03 23:30:00 +0000', '2026-03-04'],
    // With another offset, the written day was the athlete's local day.
    ['2026-03-03T23:30:00-08:00', '2026-03-03'],
    ['2026-03-03T02:00:00+01:00', '2026-03-03'],
    // Midnight in UTC stands for the day, although it is the day before anywhere west of Greenwich.
    ['2026-03-03T00:00:00.000+00:00', '2026-03-03', 'America/Los_Angeles'],
    ['1772496000000', '2026-03-03', 'America/Los_Angeles'],
  ])('parses %s as the local day %s', (text, day, timezone = 'Europe/Berlin') => {
    expect(days([text], { ...BERLIN, timezone })).toEqual([day]);
  });

  test('gives a UTC time the local time of day, or that of UTC in an unknown time zone', () => {
    const cells = ['2026-03-03T23:30:00Z'];

    expect(parseDateColumn(cells, BERLIN)).toEqual([{ day: '2026-03-04', minutes: 30 }]);
    expect(parseDateColumn(cells, { ...BERLIN, timezone: 'Mars/Jezero' })).toEqual([
      { day: '2026-03-03', minutes: 1410 },
    ]);
  });

  test.each([
    ['', 'no-date'],
    ['--', 'no-date'],
    ['2026-02-30', 'no-date'],
    ['31.02.2026', 'no-date'],
    ['71.4', 'no-date'],
    ['7:02 AM', 'no-date'],
    ['Average', 'no-date'],
    ['Nov 1-7', 'covers-several-days'],
    ['Oct 25 - Nov 1', 'covers-several-days'],
    ['25 Jun - 1 Jul 2025', 'covers-several-days'],
    ['Dec 29, 2025 - Jan 4, 2026', 'covers-several-days'],
    ['2026-W10', 'covers-several-days'],
    ['04/03/2026', 'ambiguous-date'],
    ['2026-11-24', 'future-date'],
  ])('finds no day in %o: %s', (text, reason) => {
    expect(days([text])).toEqual([reason]);
  });

  test.each(['3-Mar-24', '03 Mar 24', 'Mar 3, 24 7:02 AM'])('finds the year in %o', text => {
    expect(days([text])).toEqual(['2024-03-03']);
  });

  test.each(['Nov 3, 7 PM', '3 Nov 7h', 'Nov 3, 10 AM', '7 AM 3 Nov'])('finds no year in %o', text => {
    expect(days([text])).toEqual(days(['3 Nov']));
  });

  test('uses the order of day and month that other rows prove', () => {
    expect(days(['04/03/2026', '13/03/2026'])).toEqual(['2026-03-04', '2026-03-13']);
    expect(days(['04/03/2026', '03/13/2026'])).toEqual(['2026-04-03', '2026-03-13']);
  });

  test('uses the order of day and month that keeps the rows close together', () => {
    expect(days(['03/01/2026', '03/02/2026', '03/03/2026'])).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
    expect(days(['01/03/2026', '02/03/2026', '03/03/2026'])).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
  });

  test('does not use an order of day and month that leads into the future', () => {
    expect(days(['10/12/2026'])).toEqual(['2026-10-12']);
  });

  test('uses the order of day and month that the athlete chose', () => {
    expect(parseDateColumn(['04/03/2026'], BERLIN, 'mdy')).toMatchObject([{ day: '2026-04-03' }]);
  });

  test('infers missing years as the latest that the order of the rows allows', () => {
    expect(days(['Jan 2', 'Jan 1', 'Dec 31', 'Nov 23'])).toEqual([
      '2026-01-02',
      '2026-01-01',
      '2025-12-31',
      '2025-11-23',
    ]);
    expect(days(['30. Dez.', '2. Jan.'])).toEqual(['2025-12-30', '2026-01-02']);
    expect(days(['Nov 22', 'Nov 21'])).toEqual(['2026-11-22', '2026-11-21']);
    expect(days(['Feb 29'])).toEqual(['2024-02-29']);
  });

  test('infers every year of rows that span more than a year', () => {
    const format = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 700 }), fc.boolean(), (count, isNewestFirst) => {
        const newest = Array.from({ length: count }, (_, n) => addDays(BERLIN.today, -n));
        const expected = isNewestFirst ? newest : newest.toReversed();
        expect(days(expected.map(day => format.format(Date.parse(`${day}T00:00Z`))))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('parses dates that were written in any of the languages', () => {
    const language = fc.constantFrom('en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'pl', 'cs');
    fc.assert(
      fc.property(
        language,
        fc.integer({ min: 0, max: 4000 }),
        fc.constantFrom('long', 'medium'),
        (name, back, dateStyle) => {
          const day = addDays(BERLIN.today, -back);
          const format = new Intl.DateTimeFormat(name, { dateStyle: dateStyle as 'long', timeZone: 'UTC' });
          const [found] = parseDateColumn([format.format(Date.parse(`${day}T00:00Z`))], BERLIN);
          // In languages with numeric months some dates are ambiguous.
          expect(found === 'ambiguous-date' || (typeof found === 'object' && found.day === day)).toBe(true);
        },
      ),
    );
  });

  test('does not throw for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789-/.: TZ+Jan') }))),
        cells => {
          expect(parseDateColumn(cells, BERLIN)).toHaveLength(cells.length);
        },
      ),
    );
  });
});

test.each([
  ['Mrz.', 3],
  ['févr.', 2],
  ['août', 8],
  ['dic', 12],
  ['Sept.', 9],
  ['Monday', undefined],
  ['kg', undefined],
])('the month name %s is month %s', (name, month) => {
  expect(parseMonthName(name)).toBe(month);
});

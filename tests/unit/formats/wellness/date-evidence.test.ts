import { describe, expect, test } from 'vitest';
import { parseDateColumn } from '../../../../lib/formats/wellness/date-column.ts';
import { BERLIN, getValuesByDay, listRejected, parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

const days = (cells: readonly string[], order?: 'dmy' | 'mdy') =>
  parseDateColumn(cells, BERLIN, order).map(found => (typeof found === 'object' ? found.day : found));

describe('C5 The order of day and month behind the year', () => {
  test('is the one that a number over 12 proves for the whole column', () => {
    expect(days(['2026-30-07', '2026-01-08', '2026-02-08'])).toEqual(['2026-07-30', '2026-08-01', '2026-08-02']);
    expect(days(['2026-01-08', '2026-07-30'])).toEqual(['2026-01-08', '2026-07-30']);
    expect(days(['2026/13/05', '2026/01/05'])).toEqual(['2026-05-13', '2026-05-01']);
    expect(days(['20261305', '20260105'])).toEqual(['2026-05-13', '2026-05-01']);
    expect(days(['2026-30-07 07:12', '2026-01-08T07:45:10'])).toEqual(['2026-07-30', '2026-08-01']);
  });

  test('is the month, as everywhere, where nothing else is proven', () => {
    expect(days(['2026-01-08', '2026-02-08', '2026-03-08'])).toEqual(['2026-01-08', '2026-02-08', '2026-03-08']);
    // A choice for another file is no choice for this one.
    expect(days(['2026-01-08'], 'dmy')).toEqual(['2026-01-08']);
  });

  test('is asked for where rows contradict one another, but not for these rows', () => {
    const cells = ['2026-30-07', '2026-07-30', '2026-01-08', '2026-05-05'];
    expect(days(cells)).toEqual(['2026-07-30', '2026-07-30', 'ambiguous-date', '2026-05-05']);
    expect(days(cells, 'dmy')).toEqual(['2026-07-30', '2026-07-30', '2026-08-01', '2026-05-05']);
    expect(days(cells, 'mdy')).toEqual(['2026-07-30', '2026-07-30', '2026-01-08', '2026-05-05']);
  });

  test('is asked for where the month first would be in the future', () => {
    expect(days(['2026-12-08', '2026-11-08'])).toEqual(['ambiguous-date', 'ambiguous-date']);
    expect(days(['2026-12-08', '2026-11-08'], 'dmy')).toEqual(['2026-08-12', '2026-08-11']);
  });
});

describe('C5 The order of day and month before the year', () => {
  test('is asked for where rows contradict one another, however many say one thing', () => {
    const cells = ['13/03/2026', '14/03/2026', '03/15/2026', '04/03/2026'];
    expect(days(cells)).toEqual(['2026-03-13', '2026-03-14', '2026-03-15', 'ambiguous-date']);
    expect(days(cells, 'dmy').at(-1)).toBe('2026-03-04');
  });

  test('is asked for where neither order brings the rows much closer together', () => {
    expect(days(['03/04/2026', '04/05/2026'])).toEqual(['ambiguous-date', 'ambiguous-date']);
    expect(days(['01/02/2026', '02/03/2026', '04/06/2026'])).toContain('ambiguous-date');
    expect(days(['03/04/2026', '04/05/2026'], 'mdy')).toEqual(['2026-03-04', '2026-04-05']);
    expect(days(['03/04/2026', '04/04/2026', '06/04/2026'])).toEqual(['2026-04-03', '2026-04-04', '2026-04-06']);
  });

  test('is not decided by a date that does not exist', () => {
    expect(days(['31/04/2026', '04/13/2026', '04/03/2026'])).toEqual(['no-date', '2026-04-13', '2026-04-03']);
  });

  test('is what a number over 12 says, even where another row is in the future then', () => {
    expect(days(['13/03/2026', '05/12/2026'])).toEqual(['2026-03-13', 'future-date']);
  });
});

describe('C5 A table of a known program', () => {
  const header = 'date, time, HR,AVNN,SDNN,rMSSD,pNN50,LF,HF,HRV4T_Recovery_Points,training,note';
  const row = (date: string, rmssd: number) => `${date},07:12,41,1474,89.2,${rmssd},60,0.05,0.09,9.5,rest,`;

  test('has the day before the month where its own dates say so', async () => {
    const imported = await parseWellnessLines([header, row('2026-30-07', 133.1), row('2026-01-08', 70.8)]);

    expect(imported.kind).toBe('hrv4training');
    expect(getValuesByDay(imported)).toMatchObject({ '2026-07-30': { hrv: 133.1 }, '2026-08-01': { hrv: 70.8 } });
  });

  test('is asked about where its program writes both and its dates would be consecutive days', async () => {
    const imported = await parseWellnessLines([header, row('2026-01-08', 70.8), row('2026-02-08', 76.1)]);

    expect(imported.days).toEqual([]);
    expect(listRejected(imported)).toContain('line 2: ambiguous-date');
    expect(imported.openDates).toMatchObject({ fileName: 'export.csv' });
  });

  test('is asked about where its program writes both and it has one row', async () => {
    expect(listRejected(await parseWellnessLines([header, row('2026-01-08', 70.8)]))).toContain(
      'line 2: ambiguous-date',
    );
    expect(Object.keys(getValuesByDay(await parseWellnessLines([header, row('2026-08-08', 70.8)])))).toEqual([
      '2026-08-08',
    ]);
  });

  test('is not asked about where the month before the day makes consecutive days', async () => {
    const imported = await parseWellnessLines([header, row('2026-03-02', 70.8), row('2026-03-03', 76.1)]);

    expect(Object.keys(getValuesByDay(imported))).toEqual(['2026-03-02', '2026-03-03']);
    expect(imported.openDates).toBeUndefined();
  });
});

describe('C5 A table of a known program whose dates could be read in two ways', () => {
  const scale = (...dates: string[]) =>
    parseWellnessLines([
      'dateTime,weight,fat,lbm,water',
      ...dates.map((date, index) => `${date} 06:30,${71 + index},18,58,62`),
    ]);

  test('offers the other order, because rows that lie close together are no proof', async () => {
    // On the first of two months, or on two days of January.
    const imported = await scale('01/02/2026', '01/03/2026');

    expect(Object.keys(getValuesByDay(imported))).toEqual(['2026-01-02', '2026-01-03']);
    expect(imported.openDates).toMatchObject({ fileName: 'export.csv' });
  });

  test.each([
    [['13/02/2026', '01/03/2026']],
    [['02/02/2026', '03/03/2026']],
    [['01.02.2026', '01.03.2026']],
    [['2026-01-02', '2026-01-03']],
  ])('offers nothing where the order is proven or means the same: %j', async dates => {
    expect((await scale(...dates)).openDates).toBeUndefined();
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { saveColumnMappings } from '../../../../lib/features/wellness/column-mapping-store.ts';
import {
  getColumnUnit,
  getColumnUse,
  getUnitChoices,
  isDateOrderAmbiguous,
  isUnitAssumed,
  setColumnUnit,
  setColumnUse,
  setDateOrder,
} from '../../../../lib/features/wellness/edit-column-mapping.ts';
import {
  applyColumnMapping,
  applyDateOrder,
  hasOpenDates,
  parseImportFile,
  type WellnessImportFile,
} from '../../../../lib/features/wellness/import-file.ts';
import type { ColumnMapping } from '../../../../lib/formats/wellness/column-mapping.ts';
import type { CsvTable, WellnessImport } from '../../../../lib/formats/wellness/import-result.ts';
import { getUnitFactor } from '../../../../lib/formats/wellness/unit-factors.ts';
import { getWellnessField, wellnessFields } from '../../../../lib/formats/wellness/wellness-fields.ts';
import { BERLIN, getValuesByDay } from '../../../support/parse-wellness-lines.ts';

const TABLE: CsvTable = { header: ['Tag', 'Gewicht (lbs)', 'Zzz', 'Zzz 2'], rows: [], delimiter: ',' };
const MAPPING: ColumnMapping = {
  fingerprint: 'tag|gewicht (lbs)|zzz|zzz 2',
  dayColumn: 0,
  columns: [null, { key: 'weight' }, null, null],
};

describe('a column of an unknown table', () => {
  test('takes over a use from the column that had it', () => {
    const moved = setColumnUse(TABLE, MAPPING, 2, 'weight');

    expect([0, 1, 2].map(column => getColumnUse(moved, column))).toEqual(['day', 'ignore', 'weight']);
    const day = setColumnUse(TABLE, moved, 2, 'day');
    expect([0, 1, 2].map(column => getColumnUse(day, column))).toEqual(['ignore', 'ignore', 'day']);
    expect(setColumnUse(TABLE, day, 2, 'ignore').dayColumn).toBeUndefined();
    expect(getColumnUse(setColumnUse(TABLE, MAPPING, 0, 'hrv'), 0)).toBe('hrv');
  });

  test('has the chosen unit, else the one in its name, else the one of Intervals.icu', () => {
    expect(getColumnUnit(TABLE, MAPPING, 1)).toBe('lb');
    expect(getColumnUnit(TABLE, setColumnUnit(MAPPING, 1, 'st'), 1)).toBe('st');
    expect(getColumnUnit(TABLE, setColumnUse(TABLE, MAPPING, 2, 'sleepSecs'), 2)).toBe('s');
    expect(getColumnUnit(TABLE, MAPPING, 3)).toBeUndefined();
  });

  test('is offered units that can be parsed, the one of Intervals.icu first', () => {
    for (const { key } of wellnessFields) {
      const field = getWellnessField(key);
      const factors = getUnitChoices(key).map(unit => field && getUnitFactor(field, unit));

      expect(factors).not.toContain(undefined);
      expect(factors[0] ?? 1).toBe(1);
      expect(new Set(factors).size).toBe(factors.length);
    }
    expect(getUnitChoices('bloodGlucose')).toEqual(['mmol/L', 'mg/dL']);
  });

  test('has an ambiguous date order only where the cells leave it open', () => {
    const rows = (cell: string) => ({ ...TABLE, rows: [{ line: 2, cells: [cell] }] });

    expect(isDateOrderAmbiguous(rows('3/4/2026'), MAPPING)).toBe(true);
    expect(isDateOrderAmbiguous(rows('2026-03-04'), MAPPING)).toBe(false);
    expect(isDateOrderAmbiguous(rows('13/4/2026'), MAPPING)).toBe(false);
    expect(isDateOrderAmbiguous(rows('4/13/2026'), MAPPING)).toBe(false);
    expect(setDateOrder(setDateOrder(MAPPING, 'mdy'), undefined)).toEqual(MAPPING);
  });

  test('B10 has an assumed unit where none is stated and a weight could be in pounds', () => {
    const rows = (cell: string) => [{ line: 2, cells: ['', cell] }];
    const bare = { ...TABLE, header: ['Tag', 'Gewicht', 'Zzz', 'Zzz 2'] };

    expect(isUnitAssumed({ ...bare, rows: rows('157,2') }, MAPPING, 1)).toBe(true);
    expect(isUnitAssumed({ ...bare, rows: rows('71,4') }, MAPPING, 1)).toBe(false);
    expect(isUnitAssumed({ ...bare, rows: rows('157.2 lb') }, MAPPING, 1)).toBe(false);
    expect(isUnitAssumed({ ...TABLE, rows: rows('157,2') }, MAPPING, 1)).toBe(false);
    expect(isUnitAssumed({ ...bare, rows: rows('157,2') }, setColumnUnit(MAPPING, 1, 'kg'), 1)).toBe(false);
    expect(isUnitAssumed({ ...bare, rows: rows('157,2') }, MAPPING, 2)).toBe(false);
  });

  test('B10 is offered its logarithm only where it has it', () => {
    expect(getUnitChoices('hrv', 'ln(ms)')).toEqual(['ms', 's', 'ln(ms)']);
    expect(getUnitChoices('hrv')).toEqual(['ms', 's']);
    const mapping = { ...MAPPING, columns: [null, { key: 'hrv' as const, unit: 'ln(ms)' }, null, null] };
    expect(getColumnUnit(TABLE, mapping, 1)).toBe('ln(ms)');
  });
});

describe('an import file', () => {
  beforeEach(() => fakeBrowser.reset());

  const read = (text: string, signal = new AbortController().signal) =>
    parseImportFile(new File([text], 'mine.csv'), BERLIN, { signal, onProgress: () => undefined });
  const importedIn = (file: WellnessImportFile | undefined): WellnessImport => {
    if (!file || !('result' in file)) throw new Error('not read');
    return file.result;
  };
  const CSV = 'Tag,Gewicht (lbs),Zzz,Zzz 2\n03.04.2026,157.41,7.5,8\n04.04.2026,"158,8,9\n';

  test('with known columns is read by the saved mapping', async () => {
    const first = importedIn(await read(CSV));
    expect(getValuesByDay(first)).toEqual({ '2026-04-03': { weight: 71.4 } });
    const { table, mapping: proposed } = first.unknownTable ?? { table: TABLE, mapping: MAPPING };
    // No night lasts 8 seconds: the unit is guessed.
    const mapping = setColumnUse(table, proposed, 2, 'sleepSecs');
    const again = applyColumnMapping(first, mapping, BERLIN);
    expect(getValuesByDay(again)).toEqual({ '2026-04-03': { weight: 71.4, sleepSecs: 27_000 } });
    expect(again.rejected.map(({ reason }) => reason)).toContain('damaged');

    await saveColumnMappings([mapping]);

    expect(getValuesByDay(importedIn(await read(CSV)))).toEqual(getValuesByDay(again));
  });

  test('without days has a problem, and an aborted one is undefined', async () => {
    expect(await read('hello')).toMatchObject({ name: 'mine.csv', problem: { kind: 'no-days' } });
    expect(await read(CSV, AbortSignal.abort())).toBeUndefined();
  });

  test('C5 of a known program is read again with the order of day and month that the athlete chose', async () => {
    const header = 'date,HR,AVNN,SDNN,rMSSD';
    const file = await read([header, '2026-01-08,41,1474,89.2,70.8', '2026-02-08,41,1474,89.2,76.1'].join('\n'));
    const first = importedIn(file);
    expect([first.days, hasOpenDates(first)]).toEqual([[], true]);

    const chosen = applyDateOrder(first, 'dmy', BERLIN);
    expect(getValuesByDay(chosen)).toMatchObject({ '2026-08-01': { hrv: 70.8 }, '2026-08-02': { hrv: 76.1 } });
    expect([chosen.openDates?.dateOrder, hasOpenDates(chosen)]).toEqual(['dmy', false]);
    expect(applyDateOrder(chosen, undefined, BERLIN).days).toEqual([]);
    expect(Object.keys(getValuesByDay(applyDateOrder(chosen, 'mdy', BERLIN)))).toEqual(['2026-01-08', '2026-02-08']);
  });
});

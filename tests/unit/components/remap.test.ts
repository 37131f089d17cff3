import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type ImportedFile, readFile, remapped } from '../../../components/wellness/import/read-file.ts';
import {
  canBeEitherOrder,
  offeredUnits,
  unitInUse,
  useOf,
  withOrder,
  withUnit,
  withUse,
} from '../../../components/wellness/import/remap.ts';
import { wellnessField, wellnessFields } from '../../../lib/wellness/fields.ts';
import type { Imported, Table } from '../../../lib/wellness/import/imported.ts';
import type { Mapping } from '../../../lib/wellness/import/mapping.ts';
import { factorOf } from '../../../lib/wellness/import/units.ts';
import { rememberMappings } from '../../../lib/wellness/mapping-store.ts';
import { BERLIN, daysOf } from '../../support/read-wellness-lines.ts';

const TABLE: Table = { header: ['Tag', 'Gewicht (lbs)', 'Zzz', 'Zzz 2'], rows: [], delimiter: ',' };
const MAPPING: Mapping = {
  fingerprint: 'tag|gewicht (lbs)|zzz|zzz 2',
  day: 0,
  columns: [null, { key: 'weight' }, null, null],
};

describe('a column of somebody’s own table', () => {
  test('is given a use, which the column that had it loses', () => {
    const moved = withUse(TABLE, MAPPING, 2, 'weight');

    expect([0, 1, 2].map(column => useOf(moved, column))).toEqual(['day', 'nothing', 'weight']);
    const day = withUse(TABLE, moved, 2, 'day');
    expect([0, 1, 2].map(column => useOf(day, column))).toEqual(['nothing', 'nothing', 'day']);
    expect(withUse(TABLE, day, 2, 'nothing').day).toBeUndefined();
    expect(useOf(withUse(TABLE, MAPPING, 0, 'hrv'), 0)).toBe('hrv');
  });

  test('is in the unit that is said, else in the one of its name, else in that of Intervals.icu', () => {
    expect(unitInUse(TABLE, MAPPING, 1)).toBe('lb');
    expect(unitInUse(TABLE, withUnit(MAPPING, 1, 'st'), 1)).toBe('st');
    expect(unitInUse(TABLE, withUse(TABLE, MAPPING, 2, 'sleepSecs'), 2)).toBe('s');
    expect(unitInUse(TABLE, MAPPING, 3)).toBeUndefined();
  });

  test('is offered units that can be read, the one of Intervals.icu first', () => {
    for (const { key } of wellnessFields) {
      const field = wellnessField(key);
      const factors = offeredUnits(key).map(unit => field && factorOf(field, unit));

      expect(factors).not.toContain(undefined);
      expect(factors[0] ?? 1).toBe(1);
      expect(new Set(factors).size).toBe(factors.length);
    }
    expect(offeredUnits('bloodGlucose')).toEqual(['mmol/L', 'mg/dL']);
  });

  test('is asked which number of a day comes first only where cells leave that open', () => {
    const rows = (cell: string) => ({ ...TABLE, rows: [{ line: 2, cells: [cell] }] });

    expect(canBeEitherOrder(rows('3/4/2026'), MAPPING)).toBe(true);
    expect(canBeEitherOrder(rows('2026-03-04'), MAPPING)).toBe(false);
    expect(withOrder(withOrder(MAPPING, 'mdy'), undefined)).toEqual(MAPPING);
  });
});

describe('a file', () => {
  beforeEach(() => fakeBrowser.reset());

  const read = (text: string, signal = new AbortController().signal) =>
    readFile(new File([text], 'mine.csv'), BERLIN, { signal, onRead: () => undefined });
  const importedIn = (file: ImportedFile | undefined): Imported => {
    if (!file || !('imported' in file)) throw new Error('not read');
    return file.imported;
  };
  const CSV = 'Tag,Gewicht (lbs),Zzz,Zzz 2\n03.04.2026,157.41,7.5,8\n04.04.2026,"158,8,9\n';

  test('of a kind that was explained once is read as was said then', async () => {
    const first = importedIn(await read(CSV));
    expect(daysOf(first)).toEqual({ '2026-04-03': { weight: 71.4 } });
    const { table, proposed } = first.unknown ?? { table: TABLE, proposed: MAPPING };
    // Nobody sleeps eight seconds: the unit is proposed.
    const mapping = withUse(table, proposed, 2, 'sleepSecs');
    const again = remapped(first, mapping, BERLIN);
    expect(daysOf(again)).toEqual({ '2026-04-03': { weight: 71.4, sleepSecs: 27_000 } });
    expect(again.notUnderstood.map(({ why }) => why)).toContain('damaged');

    await rememberMappings([mapping]);

    expect(daysOf(importedIn(await read(CSV)))).toEqual(daysOf(again));
  });

  test('that is none of use says why, and one that nobody waits for says nothing', async () => {
    expect(await read('hello')).toMatchObject({ name: 'mine.csv', problem: { kind: 'no-days' } });
    expect(await read(CSV, AbortSignal.abort())).toBeUndefined();
  });
});

import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storage } from 'wxt/utils/storage';
import {
  deleteColumnMappings,
  findColumnMapping,
  saveColumnMappings,
  watchColumnMappingCount,
} from '../../../../lib/features/wellness/column-mapping-store.ts';
import type { ColumnMapping } from '../../../../lib/formats/wellness/column-mapping.ts';

const HEADER = ['Tag', 'Gewicht (kg)', 'Zzz'];
const MAPPING: ColumnMapping = {
  fingerprint: 'tag|gewicht (kg)|zzz',
  dayColumn: 0,
  dateOrder: 'dmy',
  columns: [null, { key: 'weight' }, { key: 'sleepSecs', unit: 'h' }],
};

beforeEach(() => fakeBrowser.reset());

test('a saved mapping is found for a table with the same header', async () => {
  await saveColumnMappings([MAPPING]);

  expect(await findColumnMapping(['TAG', 'Gewicht  (kg)', 'zzz'])).toEqual(MAPPING);
  expect(await findColumnMapping(['Tag', 'Zzz', 'Gewicht (kg)'])).toBeUndefined();
});

test('the newest mapping of a table counts, and all mappings can be deleted', async () => {
  const counts: number[] = [];
  watchColumnMappingCount(count => counts.push(count));
  await saveColumnMappings([MAPPING]);
  await saveColumnMappings([MAPPING, { ...MAPPING, dateOrder: 'mdy' }]);

  expect(await findColumnMapping(HEADER)).toMatchObject({ dateOrder: 'mdy' });
  await deleteColumnMappings();
  expect(await findColumnMapping(HEADER)).toBeUndefined();
  expect(counts.at(-1)).toBe(0);
  expect(counts).not.toContain(2);
});

test('several mappings can be saved at once', async () => {
  await saveColumnMappings([MAPPING, { fingerprint: 'date|hrv', dayColumn: 0, columns: [null, { key: 'hrv' }] }]);

  expect(await findColumnMapping(HEADER)).toEqual(MAPPING);
  expect(await findColumnMapping(['Date', 'HRV'])).toMatchObject({ dayColumn: 0 });
});

test('a damaged mapping is dropped alone', async () => {
  await storage.setItem('local:wellnessColumnMappings', { mappings: [{ fingerprint: 3 }, MAPPING, null] });

  expect(await findColumnMapping(HEADER)).toEqual(MAPPING);
});

test('a mapping is not used for a table with the same fingerprint and another number of columns', async () => {
  await saveColumnMappings([MAPPING]);

  expect(await findColumnMapping(['Tag', 'Gewicht (kg)|Zzz'])).toBeUndefined();
});

test('a mapping is dropped after fifty newer ones', async () => {
  await saveColumnMappings([MAPPING]);
  for (let n = 0; n < 50; n += 1) await saveColumnMappings([{ ...MAPPING, fingerprint: `table ${n}` }]);

  expect(await findColumnMapping(HEADER)).toBeUndefined();
});

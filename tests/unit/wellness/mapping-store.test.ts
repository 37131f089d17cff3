import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storage } from 'wxt/utils/storage';
import type { Mapping } from '../../../lib/wellness/import/mapping.ts';
import {
  forgetMappings,
  recallMapping,
  rememberMappings,
  watchMappings,
} from '../../../lib/wellness/mapping-store.ts';

const HEADER = ['Tag', 'Gewicht (kg)', 'Zzz'];
const MAPPING: Mapping = {
  fingerprint: 'tag|gewicht (kg)|zzz',
  day: 0,
  order: 'dmy',
  columns: [null, { key: 'weight' }, { key: 'sleepSecs', unit: 'h' }],
};

beforeEach(() => fakeBrowser.reset());

test('what was said of a table is known when a table with the same header comes', async () => {
  await rememberMappings([MAPPING]);

  expect(await recallMapping(['TAG', 'Gewicht  (kg)', 'zzz'])).toEqual(MAPPING);
  expect(await recallMapping(['Tag', 'Zzz', 'Gewicht (kg)'])).toBeUndefined();
});

test('the newest word about a table counts, and all of it can be forgotten', async () => {
  const counts: number[] = [];
  watchMappings(count => counts.push(count));
  await rememberMappings([MAPPING]);
  await rememberMappings([MAPPING, { ...MAPPING, order: 'mdy' }]);

  expect(await recallMapping(HEADER)).toMatchObject({ order: 'mdy' });
  await forgetMappings();
  expect(await recallMapping(HEADER)).toBeUndefined();
  expect(counts.at(-1)).toBe(0);
  expect(counts).not.toContain(2);
});

test('what was said of several tables at once is all kept', async () => {
  await rememberMappings([MAPPING, { fingerprint: 'date|hrv', day: 0, columns: [null, { key: 'hrv' }] }]);

  expect(await recallMapping(HEADER)).toEqual(MAPPING);
  expect(await recallMapping(['Date', 'HRV'])).toMatchObject({ day: 0 });
});

test('a damaged word takes no other with it', async () => {
  await storage.setItem('local:wellnessMappings', [{ fingerprint: 3 }, MAPPING, null]);

  expect(await recallMapping(HEADER)).toEqual(MAPPING);
});

test('a table whose names are joined alike and that has other columns is another one', async () => {
  await rememberMappings([MAPPING]);

  expect(await recallMapping(['Tag', 'Gewicht (kg)|Zzz'])).toBeUndefined();
});

test('what was said of fifty other tables since is forgotten', async () => {
  await rememberMappings([MAPPING]);
  for (let n = 0; n < 50; n += 1) await rememberMappings([{ ...MAPPING, fingerprint: `table ${n}` }]);

  expect(await recallMapping(HEADER)).toBeUndefined();
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { daysOf, readLines, reportOf } from './read.ts';
import { READ } from './read-by-a-person.ts';

const FOLDER = '../shared/fixtures/wellness/';
const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

describe.runIf(files.length > 0)('the shared fixtures', () => {
  test('are all in the table', () => {
    expect(files.toSorted()).toEqual(Object.keys(READ).toSorted());
  });

  test.each(Object.entries(READ).map(([name, expected]) => ({ name, ...expected })))(
    '$name',
    async ({ name, days, why }) => {
      const imported = await readLines(new Uint8Array(readFileSync(FOLDER + name)), name);

      expect(daysOf(imported)).toEqual(days);
      expect(reportOf(imported)).toEqual(expect.arrayContaining([...(why ?? [])]));
    },
  );
});

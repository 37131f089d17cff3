import { describe, expect, test } from 'vitest';
import { getValuesByDay, listRejected, parseWellnessLines } from '../support/parse-wellness-lines.ts';
import { extraFixture, extraFixtures } from './extra-files.ts';
import { READ } from './read-by-a-person.ts';

describe('the extra wellness exports', () => {
  test('are all in the table', () => {
    expect(extraFixtures('wellness').toSorted()).toEqual(Object.keys(READ).toSorted());
  });

  test.each(Object.entries(READ).map(([name, expected]) => ({ name, ...expected })))(
    'include $name, which is read as a person reads it',
    async ({ name, days, why }) => {
      const imported = await parseWellnessLines(extraFixture(`wellness/${name}`), name);

      expect(getValuesByDay(imported)).toEqual(days);
      expect(listRejected(imported)).toEqual(expect.arrayContaining([...(why ?? [])]));
    },
  );
});

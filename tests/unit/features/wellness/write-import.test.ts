import { expect, test } from 'vitest';
import { toDayRanges } from '../../../../lib/features/wellness/conflict-check.ts';
import { getEditsToWrite, planImport } from '../../../../lib/features/wellness/import-plan.ts';
import { refreshWellness } from '../../../../lib/features/wellness/refresh-wellness.ts';
import { getWellnessDays } from '../../../../lib/features/wellness/wellness-store.ts';
import { addDays, eachDay } from '../../../../lib/platform/calendar-date.ts';
import { parseWellnessLines } from '../../../support/parse-wellness-lines.ts';
import { emulator, last, me, puts, undoLast, write } from '../../../support/wellness-driver.ts';

const FIRST = '2024-01-01';
const DAYS = eachDay(FIRST, addDays(FIRST, 799));
const ALL = new Set(['weight', 'hrv']);

/** The plan for importing a file, compared with the emulator's days. */
async function planned(lines: string[]) {
  const { days } = await parseWellnessLines(lines);
  const known = await Promise.all(
    toDayRanges(days).map(async range => {
      await refreshWellness(range);
      return getWellnessDays(me(), range);
    }),
  );
  return planImport(days, known.flat());
}

test('an import of several years is written a year at a time, and can be undone', async () => {
  emulator.seed.wellness([
    { id: FIRST, weight: 80, hrv: 55 },
    { id: '2024-01-02', locked: true },
  ]);
  const plan = await planned(['date,weight,hrv', ...DAYS.map((day, n) => `${day},70.5,${40 + (n % 30)}`)]);

  await write(getEditsToWrite(plan, 'replace', ALL), { kind: 'import' });

  const bodies = puts() as { id: string }[][];
  expect(bodies.map(body => body.length)).toEqual([366, 366, 67]);
  expect(bodies.flat().map(({ id }) => id)).toEqual(DAYS.filter(day => day !== '2024-01-02'));
  expect(bodies[0]?.[0]).toEqual({ id: FIRST, weight: 70.5, hrv: 40 });
  expect(await last()).toMatchObject({ kind: 'import', state: 'sent', unwritten: [] });

  await undoLast();

  expect(emulator.wellness().find(({ id }) => id === FIRST)).toMatchObject({ weight: 80, hrv: 55 });
  expect(emulator.wellness().filter(({ weight }) => weight !== null)).toHaveLength(1);
});

test('an import that was written has no edits left', async () => {
  const lines = ['date,weight,hrv', '2026-03-03,71.4,60.123456', '2026-03-04,71,'];
  await write(getEditsToWrite(await planned(lines), 'fill', ALL), { kind: 'import' });

  expect(getEditsToWrite(await planned(lines), 'replace', ALL)).toEqual([]);
});

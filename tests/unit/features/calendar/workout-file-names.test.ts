import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeWorkoutFileNames } from '../../../../lib/features/calendar/workout-file-names.ts';
import { someEvent } from '../../../support/some-event.ts';

const nameWorkout = (name: string, type?: string) =>
  makeWorkoutFileNames([someEvent({ id: 7, name, ...(type && { type }) })], 'zwo').get(7);

describe('the file name of a workout', () => {
  test.each([
    ['Threshold 3x10', '2026-11-22 Threshold 3x10.zwo'],
    ['../../x.zwo', '2026-11-22 -..-x.zwo.zwo'],
    ['C:\\Windows\\con', '2026-11-22 C--Windows-con.zwo'],
    ['con', '2026-11-22 con.zwo'],
    ['Sweet spot: 3/4 <hard>?', '2026-11-22 Sweet spot- 3-4 -hard--.zwo'],
    ['  Easy\t\n ride . ', '2026-11-22 Easy ride.zwo'],
    ['\u202eowz.elgoog', '2026-11-22 owz.elgoog.zwo'],
    ['Läufe 🏃 überall', '2026-11-22 Läufe 🏃 überall.zwo'],
    ['', '2026-11-22 Ride.zwo'],
    ['...', '2026-11-22 Ride.zwo'],
  ])('for %j is %s', (name, expected) => {
    expect(nameWorkout(name)).toBe(expected);
  });

  test('says “Workout” without a name and a sport', () => {
    expect(makeWorkoutFileNames([someEvent({ name: '', type: '' })], 'fit').get(1)).toBe('2026-11-22 Workout.fit');
  });

  test('is cut between characters when it is too long for a disk', () => {
    expect(nameWorkout('x'.repeat(300))).toBe(`2026-11-22 ${'x'.repeat(80)}.zwo`);
    expect(nameWorkout('🚴'.repeat(300))).toBe(`2026-11-22 ${'🚴'.repeat(40)}.zwo`);
  });

  test('contains the number of the later one when two are the same on a day', () => {
    const events = [
      someEvent({ id: 9, name: 'TEMPO' }),
      someEvent({ id: 5, name: 'Tempo' }),
      someEvent({ id: 6, name: 'Tempo', day: '2026-11-23' }),
    ];
    expect([...makeWorkoutFileNames(events, 'zwo')]).toEqual([
      [5, '2026-11-22 Tempo.zwo'],
      [6, '2026-11-23 Tempo.zwo'],
      [9, '2026-11-22 TEMPO (9).zwo'],
    ]);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400, size: 'max' }),
  fc.string({
    unit: fc.constantFrom('.', '/', '\\', ' ', '~', 'a', 'A', ':', '\u202e', '\ud800'),
    maxLength: 20,
  }),
  fc.constantFrom('con', 'NUL', 'com1.zwo', 'Tempo (1)', 'Tempo', 'tempo', 'Tempo (2)', 'ﬁt', 'fit'),
);
const calendar = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 30 }),
    name: hostile,
    day: fc.constantFrom('2026-11-22', '2026-11-23'),
  }),
  { maxLength: 20 },
);
const toEvents = (rows: { id: number; name: string; day: string }[]) =>
  [...new Map(rows.map(row => [row.id, row])).values()].map(row => someEvent(row));

describe('the file names of any workouts', () => {
  test('are valid on every system, and stay in the folder', () => {
    fc.assert(
      fc.property(calendar, rows => {
        for (const name of makeWorkoutFileNames(toEvents(rows), 'zwo').values()) {
          expect(name).toMatch(/^2026-11-2[23] \S.*\.zwo$/);
          expect(name).not.toMatch(/[<>:"/\\|?*~\p{Cc}\p{Cf}\p{Cs}]/u);
          expect(name.slice(0, -'.zwo'.length)).not.toMatch(/[\s.]$/);
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
        }
      }),
    );
  });

  test('are unique, also where upper case does not count', () => {
    fc.assert(
      fc.property(calendar, rows => {
        const events = toEvents(rows);
        const names = [...makeWorkoutFileNames(events, 'fit').values()].map(name =>
          name.normalize('NFKC').toLowerCase(),
        );
        expect(new Set(names).size).toBe(events.length);
      }),
    );
  });

  test('do not depend on the order or on other days', () => {
    fc.assert(
      fc.property(calendar, rows => {
        const events = toEvents(rows);
        const all = makeWorkoutFileNames(events, 'zwo');
        const some = events.filter(({ day }) => day === '2026-11-22').toReversed();
        for (const [id, name] of makeWorkoutFileNames(some, 'zwo')) expect(name).toBe(all.get(id));
      }),
    );
  });
});

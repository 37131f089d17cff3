import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getActivityFileStems } from '../../../../lib/features/activity-export/export-file-names.ts';
import { foldName } from '../../../../lib/formats/portable-names.ts';

const stemOf = (name: string | undefined, start?: string, type?: string) =>
  getActivityFileStems([{ id: 'i7', name, start, type }]).get('i7');

describe('the file name of an activity', () => {
  test.each([
    ['Morning Ride', '2026-11-22T08:12:00', '2026-11-22 0812 Morning Ride'],
    ['Alp / d’Huez?', '2026-11-22T08:12:59', '2026-11-22 0812 Alp - d’Huez-'],
    ['../../etc', '2026-11-22T23:59:00', '2026-11-22 2359 -..-etc'],
    ['', '2026-11-22T08:12:00', '2026-11-22 0812 VirtualRide'],
    ['Long ago', undefined, 'Long ago'],
    ['Odd', 'yesterday', 'Odd'],
  ])('for %j at %s is %s', (name, start, stem) => {
    expect(stemOf(name, start, 'VirtualRide')).toBe(stem);
  });

  test('is “Activity” without a name and a sport', () => {
    expect(stemOf(undefined)).toBe('Activity');
  });

  test('contains the ID of the later one when two are the same', () => {
    const start = '2026-11-22T08:12:00';
    const stems = getActivityFileStems([
      { id: 'i9', name: 'RIDE', start },
      { id: 'i5', name: 'Ride', start },
    ]);

    expect([stems.get('i5'), stems.get('i9')]).toEqual(['2026-11-22 0812 Ride', '2026-11-22 0812 RIDE (i9)']);
  });

  test('stays in its folder, whatever the ID of the later one is', () => {
    const start = '2026-11-22T08:12:00';
    const ids = ['i1', 'i2/../../evil'];
    const stems = getActivityFileStems(ids.map(id => ({ id, name: 'Ride', start })));

    expect(stems.get('i2/../../evil')).toBe('2026-11-22 0812 Ride (i2-..-..-evil)');
  });

  test('is unique on any disk, and sorts by time', () => {
    const hour = { min: new Date('2026-03-03T08:00Z'), max: new Date('2026-03-03T09:00Z') };
    const years = { min: new Date('2000-01-01'), max: new Date('2030-01-01') };
    // Many at once, so that names meet.
    const minute = fc.oneof(
      fc.constant(hour.min),
      ...[hour, years].map(span => fc.date({ ...span, noInvalidDate: true })),
    );
    const activity = fc.record({
      id: fc.integer({ min: 1, max: 99 }).map(n => `i${n}`),
      name: fc.oneof(fc.string(), fc.constantFrom('Ride', 'ride', 'RIDE')),
      start: minute.map(at => at.toISOString().slice(0, 19)),
    });
    fc.assert(
      fc.property(fc.uniqueArray(activity, { selector: ({ id }) => id }), activities => {
        const stems = getActivityFileStems(activities);
        expect(new Set([...stems.values()].map(foldName)).size).toBe(activities.length);
        const byStem = activities.toSorted((a, b) => ((stems.get(a.id) ?? '') < (stems.get(b.id) ?? '') ? -1 : 1));
        const minutes = byStem.map(({ start }) => start.slice(0, 16));
        expect(minutes).toEqual(minutes.toSorted());
      }),
    );
  });
});

describe('S16 the file name of an activity without a start', () => {
  test.each(['CON', 'nul', 'Aux', 'prn', 'COM1', 'lpt9', 'com²', 'CONIN$', 'con.fit', 'nul .x'])(
    'is none that Windows keeps for a device: %s',
    name => {
      expect(stemOf(name)).toBe(`_${name}`);
    },
  );

  test.each(['Contest', 'COM10', 'Nullarbor', 'Aux Alpes'])('stays as it is: %s', name => {
    expect(stemOf(name)).toBe(name);
  });
});

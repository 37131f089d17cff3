import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWorkoutDoc } from '../../../../lib/formats/workouts/workout-doc.ts';

/** A value, or any other JSON in its place. */
const orAnything = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 });
const anyValue = (usual: Record<string, fc.Arbitrary<unknown>>) =>
  orAnything(
    fc.record(Object.fromEntries(Object.entries(usual).map(([key, one]) => [key, orAnything(one)])), {
      requiredKeys: [],
    }),
  );
const number = fc.oneof(fc.integer({ min: -1, max: 4000 }), fc.double());
const target = anyValue({
  value: number,
  start: number,
  end: number,
  units: fc.constantFrom('%ftp', 'power_zone', ''),
});

/** A `workout_doc` with wrong values at some keys. */
const { doc: anyWorkoutDoc } = fc.letrec(tie => ({
  steps: fc.array(
    anyValue({
      ...{ duration: number, distance: number, reps: number, text: fc.string(), ramp: fc.boolean() },
      ...{
        power: target,
        hr: target,
        pace: target,
        cadence: target,
        _power: target,
        _hr: target,
        _pace: target,
      },
      steps: tie('steps'),
    }),
    { maxLength: 4, depthIdentifier: 'nesting' },
  ),
  doc: anyValue({
    ...{ duration: number, distance: number, ftp: number, lthr: number, threshold_pace: number },
    ...{ target: fc.constantFrom('POWER', 'HR', 'NONE'), pace_units: fc.string(), steps: tie('steps') },
    zoneTimes: fc.array(anyValue({ id: fc.string(), name: fc.string(), max: number, gap: fc.boolean() })),
  }),
}));

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('parseWorkoutDoc', () => {
  test('reads the targets as planned and as resolved', () => {
    const doc = parseWorkoutDoc({
      duration: 600,
      ftp: 240,
      target: 'POWER',
      steps: [
        { duration: 600, power: { value: 40, units: '%ftp' }, _power: { value: 96, start: 93, end: 99 } },
        { reps: 2, steps: [{ distance: 400, pace: { value: 1.5, units: 'pace_zone' } }] },
      ],
      zoneTimes: [
        { id: 'Z2', max: 75, name: 'Z2' },
        { id: 'Z1', max: 55, name: 'Z1' },
        { id: 'SS', gap: true, max: 97, min: 84 },
      ],
    });

    expect(doc).toEqual({
      durationSecs: 600,
      ftp: 240,
      target: 'POWER',
      steps: [
        {
          durationSecs: 600,
          power: { value: 40, units: '%ftp' },
          watts: { value: 96, start: 93, end: 99 },
        },
        { reps: 2, steps: [{ distanceM: 400, pace: { value: 1.5, units: 'pace_zone' } }] },
      ],
      powerZones: [
        { name: 'Z1', topPercent: 55 },
        { name: 'Z2', topPercent: 75 },
      ],
    });
  });

  test.each([-5, 0, -1.5e308, null, '55', Number.POSITIVE_INFINITY, Number.NaN])(
    'keeps the other zones when the upper end of one is %o',
    max => {
      const zones = [{ id: 'Z2', max: 75 }, { id: 'odd', max }, null, { id: 'Z1', max: 55 }];

      expect(parseWorkoutDoc({ zoneTimes: zones })?.powerZones).toEqual([
        { name: 'Z1', topPercent: 55 },
        { name: 'Z2', topPercent: 75 },
      ]);
      expect(parseWorkoutDoc({ zoneTimes: [{ id: 'odd', max }] })).not.toHaveProperty('powerZones');
    },
  );

  test('never throws, whatever the content', () => {
    fc.assert(
      fc.property(fc.oneof(anyWorkoutDoc, fc.jsonValue()), value => {
        const doc = parseWorkoutDoc(value);
        expect(numbersIn(doc).filter(number => !(number >= 0 && number < Number.POSITIVE_INFINITY))).toEqual([]);
      }),
    );
  });

  test('truncates a document with too many steps or too deep nesting, and says so', () => {
    const nested = JSON.parse(`${'{"reps":2,"steps":['.repeat(2000)}${']}'.repeat(2000)}`);

    expect(parseWorkoutDoc({ steps: Array(50_000).fill({ duration: 60 }) })).toMatchObject({
      isTruncated: true,
      steps: { length: 5000 },
    });
    expect(parseWorkoutDoc({ steps: [nested] })?.isTruncated).toBe(true);
    expect(parseWorkoutDoc({ zoneTimes: Array(50_000).fill({ max: 1 }) })?.powerZones).toHaveLength(20);
  });
});

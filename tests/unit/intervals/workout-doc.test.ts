import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWorkoutDoc } from '../../../lib/intervals/workout-doc.ts';

describe('a workout_doc', () => {
  test('is read with its targets as planned and as resolved, in units of our own names', () => {
    const doc = readWorkoutDoc({
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
    'keeps its other zones where the top of one is %o',
    max => {
      const zones = [{ id: 'Z2', max: 75 }, { id: 'odd', max }, null, { id: 'Z1', max: 55 }];

      expect(readWorkoutDoc({ zoneTimes: zones })?.powerZones).toEqual([
        { name: 'Z1', topPercent: 55 },
        { name: 'Z2', topPercent: 75 },
      ]);
      expect(readWorkoutDoc({ zoneTimes: [{ id: 'odd', max }] })).not.toHaveProperty('powerZones');
    },
  );

  test('of whatever a server sends is read without a complaint', () => {
    fc.assert(fc.property(fc.jsonValue(), value => void readWorkoutDoc({ steps: value })));
    fc.assert(fc.property(fc.jsonValue(), value => void readWorkoutDoc(value)));
  });

  test('with more steps than anybody plans, or nested without end, is cut short and says so', () => {
    const nested = JSON.parse(`${'{"reps":2,"steps":['.repeat(2000)}${']}'.repeat(2000)}`);

    expect(readWorkoutDoc({ steps: Array(50_000).fill({ duration: 60 }) })).toMatchObject({
      cutShort: true,
      steps: { length: 5000 },
    });
    expect(readWorkoutDoc({ steps: [nested] })?.cutShort).toBe(true);
    expect(readWorkoutDoc({ zoneTimes: Array(50_000).fill({ max: 1 }) })?.powerZones).toHaveLength(20);
  });
});

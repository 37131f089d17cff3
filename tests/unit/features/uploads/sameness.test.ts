import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareSameness, type SamenessVerdict } from '../../../../lib/features/uploads/sameness.ts';
import { type ActivityClaims, isTimeZoneShift } from '../../../../lib/features/uploads/sameness-evidence.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../lib/platform/time.ts';
import { makeLabelledPairs, makeSeason } from '../../../support/labelled-pairs.ts';
import { judgePairs } from '../../../support/sameness-figures.ts';

const START = Date.UTC(2026, 9, 3, 8, 0, 17);
const ride: ActivityClaims = { startMs: START, durationSecs: 3600, distanceM: 30_000, sport: 'ride' };
const compare = (change: ActivityClaims, recorded = ride) => compareSameness(recorded, { ...ride, ...change });

describe('A4 an activity and a recording of it', () => {
  test.each<[string, ActivityClaims, SamenessVerdict]>([
    ['with the same start and measures', {}, 'same'],
    ['rounded by another format', { startMs: START + 2 * SECOND, durationSecs: 3603, distanceM: 30_200 }, 'same'],
    ['of no known sport', { sport: 'other' }, 'same'],
    ['whose type was changed', { sport: 'strength' }, 'probably-same'],
    ['whose type was changed to a run', { sport: 'run', distanceM: 29_990 }, 'probably-same'],
    [
      'whose GPS had no fix for six seconds',
      { startMs: START + 6 * SECOND, durationSecs: 3594, distanceM: 29_940 },
      'probably-same',
    ],
    [
      'whose GPS had no fix for ten minutes',
      { startMs: START + 10 * MINUTE, durationSecs: 3000, distanceM: 25_500 },
      'probably-same',
    ],
    ['of a second device, 3 s later', { startMs: START + 3 * SECOND, durationSecs: 3597 }, 'probably-same'],
    [
      'of a second device, 45 s later',
      { startMs: START + 45 * SECOND, durationSecs: 3555, distanceM: 29_500 },
      'probably-same',
    ],
    [
      'of a second device that ran on in the café',
      { startMs: START - 5 * SECOND, durationSecs: 5000, distanceM: 30_100 },
      'probably-same',
    ],
    [
      'rounded to the minute by a site',
      { startMs: START - 17 * SECOND, durationSecs: 3600, distanceM: 30_000 },
      'probably-same',
    ],
    [
      'two hours off, with a distance that is 0.9 % off',
      { startMs: START + 2 * HOUR, distanceM: 29_730 },
      'probably-same',
    ],
    ['two hours off, and five seconds longer', { startMs: START + 2 * HOUR, durationSecs: 3605 }, 'probably-same'],
    ['two hours off, whose type was changed', { startMs: START + 2 * HOUR, sport: 'walk' }, 'probably-same'],
    [
      'two hours off, whose GPS had no fix for six seconds',
      { startMs: START + 2 * HOUR + 6 * SECOND, durationSecs: 3594, distanceM: 29_950 },
      'probably-same',
    ],
    ['in Nepal’s time', { startMs: START - 5 * HOUR - 45 * MINUTE }, 'probably-same'],
    ['a quarter of an hour later', { startMs: START + 15 * MINUTE, durationSecs: 3600 }, 'different'],
    ['14 h 15 off, more than any clock is from UTC', { startMs: START + 14 * HOUR + 15 * MINUTE }, 'different'],
    ['the same hour of the next day', { startMs: START + DAY }, 'different'],
    ['the same hour of the day before', { startMs: START - DAY }, 'different'],
    ['an hour later to the second', { startMs: START + HOUR }, 'probably-same'],
    ['a minute behind it', { startMs: START + HOUR + MINUTE }, 'different'],
    [
      'the way home, at a whole hour',
      { startMs: START + 9 * HOUR, durationSecs: 3700, distanceM: 30_050 },
      'different',
    ],
  ])('%s', (_, change, verdict) => {
    expect(compare(change).verdict).toBe(verdict);
  });

  test('with nothing but the same start is a question', () => {
    expect(compareSameness(ride, { startMs: START }).verdict).toBe('probably-same');
    expect(compareSameness(ride, { startMs: START, sport: 'run' }).verdict).toBe('probably-same');
  });

  test('without distances is the same only if the sport is the same word', () => {
    const { distanceM: _, ...indoors } = ride;

    expect(compareSameness(indoors, indoors).verdict).toBe('same');
    expect(compareSameness(indoors, { ...indoors, sport: 'other' }).verdict).toBe('probably-same');
  });

  test('by another model of device is a question, for two athletes may have started together', () => {
    const edge = { ...ride, device: 'Garmin Edge 830' };

    expect(compareSameness(edge, { ...ride, device: 'Wahoo ELEMNT Bolt 2' }).verdict).toBe('probably-same');
    expect(compareSameness(edge, { ...ride, device: 'Edge 830' }).verdict).toBe('same');
    expect(compareSameness(edge, { ...ride, device: 'Garmin 3122' }).verdict).toBe('same');
    expect(compareSameness(edge, { ...ride, device: 'Garmin Connect' }).verdict).toBe('same');
  });

  test.each([
    ['36 s and 120 m later', 36, 120],
    ['12 s and 60 m later', 12, 60],
    ['27 s later, indoors', 27, undefined],
    ['of an unknown length and 150 m later', undefined, 150],
  ])('by somebody who started at the same second and stopped %s is a question', (_, secs, metres) => {
    const { durationSecs = 0, distanceM = 0, ...started } = ride;
    const together = {
      ...started,
      ...(secs !== undefined && { durationSecs: durationSecs + secs }),
      ...(metres !== undefined && { distanceM: distanceM + metres }),
    };

    expect(compareSameness(ride, together).verdict).toBe('probably-same');
  });

  test('whose pauses a site leaves out is the same if its distance is', () => {
    expect(compare({ durationSecs: 3570, distanceM: 30_004 }).verdict).toBe('same');
  });

  test('without a start is another one', () => {
    expect(compareSameness({}, ride)).toEqual({ verdict: 'different', reasons: ['no-time'] });
    expect(compareSameness({ ...ride, startMs: Number.NaN }, ride).verdict).toBe('different');
  });

  test('by one device that overlap are one, for it makes one recording at a time', () => {
    const part = { startMs: START + 25 * MINUTE, durationSecs: 3500, distanceM: 29_000 };

    expect(compare(part).verdict).toBe('different');
    expect(compare({ ...part, device: 'Garmin Edge 830' }, { ...ride, device: 'edge830' }).verdict).toBe(
      'probably-same',
    );
  });
});

describe('Seen beside: two hours on the trainer', () => {
  const hour: ActivityClaims = { startMs: Date.UTC(2026, 9, 3, 7), durationSecs: 3600, sport: 'ride' };

  test.each([
    ['exactly a day apart', DAY, 'different'],
    ['two days apart', 2 * DAY, 'different'],
    ['in the morning and in the evening of one day', 11 * HOUR + 7 * MINUTE, 'different'],
    ['eleven hours apart to the second', 11 * HOUR, 'probably-same'],
  ])('%s are never called the same', (_, apartMs, verdict) => {
    expect(compareSameness(hour, { ...hour, startMs: Date.UTC(2026, 9, 3, 7) + apartMs }).verdict).toBe(verdict);
  });
});

test('Seen beside: two hours on the trainer with other distances are two', () => {
  expect(compare({ startMs: START + 11 * HOUR, distanceM: 31_000 }).verdict).toBe('different');
});

test('a length of years, made by one damaged time, overlaps with nothing', () => {
  const damaged = { ...ride, startMs: START - 300 * DAY, durationSecs: 73_938_663 };

  expect(compareSameness(damaged, { ...damaged, startMs: START - 299 * DAY }).verdict).toBe('different');
  expect(compareSameness(damaged, { ...damaged, distanceM: 29_900 }).verdict).not.toBe('different');
});

describe('A1 an ID', () => {
  const known = { ...ride, ids: ['21000000001'] };
  const other = (change: ActivityClaims) => compareSameness(known, { ...known, ...change });

  test('is proof with a time and a length that fit', () => {
    const found = other({ startMs: START + 3 * MINUTE, durationSecs: 3300 });

    expect(found.verdict).toBe('same');
    expect(found.reasons[0]).toBe('same-id');
  });

  test.each<[string, ActivityClaims]>([
    ['six hours off', { startMs: START + 6 * HOUR }],
    ['a day off', { startMs: START + DAY }],
    ['of ten times the length', { durationSecs: 36_000, distanceM: 300_000 }],
  ])('is a question %s', (_, change) => {
    expect(other(change).verdict).toBe('probably-same');
  });

  test('is a question without a time', () => {
    expect(compareSameness(known, { ids: ['21000000001'] })).toMatchObject({
      verdict: 'probably-same',
      reasons: ['same-id', 'no-time'],
    });
  });
});

test('no clock is whole days off, and none a quarter of an hour', () => {
  const shifts = [15 * MINUTE, 30 * MINUTE, HOUR, 13 * HOUR + 45 * MINUTE, 14 * HOUR, 15 * HOUR, DAY].map(gap =>
    isTimeZoneShift(gap),
  );

  expect(shifts).toEqual([false, true, true, true, true, false, false]);
});

const claims: fc.Arbitrary<ActivityClaims> = fc.record(
  {
    startMs: fc.integer({ min: 0, max: 4 * 3600 }).map(secs => START + secs * SECOND),
    durationSecs: fc.oneof(fc.integer({ min: -1, max: 4 * 3600 }), fc.constant(Number.NaN)),
    distanceM: fc.integer({ min: 0, max: 50_000 }),
    sport: fc.constantFrom('ride' as const, 'run' as const, 'other' as const),
    device: fc.constantFrom('', 'Edge 830', 'Garmin Edge 830', 'Bolt 2'),
    ids: fc.constantFrom([], ['1'], ['2', '1']),
  },
  { requiredKeys: [] },
);

test('a comparison has the same result in both directions, and says why', () => {
  fc.assert(
    fc.property(claims, claims, (a, b) => {
      const found = compareSameness(a, b);
      expect(compareSameness(b, a)).toEqual(found);
      expect(new Set(found.reasons).size).toBe(found.reasons.length);
    }),
  );
});

test('what is the same stays at least a question when less is known of it', () => {
  fc.assert(
    fc.property(claims, fc.constantFrom('durationSecs', 'distanceM', 'sport', 'device', 'ids'), (a, key) => {
      fc.pre(compareSameness(a, a).verdict === 'same');
      const { [key]: _, ...less } = a;
      expect(compareSameness(a, less).verdict).not.toBe('different');
    }),
  );
});

describe('A4 of labelled pairs', () => {
  const figures = judgePairs(makeLabelledPairs(makeSeason(200)));

  test('there are thousands, of both labels', () => {
    expect(Math.min(figures.twins, figures.nearMisses)).toBeGreaterThan(2500);
  });

  test('no near miss is taken for the same activity', () => {
    expect(figures.wrongSame.slice(0, 3)).toEqual([]);
  });

  test('at least 99 % of the twins are recognised or asked about', () => {
    expect(figures.missedTwins.length).toBeLessThanOrEqual(0.01 * figures.twins);
  });

  test('at most 1 % of the near misses are asked about', () => {
    expect(figures.questions.length).toBeLessThanOrEqual(0.01 * figures.nearMisses);
  });
});

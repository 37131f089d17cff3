import { describe, expect, test } from 'vitest';
import type { Activity } from '../../../lib/intervals/activity.ts';
import { findLike, idsNear, isExact } from '../../../lib/outbox/likeness.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../lib/time.ts';
import { NOON, someUpload } from './some-upload.ts';

const START = NOON - HOUR;

const activity = (change: Partial<Activity> = {}): Activity => ({
  id: 'i1',
  name: 'Morning Ride',
  sport: 'ride',
  startMs: START,
  elapsedSecs: 3600,
  distanceM: 30_000,
  uploaded: false,
  stravaStub: false,
  ...change,
});

const likeness = (change: Partial<Activity>, upload = someUpload()) =>
  findLike(upload, [activity(change)])?.likeness;

describe('an activity is like an upload', () => {
  test.each<[string, Partial<Activity>, string | undefined]>([
    ['with the same start, sport and measures', {}, 'same-activity'],
    [
      'within two seconds and a hundredth of the distance',
      { startMs: START + 2 * SECOND, distanceM: 30_290 },
      'same-activity',
    ],
    ['with the same start but another distance', { distanceM: 12_000 }, 'same-start'],
    ['with the same start and nothing to measure', { distanceM: 0, elapsedSecs: 0 }, 'same-start'],
    ['whose sport is not told apart', { sport: 'other' }, 'same-activity'],
    ['by an hour, in another zone', { startMs: START + HOUR }, 'time-zone-slip'],
    [
      'by five and three quarter hours, in Nepal',
      { startMs: START - 5 * HOUR - 45 * MINUTE },
      'time-zone-slip',
    ],
    ['by an hour, but with another distance', { startMs: START + HOUR, distanceM: 25_000 }, undefined],
    ['by nine hours, the way home of a commute', { startMs: START + 9 * HOUR, distanceM: 30_120 }, undefined],
    ['by twenty minutes', { startMs: START + 20 * MINUTE }, undefined],
    ['a day later, the same commute', { startMs: START + DAY + 3 * HOUR }, undefined],
    ['three seconds off', { startMs: START + 3 * SECOND }, undefined],
    ['at the same second, but a run', { sport: 'run' }, undefined],
    ['only as a stub of Strava', { stravaStub: true }, undefined],
  ])('%s', (_, change, expected) => {
    expect(likeness(change)).toBe(expected);
  });

  test('by its Garmin id, whatever its start says', () => {
    expect(likeness({ externalId: '99', startMs: START + 9 * DAY }, someUpload({ externalId: '99' }))).toBe(
      'same-id',
    );
  });

  test('by an earlier upload of the same bytes, though it was edited since', () => {
    expect(likeness({ sport: 'run', startMs: 0 }, someUpload({ activities: [{ id: 'i1' }] }))).toBe(
      'same-file',
    );
  });

  test('and the surest likeness wins', () => {
    const match = findLike(someUpload({ externalId: '99' }), [
      activity({ id: 'i2', distanceM: 1 }),
      activity({ id: 'i3', externalId: '99' }),
    ]);

    expect(match).toMatchObject({ id: 'i3', likeness: 'same-id', name: 'Morning Ride' });
  });
});

test('only likenesses beyond doubt are exact', () => {
  expect((['same-file', 'same-id', 'same-activity'] as const).every(isExact)).toBe(true);
  expect((['same-start', 'time-zone-slip'] as const).some(isExact)).toBe(false);
});

test('the activities around a recording are those within two days, and those without a time', () => {
  const { startMs: _, ...undated } = activity({ id: 'stub' });

  expect(
    idsNear(someUpload(), [activity(), activity({ id: 'far', startMs: START + 3 * DAY }), undated]),
  ).toEqual(['i1', 'stub']);
});

import { describe, expect, test } from 'vitest';
import {
  findDuplicate,
  getNearbyActivityIds,
  isCertainMatch,
} from '../../../../lib/features/uploads/duplicate-matching.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../lib/platform/time.ts';
import type { Activity } from '../../../../lib/services/intervals/activity.ts';
import { NOON, someUpload } from '../../../support/some-upload.ts';

const START = NOON - HOUR;

const activity = (change: Partial<Activity> = {}): Activity => ({
  id: 'i1',
  name: 'Morning Ride',
  sport: 'ride',
  startMs: START,
  elapsedSecs: 3600,
  distanceM: 30_000,
  isUploadedFile: false,
  isStravaStub: false,
  ...change,
});

const likeness = (change: Partial<Activity>, upload = someUpload()) =>
  findDuplicate(upload, [activity(change)])?.kind;

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
    ['by 13 h 45, with equal measures', { startMs: START + 13 * HOUR + 45 * MINUTE }, 'time-zone-slip'],
    ['by 14 hours, the most that a clock is from UTC', { startMs: START - 14 * HOUR }, 'time-zone-slip'],
    [
      'by an hour, with a distance that another program measured',
      { startMs: START + HOUR, distanceM: 30_140 },
      'time-zone-slip',
    ],
    [
      'by nine hours, the way home of a commute, which takes two minutes more',
      { startMs: START + 9 * HOUR, elapsedSecs: 3720, distanceM: 30_120 },
      undefined,
    ],
    ['by an hour, and its distance by a hundredth', { startMs: START + HOUR, distanceM: 30_300 }, undefined],
    ['by twenty minutes', { startMs: START + 20 * MINUTE }, undefined],
    ['by 14 h 07', { startMs: START + 14 * HOUR + 7 * MINUTE }, undefined],
    ['by 14 h 15, more than any clock is from UTC', { startMs: START + 14 * HOUR + 15 * MINUTE }, undefined],
    ['the commute of the day after', { startMs: START + DAY, distanceM: 30_020 }, undefined],
    ['by 26 hours', { startMs: START + 26 * HOUR }, undefined],
    ['three seconds off', { startMs: START + 3 * SECOND }, undefined],
    ['at the same second, but a run', { sport: 'run' }, undefined],
    ['only as a stub of Strava', { isStravaStub: true }, undefined],
  ])('%s', (_, change, expected) => {
    expect(likeness(change)).toBe(expected);
  });

  const indoors = (session: { durationSecs?: number; distanceM?: number }) =>
    someUpload({
      recording: { format: 'fit', sessions: [{ sport: 'ride', startMs: START, ...session }], warnings: [] },
    });

  test('by an hour, indoors, where nobody knows a distance and the lengths are equal to the second', () => {
    const { distanceM: _, ...there } = activity({ startMs: START + HOUR });
    expect(findDuplicate(indoors({ durationSecs: 3600 }), [there])?.kind).toBe('time-zone-slip');
    expect(findDuplicate(indoors({ durationSecs: 3605 }), [there])).toBeUndefined();
  });

  test('by an hour not where only distances are known: those of a commute are always equal', () => {
    const { elapsedSecs: _, ...there } = activity({ startMs: START + HOUR });
    expect(findDuplicate(indoors({ distanceM: 30_000 }), [there])).toBeUndefined();
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
    const match = findDuplicate(someUpload({ externalId: '99' }), [
      activity({ id: 'i2', distanceM: 1 }),
      activity({ id: 'i3', externalId: '99' }),
    ]);

    expect(match).toMatchObject({ id: 'i3', kind: 'same-id', name: 'Morning Ride' });
  });
});

test('only likenesses beyond doubt are exact', () => {
  expect((['same-file', 'same-id', 'same-activity'] as const).every(isCertainMatch)).toBe(true);
  expect((['same-start', 'time-zone-slip'] as const).some(isCertainMatch)).toBe(false);
});

test('the activities around a recording are those within two days, and those without a time', () => {
  const { startMs: _, ...undated } = activity({ id: 'stub' });

  expect(
    getNearbyActivityIds(someUpload(), [
      activity(),
      activity({ id: 'far', startMs: START + 3 * DAY }),
      undated,
    ]),
  ).toEqual(['i1', 'stub']);
});

import { describe, expect, test } from 'vitest';
import {
  findDuplicate,
  getNearbyActivityIds,
  getStarts,
  isCertainMatch,
} from '../../../../lib/features/uploads/duplicate-matching.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../lib/platform/time.ts';
import type { Activity } from '../../../../lib/services/intervals/activity.ts';
import { NOON, someUpload } from '../../../support/some-upload.ts';

const START = NOON - HOUR;
const ZONE = 'Europe/Berlin';

const activity = (change: Partial<Activity> = {}): Activity => ({
  id: 'i1',
  name: 'Morning Ride',
  sport: 'ride',
  startMs: START,
  elapsedSecs: 3600,
  distanceM: 30_000,
  isUploadedFile: false,
  visibility: 'full',
  ...change,
});

const likeness = (change: Partial<Activity>, upload = someUpload()) =>
  findDuplicate(upload, [activity(change)], ZONE)?.kind;

describe('findDuplicate finds or rules out a match with an activity', () => {
  test.each<[string, Partial<Activity>, string | undefined]>([
    ['with the same start, sport and measures', {}, 'same-activity'],
    [
      'within two seconds and a hundredth of the distance',
      { startMs: START + 2 * SECOND, distanceM: 30_290 },
      'same-activity',
    ],
    ['with the same start but another distance', { distanceM: 12_000 }, 'same-start'],
    ['with the same start and nothing to measure', { distanceM: 0, elapsedSecs: 0 }, 'same-start'],
    ['whose sport is unknown', { sport: 'other' }, 'same-activity'],
    ['one hour off, in another zone', { startMs: START + HOUR }, 'time-zone-shift'],
    ['five and three quarter hours off, in Nepal', { startMs: START - 5 * HOUR - 45 * MINUTE }, 'time-zone-shift'],
    ['one hour off, but with another distance', { startMs: START + HOUR, distanceM: 25_000 }, undefined],
    ['13 h 45 off, with equal measures', { startMs: START + 13 * HOUR + 45 * MINUTE }, 'time-zone-shift'],
    ['14 hours off, the most that a clock is from UTC', { startMs: START - 14 * HOUR }, 'time-zone-shift'],
    [
      'one hour off, with a distance that another program measured',
      { startMs: START + HOUR, distanceM: 30_140 },
      'time-zone-shift',
    ],
    [
      'nine hours off, the way home of a commute, which takes two minutes more',
      { startMs: START + 9 * HOUR, elapsedSecs: 3720, distanceM: 30_120 },
      undefined,
    ],
    [
      'one hour off, with the distance of another format',
      { startMs: START + HOUR, distanceM: 30_300 },
      'time-zone-shift',
    ],
    ['twenty minutes off', { startMs: START + 20 * MINUTE }, undefined],
    ['14 h 07 off', { startMs: START + 14 * HOUR + 7 * MINUTE }, undefined],
    ['14 h 15 off, more than any clock is from UTC', { startMs: START + 14 * HOUR + 15 * MINUTE }, undefined],
    ['of the commute on the next day', { startMs: START + DAY, distanceM: 30_020 }, undefined],
    ['26 hours off', { startMs: START + 26 * HOUR }, undefined],
    ['three seconds off', { startMs: START + 3 * SECOND }, 'same-time'],
    ['at the same second, but a run', { sport: 'run' }, 'same-start'],
    ['that is only a Strava placeholder', { visibility: 'strava-placeholder' }, undefined],
  ])('%s', (_, change, expected) => {
    expect(likeness(change)).toBe(expected);
  });

  const indoors = (session: { durationSecs?: number; distanceM?: number }) =>
    someUpload({
      recording: { format: 'fit', sessions: [{ sport: 'ride', startMs: START, ...session }], warnings: [] },
    });

  test('one hour off, indoors, without a distance, only if the durations are equal to the second', () => {
    const { distanceM: _, ...there } = activity({ startMs: START + HOUR });
    expect(findDuplicate(indoors({ durationSecs: 3600 }), [there], ZONE)?.kind).toBe('time-zone-shift');
    expect(findDuplicate(indoors({ durationSecs: 3605 }), [there], ZONE)).toBeUndefined();
  });

  test('one hour off, not if only distances are known, because those of a commute are always equal', () => {
    const { elapsedSecs: _, ...there } = activity({ startMs: START + HOUR });
    expect(findDuplicate(indoors({ distanceM: 30_000 }), [there], ZONE)).toBeUndefined();
  });

  test('by an earlier upload of the same bytes, although it was edited since', () => {
    expect(likeness({ sport: 'run', startMs: 0 }, someUpload({ activities: [{ id: 'i1' }] }))).toBe('same-file');
  });

  test('and prefers the most certain of several', () => {
    const match = findDuplicate(
      someUpload({ externalId: '99' }),
      [activity({ id: 'i2', distanceM: 1 }), activity({ id: 'i3', externalId: '99' })],
      ZONE,
    );

    expect(match).toMatchObject({ id: 'i3', kind: 'same-id', name: 'Morning Ride' });
  });
});

describe('A1 an ID', () => {
  const known = (change: Partial<Activity>, externalId = '21000000001') =>
    likeness({ externalId: '21000000001', ...change }, someUpload({ externalId }));

  test.each<[string, Partial<Activity>, string | undefined]>([
    ['with the same start and measures', {}, 'same-id'],
    ['with a start and a duration that fit', { startMs: START + 4 * MINUTE, elapsedSecs: 3300 }, 'same-id'],
    ['in another form', { externalId: '21000000001_ACTIVITY.fit' }, 'same-id'],
    ['with the prefix of another program', { externalId: 'garmin:21000000001' }, 'same-id'],
    ['six hours off', { startMs: START + 6 * HOUR + 7 * MINUTE }, 'id-only'],
    ['six hours off, of the same length', { startMs: START + 6 * HOUR }, 'time-zone-shift'],
    ['on the next day', { startMs: START + DAY }, 'id-only'],
    ['nine days off', { startMs: START + 9 * DAY }, 'id-only'],
    ['of a far longer activity', { elapsedSecs: 36_000, distanceM: 300_000 }, 'same-start'],
    ['of an activity without measures', { elapsedSecs: 0, distanceM: 0 }, 'same-start'],
  ])('%s', (_, change, expected) => {
    expect(known(change)).toBe(expected);
  });

  test('is no proof for several recordings when only one of them is there', () => {
    const sessions = [0, 3600].map(secs => ({
      sport: 'ride' as const,
      startMs: START + 1000 * secs,
      durationSecs: 3600,
    }));
    const upload = someUpload({ externalId: '21000000001', recording: { format: 'fit', sessions, warnings: [] } });

    expect(likeness({ externalId: '21000000001' }, upload)).toBe('same-start');
  });
});

test('only matches by file, by ID or by start and measures are certain', () => {
  expect((['same-file', 'same-id', 'same-activity'] as const).every(isCertainMatch)).toBe(true);
  expect((['same-start', 'time-zone-shift'] as const).some(isCertainMatch)).toBe(false);
});

test('the nearby activities of a recording are those within two days, and those without a time', () => {
  const { startMs: _, ...undated } = activity({ id: 'stub' });

  expect(
    getNearbyActivityIds(someUpload(), [activity(), activity({ id: 'far', startMs: START + 3 * DAY }), undated]),
  ).toEqual(['i1', 'stub']);
});

describe('A6 a recording that does not agree with itself about its start', () => {
  const doubtful = (possibleStarts: number[]) =>
    someUpload({
      recording: {
        format: 'fit',
        sessions: [{ sport: 'ride', startMs: START - 40 * DAY, durationSecs: 3600, distanceM: 30_000 }],
        possibleStarts,
        warnings: ['odd-times'],
      },
    });

  test('is compared at every start that it could have, and what is found there is a question', () => {
    expect(likeness({}, doubtful([START - 90 * DAY, START]))).toBe('same-start');
    expect(likeness({ sport: 'run' }, doubtful([START]))).toBe('same-start');
    expect(likeness({}, doubtful([]))).toBeUndefined();
  });

  test('is compared at each of them in all of its sessions', () => {
    const upload = doubtful([START]);
    const swim = { sport: 'swim' as const, startMs: START - 40 * DAY - 3_600_000, durationSecs: 1500, distanceM: 1500 };
    const recording = upload.recording && { ...upload.recording, sessions: [swim, ...upload.recording.sessions] };

    expect(likeness({}, { ...upload, ...(recording && { recording }) })).toBe('same-start');
  });

  test('is also compared at the athlete’s local time where its times have no zone', () => {
    const local = { sport: 'ride' as const, startMs: START + HOUR, durationSecs: 3000, distanceM: 25_000 };
    const recording = { format: 'gpx' as const, sessions: [local], warnings: ['no-zone' as const] };
    const later = { startMs: START + 20 * SECOND, distanceM: 25_300, elapsedSecs: 3050 };

    expect(likeness(later, someUpload({ recording }))).toBe('same-time');
    expect(likeness(later, someUpload({ recording: { ...recording, warnings: [] } }))).toBeUndefined();
  });

  test('has all of these starts for the list of activities', () => {
    expect(getStarts(doubtful([START]).recording)).toEqual([START - 40 * DAY, START]);
  });
});

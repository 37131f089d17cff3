import { describe, expect, test } from 'vitest';
import { findGarminId, findGarminIdOfArchive, toPlainActivityId } from '../../../lib/formats/garmin-id.ts';

const START = Date.UTC(2026, 9, 3, 8, 15);
const seconds = String(START / 1000);

describe('A1 a number in a file name', () => {
  test.each([
    ['1234567890_ACTIVITY.fit', '1234567890'],
    ['21000015838_ACTIVITY (2).fit', '21000015838'],
    ['activity_21000015838.tcx', '21000015838'],
    ['activity_2100001583 (1).gpx', '2100001583'],
  ])('is Garmin’s ID in %s', (name, id) => {
    expect(findGarminId(name, [START])).toBe(id);
  });

  test.each([
    ['a date', 'activity_20261003.fit'],
    ['a date, saved twice', 'activity_20261003 (1).fit'],
    ['a date with the hour', 'activity_2026100308.fit'],
    ['the date of another day with the hour', 'activity_2019022823.fit'],
    ['a date with a counter', 'activity_20261003001.fit'],
    ['a date of six digits with hours and minutes', 'activity_2610030815.fit'],
    ['a date that begins with the day', 'activity_31102026081.fit', Date.UTC(2026, 9, 31)],
    ['a date that begins with the month', 'activity_10312026081.fit', Date.UTC(2026, 9, 31)],
    ['a date with hours and minutes', 'activity_202610030815.fit'],
    ['a date with seconds', 'activity_20261003081500.fit'],
    ['the date of another day with seconds', 'activity_250301153012.fit'],
    ['that, beginning with the day', 'activity_310325153012.fit'],
    ['that, beginning with the month', 'activity_103126153012.fit'],
    ['the date of another day that begins with it, with hours and minutes', 'activity_310320251530.fit'],
    ['seconds since 1970', `activity_${seconds}.fit`],
    ['milliseconds since 1970', `${START}_ACTIVITY.fit`],
    ['a counter', 'activity_12345.fit'],
    ['nine digits', '234721416_ACTIVITY.fit'],
    ['one with leading zeros', 'activity_00000012345.fit'],
    ['one without Garmin’s word', '21000015838.fit'],
  ])('is not Garmin’s ID when it is %s', (_, name, start = START) => {
    expect(findGarminId(name, [start])).toBeUndefined();
  });

  test('is not Garmin’s ID when it is the second at which the file was saved', () => {
    expect(findGarminId('activity_1764400000.fit', [START, 1_764_400_000_000 + 3_600_000])).toBeUndefined();
  });

  test.each([
    ['21000015838.zip', '21000015838'],
    ['2100001583 (1).zip', '2100001583'],
    ['20261003.zip', undefined],
    ['234721416.zip', undefined],
    ['2026100308.zip', undefined],
    [`${seconds}.zip`, undefined],
  ])('of an archive is judged likewise: %s', (name, id) => {
    expect(findGarminIdOfArchive(name, [START])).toBe(id);
  });
});

test.each([
  '21000015838',
  ' 21000015838 ',
  '21000015838_ACTIVITY.fit',
  '21000015838_ACTIVITY (1).fit',
  '21000015838_ACTIVITY',
  'activity_21000015838.tcx',
  'activity_21000015838.fit.gz',
  '21000015838.zip',
  'garmin:21000015838',
])('programs write one Garmin ID as “%s”', id => {
  expect(toPlainActivityId(id)).toBe('21000015838');
});

test.each(['strava:21000015838', '21000015838-2', 'gc-1', 'ride 21000015838.fit', ''])('“%s” is another ID', id => {
  expect(toPlainActivityId(id)).toBe(id);
});

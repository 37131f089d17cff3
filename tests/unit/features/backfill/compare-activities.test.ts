import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BackfillFinding, isSendable } from '../../../../lib/features/backfill/backfill-search.ts';
import { compareActivities } from '../../../../lib/features/backfill/compare-activities.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../lib/platform/time.ts';
import type { Activity } from '../../../../lib/services/intervals/activity.ts';
import type { ListedSiteActivity } from '../../../../lib/services/sites/site.ts';

const START = Date.UTC(2026, 6, 4, 6, 12, 31);
const ZONE = 'Europe/Berlin';

const row = (change: Partial<ListedSiteActivity> = {}): ListedSiteActivity => ({
  id: '21000000001',
  name: 'Morning ride',
  startMs: START,
  sport: 'ride',
  durationSecs: 3600,
  distanceM: 30_000,
  ...change,
});

const activity = (change: Partial<Activity> = {}): Activity => ({
  id: 'i1',
  name: 'On Intervals.icu',
  sport: 'ride',
  startMs: START,
  elapsedSecs: 3600,
  distanceM: 30_000,
  visibility: 'full',
  isUploadedFile: false,
  ...change,
});

const stub = (localMs: number): Activity => ({
  id: '9',
  sport: 'other',
  localMs,
  visibility: 'strava-placeholder',
  isUploadedFile: false,
});

const hidden = (change: Partial<Activity>): Activity => ({
  id: 'i7',
  sport: 'other',
  isUploadedFile: false,
  visibility: 'hidden',
  ...change,
});

const only = (listed: ListedSiteActivity, ...activities: Activity[]): BackfillFinding | undefined =>
  compareActivities([listed], activities, ZONE)[0];

describe('an activity of a site is', () => {
  test.each<[string, ListedSiteActivity, Activity[], Partial<BackfillFinding>]>([
    ['missing when Intervals.icu has no activity', row(), [], { verdict: 'missing' }],
    ['there with the same start and measures', row(), [activity()], { verdict: 'there', matchKind: 'same-activity' }],
    [
      'there by its ID, with a time and a duration that fit',
      row(),
      [activity({ externalId: 'garmin:21000000001', startMs: START + 3 * MINUTE, distanceM: 29_000 })],
      { verdict: 'there', matchKind: 'same-id' },
    ],
    [
      'unsure by its ID at another time',
      row(),
      [activity({ externalId: '21000000001', startMs: START - 40 * DAY })],
      { verdict: 'unsure', matchKind: 'id-only' },
    ],
    [
      'unsure with its clock hours off and the same measures',
      row(),
      [activity({ startMs: START + 5 * HOUR + 45 * MINUTE })],
      { verdict: 'unsure', matchKind: 'time-zone-shift', clockOffMs: 5 * HOUR + 45 * MINUTE },
    ],
    [
      'unsure with its clock hours off and nearly the same distance',
      row(),
      [activity({ startMs: START - 13 * HOUR - 45 * MINUTE, distanceM: 30_120 })],
      { verdict: 'unsure', matchKind: 'time-zone-shift', clockOffMs: 13 * HOUR + 45 * MINUTE },
    ],
    [
      'missing next to the commute of the day before',
      row(),
      [activity({ startMs: START - DAY, distanceM: 30_020 })],
      { verdict: 'missing' },
    ],
    [
      'missing next to one that is 26 hours later',
      row(),
      [activity({ startMs: START + 26 * HOUR })],
      { verdict: 'missing' },
    ],
    [
      'unsure with its clock an hour off when only the time was measured',
      row({ distanceM: 0 }),
      [activity({ startMs: START + HOUR, distanceM: 0 })],
      { verdict: 'unsure', matchKind: 'time-zone-shift' },
    ],
    [
      'missing next to the way home',
      row(),
      [activity({ startMs: START + 9 * HOUR, elapsedSecs: 3720, distanceM: 30_120 })],
      { verdict: 'missing' },
    ],
    [
      'unsure next to one that starts at the same time',
      row(),
      [activity({ distanceM: 9000 })],
      { verdict: 'unsure', matchKind: 'same-start' },
    ],
    [
      'unsure next to a run at the same time',
      row(),
      [activity({ sport: 'run' })],
      { verdict: 'unsure', matchKind: 'same-start' },
    ],
    [
      'unsure next to one whose minutes were rounded',
      row(),
      [activity({ startMs: START - 31 * SECOND, elapsedSecs: 3660 })],
      { verdict: 'unsure', matchKind: 'same-time' },
    ],
    [
      'missing next to the same hour of the day before',
      row(),
      [activity({ startMs: START - DAY })],
      { verdict: 'missing' },
    ],
    ['a Strava placeholder by the athlete’s clock', row(), [stub(START + 2 * HOUR)], { verdict: 'strava' }],
    [
      'a Strava placeholder by the local clock',
      row({ localMs: START - 4 * HOUR }),
      [stub(START - 4 * HOUR + SECOND)],
      { verdict: 'strava' },
    ],
    [
      'unsure next to a placeholder with its clock hours off',
      row(),
      [stub(START - 4 * HOUR)],
      { verdict: 'unsure', clockOffMs: 6 * HOUR },
    ],
    ['missing next to a placeholder of the day before', row(), [stub(START - 22 * HOUR)], { verdict: 'missing' }],
    [
      'missing next to a placeholder of another minute',
      row(),
      [stub(START + 2 * HOUR + 40 * SECOND)],
      { verdict: 'missing' },
    ],
    [
      'there by its local time when the site gives no zone',
      row({ localMs: START, zoneUnknown: true }),
      [activity({ startMs: START - 2 * HOUR, localMs: START, distanceM: 30_100 })],
      { verdict: 'there', matchKind: 'same-activity' },
    ],
    [
      'unsure by its local time, hours off, when the site gives no zone',
      row({ localMs: START, zoneUnknown: true, distanceM: 0 }),
      [activity({ startMs: START - 2 * HOUR, localMs: START + HOUR, distanceM: 0 })],
      { verdict: 'unsure', matchKind: 'time-zone-shift', clockOffMs: HOUR },
    ],
    ['without a file when it was entered by hand', row({ hasFile: false }), [], { verdict: 'no-file' }],
    ['there although it was entered by hand', row({ hasFile: false }), [activity()], { verdict: 'there' }],
    ['unsure without a time', row({ startMs: Number.NaN }), [activity()], { verdict: 'unsure' }],
  ])('%s', (_, listed, activities, expected) => {
    expect(only(listed, ...activities)).toMatchObject(expected);
  });
});

describe('Hidden rows: an activity of a site, when Intervals.icu has one that it does not show, is', () => {
  test.each<[string, ListedSiteActivity, Partial<Activity>, Partial<BackfillFinding>]>([
    [
      'there by its ID alone',
      row(),
      { externalId: '21000000001_ACTIVITY.fit' },
      { verdict: 'there', matchKind: 'hidden' },
    ],
    ['there by the ID that the activity itself has', row(), { id: '21000000001' }, { verdict: 'there' }],
    ['there by the athlete’s clock', row(), { localMs: START + 2 * HOUR }, { verdict: 'there', matchKind: 'hidden' }],
    [
      'there by the local clock',
      row({ localMs: START - 4 * HOUR }),
      { localMs: START - 4 * HOUR },
      { verdict: 'there' },
    ],
    ['there by its start', row(), { startMs: START }, { verdict: 'there' }],
    [
      'unsure with its ID and another day',
      row(),
      { externalId: '21000000001', startMs: START - 9 * DAY },
      { verdict: 'unsure' },
    ],
    [
      'unsure by a start some minutes off',
      row(),
      { localMs: START + 2 * HOUR + 3 * MINUTE },
      { verdict: 'unsure', matchKind: 'hidden' },
    ],
    [
      'unsure with its clock hours off',
      row(),
      { localMs: START - 3 * HOUR },
      { verdict: 'unsure', matchKind: 'hidden' },
    ],
    ['unsure by the day alone', row(), { day: '2026-07-04' }, { verdict: 'unsure', matchKind: 'hidden-day' }],
    ['unsure when nothing is said', row(), {}, { verdict: 'unsure', matchKind: 'hidden-day' }],
    [
      'missing next to one of another hour',
      row(),
      { localMs: START + 5 * HOUR + 4 * SECOND, day: '2026-07-04' },
      { verdict: 'missing' },
    ],
    [
      'missing next to one of another day',
      row({ localMs: START + 2 * HOUR }),
      { day: '2026-07-05' },
      { verdict: 'missing' },
    ],
  ])('%s', (_, listed, change, expected) => {
    expect(only(listed, hidden(change))).toMatchObject(expected);
  });

  test('unsure for both of a day when one activity of that day is hidden', () => {
    const rows = [row(), row({ id: '2', startMs: START + 6 * HOUR })];

    expect(compareActivities(rows, [hidden({ day: '2026-07-04' })], ZONE).map(({ verdict }) => verdict)).toEqual([
      'unsure',
      'unsure',
    ]);
  });
});

test('a match of one activity does not hide another one with the same start', () => {
  const short = row({ id: '1', durationSecs: 1200, distanceM: 10_000 });
  const [first, second] = compareActivities([short, row({ id: '2' })], [activity()], ZONE);

  expect(first?.verdict).toBe('missing');
  expect(second).toMatchObject({ verdict: 'there', match: { id: 'i1' } });
});

test('one of two recordings of the same ride is missing when only one is on Intervals.icu', () => {
  const verdicts = compareActivities([row({ id: '1' }), row({ id: '2' })], [activity()], ZONE).map(
    ({ verdict }) => verdict,
  );

  expect(verdicts.sort()).toEqual(['missing', 'there']);
});

test('a match is reassigned when this gives another row a match too', () => {
  const [a, b] = [activity({ id: 'i1' }), activity({ id: 'i2', startMs: START + 3 * SECOND })];
  const found = compareActivities([row({ id: '1', startMs: START + 2 * SECOND }), row({ id: '2' })], [b, a], ZONE);

  expect(found.map(({ match }) => match?.id)).toEqual(['i2', 'i1']);
});

test('only an activity with a file that is not on Intervals.icu can be uploaded', () => {
  const findings = compareActivities([row(), row({ id: '2', hasFile: false })], [stub(START + 2 * HOUR)], ZONE);

  expect(findings.map(isSendable)).toEqual([true, false]);
});

/** A season as the two sides may know it: half hours apart at least, so that no two are alike by chance. */
const season = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40, size: 'max' })
  .chain(slots =>
    fc.tuple(fc.constant(slots), fc.array(fc.boolean(), { minLength: slots.length, maxLength: slots.length })),
  )
  .map(([slots, kept]) =>
    slots.map((slot, n) => {
      const startMs = START + slot * 31 * MINUTE;
      const measures = { durationSecs: 600 + 7 * slot, distanceM: 5000 + 173 * slot };
      return { listed: row({ id: String(n), startMs, ...measures }), isThere: kept[n] ?? false };
    }),
  );

const twinOf = ({ id, startMs, durationSecs = 0, distanceM = 0 }: ListedSiteActivity): Activity =>
  activity({ id: `i${id}`, startMs, elapsedSecs: durationSecs, distanceM });

test('exactly the activities that Intervals.icu does not have are missing, in any order of the two lists', () => {
  fc.assert(
    fc.property(season, fc.integer(), (rows, seed) => {
      const twins = rows.filter(({ isThere }) => isThere).map(({ listed }) => twinOf(listed));
      const activities = twins.sort((a, b) => (((a.startMs ?? 0) * seed) % 97) - (((b.startMs ?? 0) * seed) % 97));
      const findings = compareActivities(
        rows.map(({ listed }) => listed),
        activities,
        ZONE,
      );

      expect(findings.map(({ verdict }) => verdict)).toEqual(
        rows.map(({ isThere }) => (isThere ? 'there' : 'missing')),
      );
    }),
  );
});

/** Anything at all, as crowded as can be. */
const crowdedRow = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  startMs: fc.integer({ min: 0, max: 5 }).map(n => START + n * 15 * MINUTE),
  sport: fc.constantFrom('ride', 'run', 'other'),
  durationSecs: fc.constantFrom(600, 601, 3600),
  distanceM: fc.constantFrom(0, 5000, 5003),
  hasFile: fc.boolean(),
}) as fc.Arbitrary<ListedSiteActivity>;

const crowdedActivity = crowdedRow.chain(listed =>
  fc.boolean().map(stravaStub => ({
    ...(stravaStub ? stub(listed.startMs + 2 * HOUR) : twinOf(listed)),
    sport: listed.sport,
  })),
);

test('each activity matches one row at most, and no row is lost', () => {
  fc.assert(
    fc.property(
      fc.array(crowdedRow, { maxLength: 12 }),
      fc.array(crowdedActivity, { maxLength: 12 }),
      (rows, crowd) => {
        const activities = crowd.map((one, n) => ({ ...one, id: `i${n}` }));
        const findings = compareActivities(rows, activities, ZONE);
        const matched = findings.flatMap(({ match }) => match?.id ?? []);

        expect(findings.map(finding => finding.activity)).toEqual(rows);
        expect(new Set(matched).size).toBe(matched.length);
        expect(findings.every(({ verdict, match }) => verdict !== 'missing' || !match)).toBe(true);
      },
    ),
  );
});

test('ten thousand rows are compared quickly', () => {
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    row({ id: String(n), startMs: START + n * 7 * HOUR, distanceM: 5000 + n }),
  );
  const findings = compareActivities(rows, rows.filter((_, n) => n % 25 > 0).map(twinOf), ZONE);

  expect(findings.filter(({ verdict }) => verdict === 'missing')).toHaveLength(400);
});

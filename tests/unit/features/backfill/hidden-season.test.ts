import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getFindings } from '../../../../lib/features/backfill/backfill-store.ts';
import { compareActivities } from '../../../../lib/features/backfill/compare-activities.ts';
import { startSearch } from '../../../../lib/features/backfill/run-search.ts';
import { findDuplicate, isCertainMatch, isHiddenMatch } from '../../../../lib/features/uploads/duplicate-matching.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../lib/platform/time.ts';
import { toZonedTime } from '../../../../lib/platform/time-zone.ts';
import { listActivitiesBetween } from '../../../../lib/services/intervals/activities.ts';
import type { Client } from '../../../../lib/services/intervals/client.ts';
import type { ListedSiteActivity } from '../../../../lib/services/sites/site.ts';
import { makeActivity } from '../../../emulator/intervals/activity.ts';
import { makeAthlete } from '../../../emulator/intervals/athlete.ts';
import { hiddenForms, shown } from '../../../emulator/intervals/shown-activity.ts';
import { gpxFile } from '../../../fixtures/recordings.ts';
import { emulator, FakeSite, rideSpec, START } from '../../../support/backfill-driver.ts';
import { someUpload } from '../../../support/some-upload.ts';
import { addAndDrain, CAPTURE, PERSON, posts, uploads } from '../../../support/uploads-driver.ts';

const ME = makeAthlete({ id: 'i1', timezone: 'Europe/Berlin' });
const MEASURES = { sport: 'ride', durationSecs: 3600, distanceM: 30_000 } as const;

/** A ride of a season: when, whether Intervals.icu has it, and how it is shown there from the middle of the season on. */
const ride = fc.record({
  day: fc.integer({ min: 0, max: 60 }),
  minute: fc.integer({ min: 0, max: 1439 }),
  second: fc.integer({ min: 0, max: 59 }),
  isThere: fc.boolean(),
  form: fc.constantFrom(...hiddenForms),
  zone: fc.constantFrom('Europe/Berlin', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'),
});
type Ride = typeof ride extends fc.Arbitrary<infer Value> ? Value : never;

const season = fc.uniqueArray(ride, {
  minLength: 4,
  maxLength: 24,
  // A person does one thing at a time.
  selector: ({ day, minute }) => `${day} ${Math.floor(minute / 90)}`,
});

const getStart = ({ day, minute, second }: Ride) => START - day * DAY + minute * MINUTE + second * SECOND;

const getId = (ride: Ride) => String(21_000_000_000 + (Math.round(getStart(ride) / SECOND) % 1_000_000_000));

/** What Intervals.icu shows of the season, read by the product. */
async function readActivities(rides: Ride[]) {
  const rows = rides
    .filter(({ isThere }) => isThere)
    .map((ride, n) => {
      const json = makeActivity(ME, `i${n}`, {
        source: 'GARMIN_CONNECT',
        start_date: new Date(getStart(ride)).toISOString(),
        start_date_local: new Date(toZonedTime(ride.zone, getStart(ride))).toISOString().slice(0, 19),
        elapsed_time: MEASURES.durationSecs,
        distance: MEASURES.distanceM,
        external_id: getId(ride),
      });
      const hiddenAs = ride.day < 30 ? { hiddenAs: ride.form } : {};
      return shown({ json, file: undefined, deleted: false, ...hiddenAs });
    });
  const client = { send: async (_, schema) => ({ status: 200, body: schema.parse(rows) }) } as Pick<Client, 'send'>;
  return await listActivitiesBetween(client as Client, ME.id, START - 90 * DAY, START + 2 * DAY);
}

/** The row of a site's list: with Garmin's local time, without, and of a site that has other ids and no zones. */
function toRow(ride: Ride, site: 'with local time' | 'without' | 'another site'): ListedSiteActivity {
  const startMs = getStart(ride);
  const localMs = toZonedTime(ride.zone, startMs);
  if (site === 'without') return { ...MEASURES, id: getId(ride), startMs };
  if (site === 'with local time') return { ...MEASURES, id: getId(ride), startMs, localMs };
  return { ...MEASURES, id: `tp${getStart(ride)}`, startMs: localMs, localMs, zoneUnknown: true };
}

describe('Hidden rows: when Intervals.icu ceases to show what came from Garmin in the middle of a season', () => {
  const site = fc.constantFrom('with local time' as const, 'without' as const, 'another site' as const);

  test('no activity that is there is missing, and none that is missing is said to be there', async () => {
    await fc.assert(
      fc.asyncProperty(season, site, async (rides, listedBy) => {
        const rows = rides.map(one => toRow(one, listedBy));
        const findings = compareActivities(rows, await readActivities(rides), ME.timezone);

        for (const [n, { isThere }] of rides.entries()) {
          const { verdict } = findings[n] ?? {};
          if (isThere) expect(verdict).not.toBe('missing');
          else expect(verdict).not.toBe('there');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('no recording of an activity that is there is sent again by itself, or because a person chose the file', async () => {
    await fc.assert(
      fc.asyncProperty(season, fc.boolean(), async (rides, isNamed) => {
        const activities = await readActivities(rides);
        for (const one of rides.filter(({ isThere }) => isThere)) {
          const upload = someUpload({
            recording: { format: 'fit', sessions: [{ ...MEASURES, startMs: getStart(one) }], warnings: [] },
            ...(isNamed && { externalId: getId(one) }),
          });
          const { kind } = findDuplicate(upload, activities, ME.timezone) ?? {};

          expect(kind && (isCertainMatch(kind) || isHiddenMatch(kind))).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each(Array.from({ length: 18 }, (_, seed) => seed))(
    'nothing is offered as missing, and nothing is sent (season %i)',
    async seed => {
      const fake = new FakeSite(8);
      for (const [n, { id }] of fake.rows.entries()) {
        emulator.seed.activity({ file: gpxFile(rideSpec(n)), source: 'GARMIN_CONNECT', external_id: id });
      }
      const half = START - 3.5 * DAY;
      emulator.hideActivities(({ id, start_date }) =>
        Date.parse(start_date) > half ? hiddenForms[(seed + Number(id.slice(1))) % hiddenForms.length] : undefined,
      );
      const range = { fromMs: START - 30 * DAY, toMs: START + DAY };
      await (await startSearch(fake.source, range, fake.getPageAccess)).done;
      expect((await getFindings()).map(({ verdict }) => verdict)).not.toContain('missing');

      for (const [n, { id }] of fake.rows.entries()) {
        const { files } = await fake.source.fetchOriginal({ id }, await fake.getPageAccess());
        const [file] = files;
        // Half of them have no id in their name.
        const named = file && (seed % 2 === 0 ? file : new File([file], `ride ${n}.fit`));
        await addAndDrain(named ? [named] : [], n % 2 === 0 ? PERSON : CAPTURE);
      }
      expect(posts()).toHaveLength(0);
      expect(await uploads()).toHaveLength(8);
    },
  );
});

test('Hidden rows: a recording of another hour is sent beside a hidden activity, and one of its day is a question', async () => {
  const { id } = emulator.seed.activity({ file: gpxFile(rideSpec(0)), source: 'GARMIN_CONNECT' });
  emulator.hideActivities(() => 'stub');
  const later = { startMs: START + 5 * HOUR + 7 * MINUTE, durationSecs: 300 };
  await addAndDrain([new File([gpxFile(later)], 'later.gpx')]);
  expect(posts()).toHaveLength(1);

  emulator.hideActivities(activity => (activity.id === id ? 'day' : undefined));
  await addAndDrain([new File([gpxFile({ ...later, startMs: START + 9 * HOUR })], 'evening.gpx')]);
  expect((await uploads()).map(({ state }) => state)).toContainEqual(
    expect.objectContaining({ name: 'held', why: 'possible-duplicate', match: { id, kind: 'hidden-day' } }),
  );
});

test('Hidden rows: a placeholder of Strava is filled, as before', async () => {
  emulator.seed.activity({ file: gpxFile(rideSpec(0)), source: 'STRAVA' });
  await addAndDrain([new File([gpxFile(rideSpec(0))], 'ride.gpx')], CAPTURE);
  expect(posts()).toHaveLength(1);
});

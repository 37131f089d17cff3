import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { fitFile, gpxFile, makeZip } from '../../fixtures/recordings.ts';
import { emulatorForTests } from '../for-tests.ts';
import { basic, plainClient } from '../plain-client.ts';
import { readRecordings } from '../recordings/read-recordings.ts';

const ride = fitFile({ startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 90 });

const emulator = await emulatorForTests();
const client = plainClient(emulator);

describe('a download', () => {
  test('of the original returns what was uploaded, taken out of its zip and gzipped', async () => {
    const { json } = await client.upload(makeZip([{ name: 'ride.fit', bytes: ride }]), { name: 'ride.zip' });
    const { bytes, headers } = await download(`/activity/${json.id}/file`);
    expect(gunzipSync(bytes)).toEqual(Buffer.from(ride));
    expect([headers.get('content-disposition'), headers.get('content-encoding')]).toEqual([null, null]);
  });

  test.each(['fit', 'gpx'] as const)('of a generated %s returns a recording with the same start', async format => {
    const { id } = emulator.seed.activity({ file: ride });
    const { bytes } = await download(`/activity/${id}/${format}-file`);
    const [made] = readRecordings(gunzipSync(bytes));
    expect(made).toMatchObject({
      fileType: format,
      activities: [{ startDate: new Date('2026-03-01T07:00Z') }],
    });
    expect(made?.sha256).not.toBe(emulator.activities()[0]?.sha256);
    const withoutPower = await download(`/activity/${id}/${format}-file?power=false`);
    expect(withoutPower.bytes).not.toEqual(bytes);
  });

  test.each([
    [{ source: 'STRAVA' }, 'file', 'Cannot read Strava activities via the API'],
    [{ source: 'STRAVA' }, 'fit-file', 'Cannot read Strava activities via the API'],
    [{ source: 'MANUAL' }, 'file', 'Manual activities do not have a file'],
    [{ source: 'MANUAL' }, 'gpx-file', 'Manual activities do not have a file'],
    [{ source: 'GARMIN_CONNECT' }, 'file', 'Activity has no file'],
    [{ source: 'ZWIFT', trainer: true }, 'gpx-file', 'Activity does not have GPS data'],
  ] as const)('of %j is refused: there is no %s', async (seed, kind, error) => {
    const { id } = emulator.seed.activity(seed);
    const answer = await client.get(`/activity/${id}/${kind}`);
    expect([answer.status, answer.json]).toEqual([422, { status: 422, error }]);
  });

  test('of an unknown or another athlete’s activity is refused', async () => {
    emulator.addAthlete({ id: 'i999' });
    const { id } = emulator.seed.activity({ file: ride, athleteId: 'i999' });
    expect((await client.get('/activity/i1/file')).status).toBe(404);
    expect((await client.get(`/activity/${id}/file`)).status).toBe(403);
  });

  test('returns the whole file even where a range is asked for', async () => {
    const { id } = emulator.seed.activity({ file: ride });
    const { status, bytes } = await download(`/activity/${id}/file`, { Range: 'bytes=10-20' });
    expect([status, gunzipSync(bytes).length]).toEqual([200, ride.length]);
  });

  test('has the headers that a test sets', async () => {
    emulator.downloadHeaders = { 'Content-Disposition': 'attachment; filename="i1.fit.gz"' };
    const { id } = emulator.seed.activity({ file: ride });
    const { headers } = await download(`/activity/${id}/file`);
    expect(headers.get('content-disposition')).toBe('attachment; filename="i1.fit.gz"');
    emulator.reset();
    const again = emulator.seed.activity({ file: ride });
    expect((await download(`/activity/${again.id}/file`)).headers.get('content-disposition')).toBeNull();
  });
});

test('seeding many activities gives each its own file, and makes some of them Strava’s', async () => {
  const seeded = emulator.seed.activities(500, { startMs: Date.UTC(2026, 5, 1, 12), stravaEvery: 100 });
  expect(new Set(seeded.map(({ sha256 }) => sha256)).size).toBe(495 + 1);
  const { json } = await client.get('/athlete/0/activities?oldest=2020-01-01&fields=id,source&limit=1000');
  expect(json.map(({ id }: { id: string }) => id)).toEqual(seeded.map(({ id }) => id));
  expect(json.filter(({ source }: { source: string }) => source === 'STRAVA')).toHaveLength(5);
});

describe('the search', () => {
  beforeEach(() => {
    emulator.seed.activity({
      name: 'Long Hills',
      start_date: '2026-04-01T08:00:00Z',
      tags: ['race', 'Hilly'],
    });
    emulator.seed.activity({
      name: 'hills again',
      start_date: '2026-04-03T08:00:00Z',
      file: gpxFile({ startMs: 0 }),
    });
    emulator.seed.activity({ name: 'Hills of Strava', source: 'STRAVA' });
  });

  test.each([
    ['HILLS', ['hills again', 'Long Hills']],
    ['hills&limit=1', ['hills again']],
    ['%23race', ['Long Hills']],
    ['%23Race', []],
    ['%23hill', []],
  ])('for %s finds %j', async (wanted, names) => {
    const { json } = await client.get(`/athlete/0/activities/search?q=${wanted}`);
    expect(json.map(({ name }: { name: string }) => name)).toEqual(names);
    if (json[0]) expect(Object.keys(json[0])).toHaveLength(9);
  });

  test('returns whole activities on request, and refuses an empty query', async () => {
    const { json } = await client.get('/athlete/0/activities/search-full?q=long');
    expect(json[0]).toMatchObject({ name: 'Long Hills', source: 'GARMIN_CONNECT' });
    expect((await client.get('/athlete/0/activities/search')).json.error).toContain("parameter 'q'");
  });
});

async function download(path: string, headers: Record<string, string> = {}) {
  const response = await emulator.fetch(`https://intervals.icu/api/v1${path}`, {
    headers: { Authorization: basic('API_KEY', emulator.athlete.key), ...headers },
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

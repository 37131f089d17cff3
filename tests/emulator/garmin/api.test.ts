import { beforeEach, describe, expect, test } from 'vitest';
import { fitFile } from '../../fixtures/recordings.ts';
import { badReplies } from '../emulator.ts';
import { emulatorForTests } from '../for-tests.ts';
import { readRecordings } from '../recordings/read-recordings.ts';

const emulator = await emulatorForTests();
let get: (path: string) => Promise<Response>;

beforeEach(() => {
  const { cookies, csrfToken } = emulator.garmin.signIn();
  const visitor = emulator.visitor();
  visitor.add(cookies);
  const inPage = visitor.page('https://connect.garmin.com/app/activities');
  get = path => inPage(`/gc-api${path}`, { headers: { 'connect-csrf-token': csrfToken } });
});

describe('the original file', () => {
  test('is a zip whose local header has zeros, with the recording in it', async () => {
    const { id, members, zip } = emulator.garmin.activity();
    const response = await get(`/download-service/files/activity/${id}`);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${id}.zip"`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const header = new DataView(bytes.buffer);
    expect(header.getUint32(0, true)).toBe(0x04034b50);
    expect(header.getUint16(6, true)).toBe(0x808);
    expect([14, 18, 22].map(at => header.getUint32(at, true))).toEqual([0, 0, 0]);
    expect(members.map(({ name }) => name)).toEqual([`${id}_ACTIVITY.fit`]);
    expect(bytes).toEqual(zip);
    expect(readRecordings(bytes).map(({ fileType }) => fileType)).toEqual(['fit']);
  });

  test.each(['gpx', 'tcx'] as const)('is the %s file that was imported, where there was one', async original => {
    const { id } = emulator.garmin.activity({ original });
    expect(readRecordings(await originalOf(id)).map(({ fileType }) => fileType)).toEqual([original]);
  });

  test('holds exactly the bytes that a test gives', async () => {
    const file = fitFile({ startMs: 0, durationSecs: 9, seed: 77 });
    const { id } = emulator.garmin.activity({ file });
    const [recording] = readRecordings(await originalOf(id));
    expect(Buffer.compare(recording?.bytes ?? Buffer.of(), file)).toBe(0);
  });

  test('holds one recording for each leg of a multisport activity', async () => {
    const { id, legs } = emulator.garmin.activity({ original: 'multisport', durationSecs: 30 });
    const recordings = readRecordings(await originalOf(id));
    expect(recordings).toHaveLength(3);
    const details = await (await get(`/activity-service/activity/${id}`)).json();
    expect(details.metadataDTO.childIds).toEqual(legs.map(leg => leg.id));
    const leg = await (await get(`/activity-service/activity/${legs[1]?.id}`)).json();
    expect(leg).toMatchObject({ parentId: id, activityTypeDTO: { typeKey: 'cycling' } });
  });

  test('is not found for a manual activity', async () => {
    const { id } = emulator.garmin.activity({ original: 'manual' });
    expect((await get(`/download-service/files/activity/${id}`)).status).toBe(404);
  });

  test('is an empty zip where the test says so', async () => {
    const { id } = emulator.garmin.activity({ original: 'empty zip' });
    expect((await originalOf(id)).slice(0, 4)).toEqual(Uint8Array.of(0x50, 0x4b, 5, 6));
  });

  test('of another athlete is refused by the application, not by the gate', async () => {
    const { id } = emulator.garmin.activity({ owner: 'somebody else' });
    const response = await get(`/download-service/files/activity/${id}`);
    expect([response.status, response.headers.get('cf-cache-status')]).toEqual([403, 'DYNAMIC']);
    expect(await response.text()).toContain('WebApplicationException');
  });

  test('is not found for an id that does not exist', async () => {
    expect((await get('/download-service/files/activity/5')).status).toBe(404);
  });
});

describe('an export', () => {
  test.each([
    ['tcx', 'application/vnd.garmin.tcx+xml'],
    ['gpx', 'application/gpx+xml'],
  ])('as %s has the same start and length as the original', async (format, type) => {
    const { id, recording } = emulator.garmin.activity();
    const response = await get(`/download-service/export/${format}/activity/${id}?full=true`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toContain(`"activity_${id}.${format}"`);
    const [read] = readRecordings(new Uint8Array(await response.arrayBuffer()));
    expect(read?.activities[0]?.startDate?.getTime()).toBe(recording.startMs);
  });

  test('as TCX answers 500 where the original is GPX', async () => {
    const { id } = emulator.garmin.activity({ original: 'gpx' });
    expect((await get(`/download-service/export/tcx/activity/${id}`)).status).toBe(500);
  });

  test.each([
    '/download-service/export/csv/activity/1',
    '/download-service/files/wellness/2026-03-01',
    '/workout-service/workout/FIT/99',
  ])('at %s is no recording', async path => {
    emulator.garmin.activity({ id: 1 });
    const response = await get(path);
    expect(response.status).toBe(200);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(() => readRecordings(bytes)).toThrow();
  });
});

describe('the activity list', () => {
  test('is sorted by start, newest first, and comes in pages', async () => {
    for (let n = 0; n < 45; n++) emulator.garmin.activity({ durationSecs: 5 });
    const starts = [];
    for (const start of [0, 20, 40, 60]) {
      const rows = await rowsOf(`?start=${start}&limit=20`);
      starts.push(rows.map(row => row.beginTimestamp));
    }
    expect(starts.map(page => page.length)).toEqual([20, 20, 5, 0]);
    expect(starts.flat()).toEqual(starts.flat().toSorted((a, b) => b - a));
    expect(await rowsOf('')).toHaveLength(20);
    expect(await (await get('/activitylist-service/activities/count')).json()).toBe(45);
  });

  test('has each start in UTC and in local time', async () => {
    const startMs = Date.UTC(2026, 2, 1, 23, 30);
    const { id } = emulator.garmin.activity({ startMs, utcOffsetHours: 2, name: 'Late', sport: 'run' });
    expect(await rowsOf('')).toEqual([
      expect.objectContaining({
        activityId: id,
        activityName: 'Late',
        startTimeGMT: '2026-03-01 23:30:00',
        startTimeLocal: '2026-03-02 01:30:00',
        beginTimestamp: startMs,
        activityType: expect.objectContaining({ typeKey: 'running' }),
        duration: 600,
      }),
    ]);
  });

  test.each([
    ['?startDate=2026-02-27&endDate=2026-02-28', [3, 2]],
    ['?startDate=2026-02-28', [4, 3]],
    ['?activityType=running', [2]],
    ['?sortOrder=asc', [1, 2, 3, 4]],
    ['?limit=1', [4]],
  ])('with the query %s has the activities that match', async (query, ids) => {
    for (const id of [1, 2, 3, 4]) {
      const startMs = Date.UTC(2026, 1, 25 + id, 7);
      emulator.garmin.activity({ id, startMs, sport: id === 2 ? 'run' : 'ride' });
    }
    expect((await rowsOf(query)).map(row => row.activityId)).toEqual(ids);
  });

  test('leaves out other athletes’ activities and the legs of multisport', async () => {
    const { id } = emulator.garmin.activity({ original: 'multisport', durationSecs: 5 });
    emulator.garmin.activity({ owner: 'somebody else' });
    emulator.garmin.activity({ host: 'connect.garmin.cn' });
    expect((await rowsOf('')).map(row => row.activityId)).toEqual([id]);
  });

  test('refuses a limit that is not a number', async () => {
    expect((await get('/activitylist-service/activities/search/activities?limit=all')).status).toBe(400);
  });
});

test('a staged fault strikes Garmin too', async () => {
  const match = { host: 'connect.garmin.com', path: /^\/gc-api\// };
  emulator.fail({ match, reply: badReplies.rateLimited(60) });
  emulator.fail({ match, reply: badReplies.challengedByCloudflare });
  const limited = await get('/activitylist-service/activities/count');
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60']);
  const challenged = await get('/activitylist-service/activities/count');
  expect([challenged.status, challenged.headers.get('cf-mitigated')]).toEqual([403, 'challenge']);
  expect((await get('/activitylist-service/activities/count')).status).toBe(200);
});

async function originalOf(id: number): Promise<Uint8Array> {
  const response = await get(`/download-service/files/activity/${id}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function rowsOf(query: string) {
  const response = await get(`/activitylist-service/activities/search/activities${query}`);
  return (await response.json()) as { activityId: number; beginTimestamp: number }[];
}

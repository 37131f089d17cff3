import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { fitFile } from '../../fixtures/recordings.ts';
import { badReplies } from '../emulator.ts';
import { emulatorForTests } from '../for-tests.ts';
import { readRecordings } from '../recordings/read-recordings.ts';
import type { Visitor } from '../visitor.ts';

const api = 'https://tpapi.trainingpeaks.com';

const emulator = await emulatorForTests();
let visitor: Visitor;
let athleteId: number;

beforeEach(() => {
  visitor = emulator.visitor();
  visitor.add(emulator.trainingPeaks.signIn().cookies);
  athleteId = emulator.trainingPeaks.athleteId;
});

describe('the token', () => {
  test('is given for the cookie, in the background too', async () => {
    const json = await (await visitor.background(`${api}/users/v3/token`)).json();
    expect(json).toMatchObject({ success: true, token: { expires_in: 3600 }, athleteId });
    expect(json.token.access_token).toMatch(/^gAAAA/);
  });

  test('is refused where the request has an Authorization header too', async () => {
    const headers = { Authorization: `Bearer ${await token()}` };
    expect((await visitor.background(`${api}/users/v3/token`, { headers })).status).toBe(401);
  });

  test('is refused to a signed-out visitor', async () => {
    emulator.trainingPeaks.signOut();
    expect((await visitor.background(`${api}/users/v3/token`)).status).toBe(401);
    emulator.trainingPeaks.tokenlessWhenSignedOut = true;
    const response = await visitor.background(`${api}/users/v3/token`);
    expect([response.status, (await response.json()).token]).toEqual([200, null]);
  });

  test('is valid for an hour, and the cookie brings another', async () => {
    const headers = { Authorization: `Bearer ${await token()}` };
    expect((await visitor.background(`${api}/users/v3/user`, { headers })).status).toBe(200);
    emulator.trainingPeaks.expireTokens();
    expect((await visitor.background(`${api}/users/v3/user`, { headers })).status).toBe(401);
    expect((await get('/users/v3/user')).status).toBe(200);
    emulator.trainingPeaks.tokenLifeSecs = 0;
    expect((await get('/users/v3/user')).status).toBe(401);
  });

  test('is required by every other endpoint', async () => {
    emulator.trainingPeaks.workout({ id: 1 });
    for (const path of ['/users/v3/user', `${base(1)}/details`]) {
      expect((await visitor.background(api + path)).status).toBe(401);
    }
  });

  test('is given to the page alone where the cookie is partitioned', async () => {
    emulator.trainingPeaks.partitionedCookies = true;
    const other = emulator.visitor();
    other.add(emulator.trainingPeaks.signIn().cookies);
    expect((await other.background(`${api}/users/v3/token`)).status).toBe(401);
    const inPage = other.page('https://app.trainingpeaks.com/');
    expect((await inPage(`${api}/users/v3/token`, { credentials: 'include' })).status).toBe(200);
    expect((await inPage(`${api}/users/v3/token`)).status).toBe(401);
  });
});

test('a page of another site cannot read the API', async () => {
  const elsewhere = visitor.page('https://elsewhere.example/');
  await expect(elsewhere(`${api}/users/v3/token`, { credentials: 'include' })).rejects.toThrow('Failed to fetch');
});

describe('a device file', () => {
  test('is gzipped, and named as Garmin’s push names it', async () => {
    const { id } = emulator.trainingPeaks.workout({ startMs: Date.UTC(2026, 2, 1, 7) });
    const [info] = await infosOf(id);
    expect(info?.fileName).toMatch(
      new RegExp(`^tp-${athleteId}\\.2026-03-01-07-00-00-000Z\\.GarminPing\\.[\\w-]{16}\\.FIT\\.gz$`),
    );
    const response = await get(`${base(id)}/rawfiledata/${info?.fileId}`);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${info?.fileName}"`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(readRecordings(bytes)).toHaveLength(1);
  });

  test('can have been unpacked on its way, under the old name', async () => {
    const recording = fitFile({ startMs: 0, durationSecs: 5 });
    const file = { fileName: 'ride.fit.gz', recording, unpackedOnTheWay: true } as const;
    const { id, files } = emulator.trainingPeaks.workout({
      files: [file, { fileName: 'ride.fit.gz', recording }],
    });
    const [plain, packed] = await Promise.all(files.map(({ fileId }) => bytesOf(id, fileId)));
    expect(Buffer.compare(plain ?? Buffer.of(), recording)).toBe(0);
    expect(Buffer.compare(gunzipSync(packed ?? Buffer.of()), recording)).toBe(0);
  });

  test('can be one of two, and can have a negative id', async () => {
    const { id } = emulator.trainingPeaks.workout({
      files: [{ fileId: -568394398 }, { fileName: 'watch.fit' }],
    });
    const infos = await infosOf(id);
    expect(infos.map(({ fileId }) => fileId)).toEqual([-568394398, expect.any(Number)]);
    const [first, second] = [await bytesOf(id, infos[0]?.fileId ?? 0), await bytesOf(id, infos[1]?.fileId ?? 0)];
    expect(first).not.toEqual(second);
  });

  test.each(['planned', 'manual'] as const)('is missing in a workout that is %s', async state => {
    const { id } = emulator.trainingPeaks.workout({ state });
    expect(await infosOf(id)).toEqual([]);
    expect((await get(`${base(id)}/rawfiledata/1`)).status).toBe(404);
  });

  test('is refused to basic accounts', async () => {
    emulator.trainingPeaks.account = 'basic';
    const { id, files } = emulator.trainingPeaks.workout();
    expect(await infosOf(id)).toHaveLength(1);
    const response = await get(`${base(id)}/rawfiledata/${files[0]?.fileId}`);
    expect([response.status, await response.text()]).toEqual([
      403,
      'Download is allowed only from premium and coach accounts',
    ]);
  });

  test('of the plan is a FIT file that is no recording', async () => {
    const { id } = emulator.trainingPeaks.workout({ state: 'planned' });
    const bytes = new Uint8Array(await (await get(`${base(id)}/fordevice/fit`)).arrayBuffer());
    expect(() => readRecordings(bytes)).toThrow();
  });

  test('can be an attachment too', async () => {
    const { id, attachments } = emulator.trainingPeaks.workout({ attachments: [{ fileName: 'notes.fit' }] });
    const response = await get(`${base(id)}/attachments/${attachments[0]?.fileId}/raw`);
    expect(response.headers.get('content-disposition')).toContain('notes.fit');
  });

  test.each(['/fitness/v1/files/1', '/fitness/v6/files/1'])('is gone from %s', async path => {
    expect((await get(path)).status).toBe(404);
  });
});

test('a staged fault strikes TrainingPeaks too', async () => {
  const { id, files } = emulator.trainingPeaks.workout();
  emulator.fail({
    match: { host: 'tpapi.trainingpeaks.com', path: /rawfiledata/ },
    reply: badReplies.rateLimited(30),
  });
  const limited = await get(`${base(id)}/rawfiledata/${files[0]?.fileId}`);
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '30']);
});

function base(id: number): string {
  return `/fitness/v6/athletes/${athleteId}/workouts/${id}`;
}

async function token(): Promise<string> {
  const json = await (await visitor.background(`${api}/users/v3/token`)).json();
  return json.token.access_token;
}

async function get(path: string): Promise<Response> {
  return visitor.background(api + path, { headers: { Authorization: `Bearer ${await token()}` } });
}

async function infosOf(id: number): Promise<{ fileId: number; fileName: string }[]> {
  return (await (await get(`${base(id)}/details`)).json()).workoutDeviceFileInfos;
}

async function bytesOf(id: number, fileId: number): Promise<Uint8Array> {
  return new Uint8Array(await (await get(`${base(id)}/rawfiledata/${fileId}`)).arrayBuffer());
}

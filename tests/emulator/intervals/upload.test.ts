import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fitFile, gpxFile, makeGzip, makeZip, tcxFile } from '../../fixtures/recordings.ts';
import { emulatorForTests } from '../for-tests.ts';
import { formWith, plainClient } from '../plain-client.ts';

const summerRide = { startMs: Date.UTC(2026, 6, 1, 6), durationSecs: 60 } as const;
const ride = fitFile(summerRide);
const run = fitFile({ ...summerRide, startMs: Date.UTC(2026, 6, 2, 6), sport: 'run' });

const emulator = await emulatorForTests();
const client = plainClient(emulator);

describe('a new file', () => {
  test('becomes an activity with what it contains', async () => {
    const { status, json } = await client.upload(ride, { name: 'tour.fit' });
    const [activity] = emulator.activities();
    expect(status).toBe(201);
    expect(json).toEqual({
      icu_athlete_id: 'i123456',
      id: activity?.id,
      activities: [{ icu_athlete_id: 'i123456', id: activity?.id }],
    });
    expect(activity?.id).toMatch(/^i\d+$/);
    expect(activity).toMatchObject({
      start_date: '2026-07-01T06:00:00Z',
      start_date_local: '2026-07-01T07:00:00',
      timezone: 'Europe/London',
      name: 'Morning Ride',
      source: 'UPLOAD',
      file_type: 'fit',
      elapsed_time: 60,
      fileName: 'tour.fit',
      sha256: createHash('sha256').update(ride).digest('hex'),
    });
    expect(Buffer.from(activity?.bytes ?? []).equals(ride)).toBe(true);
  });

  test('gets its metadata from the query', async () => {
    const query = '?name=Caf%C3%A9%20ride&description=Windy&device_name=Edge&external_id=gc-1&paired_event_id=77';
    await client.upload(ride, { query });
    expect(emulator.activities()[0]).toMatchObject({
      name: 'Café ride',
      description: 'Windy',
      device_name: 'Edge',
      external_id: 'gc-1',
      paired_event_id: 77,
    });
  });

  test.each([
    ['tcx', tcxFile(summerRide), 'Ride'],
    ['gpx', gpxFile(summerRide), 'Ride'],
  ])('can be %s', async (fileType, bytes, type) => {
    expect((await client.upload(bytes)).status).toBe(201);
    expect(emulator.activities()[0]).toMatchObject({
      file_type: fileType,
      type,
      start_date: '2026-07-01T06:00:00Z',
    });
  });

  test('becomes several activities if it holds several', async () => {
    const { status, json } = await client.upload(Buffer.concat([ride, run]));
    expect(status).toBe(201);
    expect(json.activities).toHaveLength(2);
    expect(json.id).toBe(json.activities[0].id);
    expect(emulator.activities().map(({ file_sport_index }) => file_sport_index)).toEqual([1, 0]);
  });
});

describe('a file that was uploaded before', () => {
  test('is a duplicate of its activity, whose metadata stay as they are', async () => {
    const first = await client.upload(ride, { query: '?name=First&external_id=a' });
    const second = await client.upload(ride, { query: '?name=Second&external_id=b' });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json).toEqual(first.json);
    expect(emulator.activities()).toHaveLength(1);
    expect(emulator.activities()[0]).toMatchObject({ name: 'First', external_id: 'a' });
  });

  test('is a duplicate even where the activity came another way', async () => {
    const { id } = emulator.seed.activity({ source: 'GARMIN_CONNECT', file: ride, external_id: 'garmin-1' });
    const { status, json } = await client.upload(ride, { query: '?external_id=mine' });
    expect([status, json.id]).toEqual([200, id]);
    expect(emulator.activities()[0]).toMatchObject({ source: 'GARMIN_CONNECT', external_id: 'garmin-1' });
  });

  test('is a duplicate even where it is compressed differently', async () => {
    const { json } = await client.upload(ride);
    for (const bytes of [makeGzip(ride), makeZip([{ name: 'ride.fit', bytes: ride }])]) {
      const again = await client.upload(bytes);
      expect([again.status, again.json.id]).toEqual([200, json.id]);
    }
  });

  test('is new where it is compressed differently and the hash is of what was sent', async () => {
    emulator.dedupeBy = 'raw';
    const statuses = [await client.upload(ride), await client.upload(makeGzip(ride)), await client.upload(ride)];
    expect(statuses.map(({ status }) => status)).toEqual([201, 201, 200]);
  });

  test('is answered with 201 together with a new one', async () => {
    const { json } = await client.upload(ride);
    const members = [
      { name: 'a.fit', bytes: ride },
      { name: 'b.fit', bytes: run },
    ];
    const zip = await client.upload(makeZip(members));
    expect(zip.status).toBe(201);
    expect(zip.json.activities[0].id).toBe(json.id);
    expect(emulator.activities()).toHaveLength(2);
  });

  test('is new for another athlete', async () => {
    await client.upload(ride);
    const jo = emulator.addAthlete({ id: 'i999' });
    expect((await plainClient(emulator, jo).upload(ride)).status).toBe(201);
  });

  test('is new again after its activity was deleted, and gets the old id', async () => {
    const { json } = await client.upload(ride);
    await client.delete(`/activity/${json.id}`);
    const again = await client.upload(ride, { query: '?name=Again' });
    expect([again.status, again.json.id]).toEqual([201, json.id]);
    expect(emulator.activities().map(({ name }) => name)).toEqual(['Again']);
  });
});

describe('an invalid upload', () => {
  const file = formWith('file', ride, 'ride.fit');
  const text = new FormData();
  text.append('file', 'not a file');

  test.each([
    [
      'a file that is no recording',
      formWith('file', Buffer.from('<html>'), 'ride.fit'),
      422,
      'Unrecognized file format',
    ],
    ['an empty file', formWith('file', Buffer.of(), 'ride.fit'), 422, 'The file is empty'],
    [
      'a part with another name',
      formWith('upload', ride, 'ride.fit'),
      422,
      "Required request part 'file' is not present",
    ],
    ['a text in the place of the file', text, 422, "Required request part 'file' is not present"],
    ['a bare file', Buffer.from(ride), 500, 'Current request is not a multipart request'],
  ])('is refused: %s', async (_, body, status, error) => {
    const answer = await client.call('POST', '/athlete/0/activities', { body });
    expect(answer.json).toEqual({ status, error: expect.stringContaining(error) });
    expect(answer.status).toBe(status);
    expect(emulator.activities()).toEqual([]);
  });

  test('is refused: a paired event id that is not a number', async () => {
    const { status, json } = await client.call('POST', '/athlete/0/activities?paired_event_id=x', {
      body: file,
    });
    expect(status).toBe(500);
    expect(json.error).toContain('MethodArgumentTypeMismatchException');
  });
});

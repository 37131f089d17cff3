import { beforeEach, describe, expect, test } from 'vitest';
import { emulatorForTests } from '../for-tests.ts';
import { plainClient } from '../plain-client.ts';
import { activityKeys } from './activity-keys.ts';

const emulator = await emulatorForTests();
const client = plainClient(emulator);

describe('the list of activities', () => {
  const starts = ['2026-07-01T22:59:59Z', '2026-07-01T23:00:00Z', '2026-07-03T22:59:59Z', '2026-07-03T23:00:00Z'];

  beforeEach(() => {
    for (const start_date of starts) emulator.seed.activity({ start_date });
  });

  test('covers local days, both ends included, newest first', async () => {
    const { json } = await client.get('/athlete/0/activities?oldest=2026-07-02&newest=2026-07-03');
    // London is an hour ahead of UTC in July.
    expect(json.map((row: { start_date: string }) => row.start_date)).toEqual([starts[2], starts[1]]);
  });

  test('covers a range of local times to the second', async () => {
    const { json } = await client.get('/athlete/0/activities?oldest=2026-07-01T23:59:59&newest=2026-07-02T00:00:00');
    expect(json.map((row: { start_date: string }) => row.start_date)).toEqual([starts[1], starts[0]]);
  });

  test('is at most as long as its limit', async () => {
    const { json } = await client.get('/athlete/0/activities?oldest=2026-01-01&newest=2026-12-31&limit=3');
    expect(json).toHaveLength(3);
  });

  test('ends now where no end is given', async () => {
    emulator.seed.activity({
      name: 'Yesterday',
      start_date: new Date(Date.now() - 86_400_000).toISOString(),
    });
    emulator.seed.activity({ name: 'Tomorrow', start_date: new Date(Date.now() + 86_400_000).toISOString() });
    const { json } = await client.get('/athlete/0/activities?oldest=2026-01-01');
    const names = json.map((row: { name: string }) => row.name);
    expect(names).toContain('Yesterday');
    expect(names).not.toContain('Tomorrow');
  });

  test('has every key of an activity, null where nothing is known', async () => {
    const { json } = await client.get('/athlete/0/activities?oldest=2026-01-01&newest=2026-12-31&limit=1');
    expect(Object.keys(json[0]).sort()).toEqual([...activityKeys].sort());
    expect(json[0].icu_training_load).toBeNull();
  });

  test('has only the fields that are asked for, and then no nulls', async () => {
    const { json } = await client.get(
      '/athlete/0/activities?oldest=2026-07-04&newest=2026-07-04&fields=id,type,icu_rpe',
    );
    expect(json).toEqual([{ id: expect.any(String), type: 'Ride' }]);
  });

  test.each([
    ['', 422, "Required request parameter 'oldest' for method parameter type String is not present"],
    ['?oldest=yesterday', 422, "Text 'yesterday' could not be parsed as a local date"],
    ['?oldest=2026-07-01T00:00:00Z', 422, "Text '2026-07-01T00:00:00Z' could not be parsed as a local date"],
    ['?oldest=2026-07-01&limit=ten', 500, expect.stringContaining('MethodArgumentTypeMismatchException')],
  ])('refuses the query "%s"', async (query, status, error) => {
    const answer = await client.get(`/athlete/0/activities${query}`);
    expect([answer.status, answer.json]).toEqual([status, { status, error }]);
  });
});

describe('an activity that may not be shown', () => {
  test.each([
    ['stub', { start_date_local: '2026-05-01T06:30:00', _note: expect.stringContaining('not available') }],
    ['stub with its id', { start_date_local: '2026-05-01T06:30:00', external_id: '21000000001' }],
    ['id alone', { external_id: '21000000001' }],
    ['day', { start_date_local: '2026-05-01', _note: expect.stringContaining('not available') }],
    ['midnight', { start_date_local: '2026-05-01T00:00:00', _note: expect.stringContaining('not available') }],
    ['nulls', { start_date_local: '2026-05-01T06:30:00', distance: null, type: null }],
  ] as const)('is in the list as “%s”', async (form, rest) => {
    const seed = { start_date: '2026-05-01T05:30:00Z', name: 'Secret', external_id: '21000000001', distance: 9000 };
    const { id } = emulator.seed.activity(seed);
    emulator.hideActivities(() => form);
    const { json } = await client.get('/athlete/0/activities?oldest=2026-05-01&newest=2026-05-01');

    expect(json).toMatchObject([{ id, source: 'GARMIN_CONNECT', ...rest }]);
    expect(JSON.stringify(json)).not.toContain('Secret');
    expect((await client.get('/athlete/0/activities/search?q=secret')).json).toEqual([]);
  });
});

describe('an activity from Strava', () => {
  test('is a stub with an id of digits and a note', async () => {
    const { id } = emulator.seed.activity({
      source: 'STRAVA',
      start_date: '2026-05-01T05:30:00Z',
      name: 'Secret',
    });
    const stub = {
      id: expect.stringMatching(/^\d+$/),
      icu_athlete_id: 'i123456',
      start_date_local: '2026-05-01T06:30:00',
      source: 'STRAVA',
      _note: 'STRAVA activities are not available via the API',
    };
    expect((await client.get('/athlete/0/activities?oldest=2026-05-01&newest=2026-05-01')).json).toEqual([stub]);
    expect((await client.get(`/activity/${id}`)).json).toEqual(stub);
    expect((await client.put(`/activity/${id}`, { name: 'Mine' })).status).toBe(422);
  });

  test('has nulls in keys that other activities have, where it came through another service', async () => {
    const { id } = emulator.seed.activity({
      id: '15551234567',
      source: 'WAHOO',
      nulls: ['type', 'start_date'],
    });
    expect((await client.get(`/activity/${id}`)).json).toMatchObject({
      id: '15551234567',
      type: null,
      start_date: null,
    });
  });
});

describe('a single activity', () => {
  test('is returned, with its intervals on request', async () => {
    const { id } = emulator.seed.activity({ name: 'Hills', moving_time: 3600 });
    expect((await client.get(`/activity/${id}`)).json).toMatchObject({ name: 'Hills', elapsed_time: 3600 });
    expect((await client.get(`/activity/${id}?intervals=true`)).json).toMatchObject({ icu_intervals: [] });
  });

  test('changes only in the keys that are sent, and not in those that the server computes', async () => {
    const { id } = emulator.seed.activity({ name: 'Hills', description: 'Steep', icu_rpe: 4 });
    const { json } = await client.put(`/activity/${id}`, {
      name: 'Mountains',
      icu_rpe: -1,
      source: 'UPLOAD',
    });
    expect(json).toMatchObject({
      name: 'Mountains',
      description: 'Steep',
      icu_rpe: null,
      source: 'GARMIN_CONNECT',
    });
    expect(emulator.activities()[0]?.name).toBe('Mountains');
  });

  test('refuses an unknown key and a body that is not JSON', async () => {
    const { id } = emulator.seed.activity({});
    expect((await client.put(`/activity/${id}`, { colour: 'red' })).json.error).toBe('Unrecognized field [colour]');
    expect((await client.call('PUT', `/activity/${id}`)).json.error).toContain('Required request body is missing');
    const halfJson = { body: new Blob(['{"name":']) };
    expect((await client.call('PUT', `/activity/${id}`, halfJson)).json.error).toBe('JSON parse error');
  });

  test('is not found after it was deleted', async () => {
    const { id } = emulator.seed.activity({});
    expect((await client.delete(`/activity/${id}`)).json).toEqual({ icu_athlete_id: 'i123456', id });
    expect((await client.get(`/activity/${id}`)).status).toBe(404);
    expect((await client.delete(`/activity/${id}`)).json).toEqual({
      status: 404,
      error: 'Activity not found',
    });
    expect(emulator.activities()).toEqual([]);
  });

  test('changes and disappears when the athlete edits and deletes it on the site', async () => {
    const { id } = emulator.seed.activity({ name: 'Hills' });
    emulator.changeActivity(id, { name: 'Mountains' });
    expect((await client.get(`/activity/${id}`)).json.name).toBe('Mountains');
    emulator.deleteActivity(id);
    expect((await client.get(`/activity/${id}`)).status).toBe(404);
  });
});

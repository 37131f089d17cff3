import { beforeEach, describe, expect, test } from 'vitest';
import { startEmulator } from '../../emulator.ts';
import { emulatorForTests } from '../../for-tests.ts';
import { basic, formWith, plainClient } from '../../plain-client.ts';
import { wellnessKeys } from './fields.ts';

const emulator = await emulatorForTests({ nullClears: false });
const client = plainClient(emulator);

describe('the days of wellness', () => {
  beforeEach(() => {
    emulator.seed.wellness([
      { id: '2026-04-16', hrv: 61.5 },
      { id: '2026-04-14', weight: 70.2, ctl: 31.3 },
      { id: '2026-04-15', weight: 70, comments: 'Slept "well", early' },
    ]);
  });

  test('are listed by range, both ends included, oldest first, with every key', async () => {
    const { json } = await client.get('/athlete/0/wellness?oldest=2026-04-14&newest=2026-04-15');
    expect(json.map(({ id }: { id: string }) => id)).toEqual(['2026-04-14', '2026-04-15']);
    expect(Object.keys(json[0])).toEqual(wellnessKeys);
    expect(json[0]).toMatchObject({ weight: 70.2, hrv: null, ctl: 31.3, locked: null, tempWeight: false });
  });

  test('have only the fields that are asked for, without the day and without nulls', async () => {
    const { json } = await client.get('/athlete/0/wellness?oldest=2026-04-15&fields=weight,hrv');
    expect(json).toEqual([{ weight: 70 }, { hrv: 61.5 }]);
  });

  test('are returned as CSV on request', async () => {
    const { text, headers } = await client.get('/athlete/0/wellness.csv?newest=2026-04-15&cols=id,weight,comments');
    expect(headers.get('content-type')).toBe('text/csv;charset=UTF-8');
    expect(text).toBe('date,weight,comments\n2026-04-14,70.2,\n2026-04-15,70,"Slept ""well"", early"\n');
  });

  test('are returned one by one; a day without a record is not found', async () => {
    expect((await client.get('/athlete/0/wellness/2026-04-16')).json.hrv).toBe(61.5);
    expect((await client.get('/athlete/0/wellness/2026-04-17')).status).toBe(404);
    expect((await client.get('/athlete/0/wellness/2026-02-30')).json.error).toContain('could not be parsed');
  });

  test('do not include other athletes’ days', async () => {
    const jo = emulator.addAthlete({ id: 'i999' });
    emulator.seed.wellness([{ id: '2026-04-14', weight: 55 }], jo);
    expect((await plainClient(emulator, jo).get('/athlete/0/wellness')).json).toHaveLength(1);
    expect(emulator.wellness('i999')).toMatchObject([{ id: '2026-04-14', weight: 55 }]);
    expect(emulator.wellness()[0]).toMatchObject({ weight: 70.2 });
  });

  test('cannot be deleted', async () => {
    expect((await client.delete('/athlete/0/wellness/2026-04-16')).status).toBe(405);
  });
});

describe('a write', () => {
  test('creates the day, changes the keys that are sent and nothing else, and updates its time stamp', async () => {
    emulator.seed.wellness([{ id: '2026-04-15', weight: 70, hrv: 60, updated: '2026-04-15T06:00:00.000+00:00' }]);
    const { json } = await client.put('/athlete/0/wellness/2026-04-15', { weight: 70.4 });
    expect(json).toMatchObject({ id: '2026-04-15', weight: 70.4, hrv: 60 });
    expect(json.updated > '2026-04-15T06:00:00.000+00:00').toBe(true);
    await client.put('/athlete/0/wellness', { id: '2026-04-16', steps: 9000 });
    expect(emulator.wellness()).toMatchObject([{ hrv: 60 }, { id: '2026-04-16', steps: 9000, weight: null }]);
  });

  test('of many days has an empty reply', async () => {
    const { status, text } = await client.put('/athlete/0/wellness-bulk', [
      { id: '2026-04-15', weight: 70 },
      { id: '2026-04-14', restingHR: 50, locked: true },
    ]);
    expect([status, text]).toEqual([200, '']);
    expect(emulator.wellness()).toMatchObject([{ restingHR: 50, locked: true }, { weight: 70 }]);
  });

  test('of many days is refused as a whole when one is invalid', async () => {
    const days = [
      { id: '2026-04-15', weight: 70 },
      { id: '2026-04-14', feel: 3 },
    ];
    const { status, json } = await raw('PUT', '/wellness-bulk', days);
    expect([status, json.error]).toEqual([422, 'Unrecognized wellness field [feel]']);
    expect(emulator.wellness()).toEqual([]);
  });

  test.each([
    [{ restingHR: 50.5 }, 422, 'Invalid value for wellness field [restingHR]: 50.5'],
    [{ weight: '70' }, 422, 'Invalid value for wellness field [weight]: "70"'],
    [{ menstrualPhase: 'Period' }, 422, 'Invalid value for wellness field [menstrualPhase]: "Period"'],
    [{ locked: 'yes' }, 422, 'Invalid value for wellness field [locked]: "yes"'],
    [{ id: 'today' }, 422, "Text 'today' could not be parsed as a local date"],
    [{ id: undefined }, 422, 'Missing id'],
  ])('of %j is refused', async (wrong, status, error) => {
    const { json } = await raw('PUT', '/wellness', { id: '2026-04-15', ...wrong });
    expect(json).toEqual({ status, error });
  });

  test('without a body is refused', async () => {
    expect((await client.call('PUT', '/athlete/0/wellness')).status).toBe(400);
    expect((await raw('PUT', '/wellness-bulk', { id: '2026-04-15' })).status).toBe(400);
  });

  test('of a computed field is ignored; -1 unsets a number, null changes nothing', async () => {
    emulator.seed.wellness([{ id: '2026-04-15', weight: 70, hrv: 60, ctl: 31 }]);
    const change = { weight: -1, hrv: null, ctl: 99, updated: '2020-01-01T00:00:00.000+00:00' };
    const { json } = await client.put('/athlete/0/wellness/2026-04-15', change);
    expect(json).toMatchObject({ weight: null, hrv: 60, ctl: 31 });
    expect(json.updated).not.toContain('2020');
  });

  test('empties a field with null where the test asks for that', async () => {
    const other = await startEmulator({ nullClears: true });
    other.seed.wellness([{ id: '2026-04-15', hrv: 60 }]);
    await plainClient(other).put('/athlete/0/wellness/2026-04-15', { hrv: null });
    expect(other.wellness()[0]?.hrv).toBeNull();
    await other.close();
  });

  test('accepts the athlete’s custom fields', async () => {
    emulator.athlete.customWellness.push('Caffeine');
    expect((await raw('PUT', '/wellness/2026-04-15', { Caffeine: 180 })).json.Caffeine).toBe(180);
    expect((await raw('PUT', '/wellness/2026-04-15', { caffeine: 180 })).status).toBe(422);
    expect(emulator.wellness()[0]).toMatchObject({ Caffeine: 180 });
  });
});

describe('a locked day', () => {
  test('accepts values together with the lock, and none after it', async () => {
    const { json: locked } = await client.put('/athlete/0/wellness/2026-04-15', { weight: 70, locked: true });
    const { status, json } = await client.put('/athlete/0/wellness/2026-04-15', {
      weight: 71,
      locked: false,
    });
    expect([status, json]).toEqual([200, locked]);
    expect(emulator.changeWellness('2026-04-15', { weight: 72 })).toMatchObject({ weight: 70, locked: true });
  });

  test('keeps a device from overwriting an edit', () => {
    emulator.seed.wellness([{ id: '2026-04-15', weight: 70 }]);
    emulator.changeWellness('2026-04-15', { weight: 72 });
    expect(emulator.wellness()).toMatchObject([{ weight: 72 }]);
  });
});

describe('an uploaded CSV file', () => {
  const csv = 'date,weight,restingHR,comments,Moon\n2026-04-15,70.5,,"calm, warm",full\n2026-04-16,,48,,\n';
  const upload = (query: string) =>
    client.call('POST', `/athlete/0/wellness${query}`, { body: formWith('file', Buffer.from(csv), 'w.csv') });

  test('writes its values, and leaves days and fields that it leaves empty', async () => {
    emulator.seed.wellness([{ id: '2026-04-16', weight: 71 }]);
    expect((await upload('?ignoreMissingFields=true')).status).toBe(200);
    expect(emulator.wellness()).toMatchObject([
      { id: '2026-04-15', weight: 70.5, restingHR: null, comments: 'calm, warm' },
      { id: '2026-04-16', weight: 71, restingHR: 48 },
    ]);
  });

  test('with an unknown column is refused, unless unknown columns are to be ignored', async () => {
    expect((await upload('')).json.error).toBe('Unrecognized wellness field [Moon]');
    expect(emulator.wellness()).toEqual([]);
  });
});

/** Sends what a careful program would not, so it is not checked against the specification. */
async function raw(method: string, path: string, body: unknown) {
  const response = await emulator.fetch(`https://intervals.icu/api/v1/athlete/0${path}`, {
    method,
    headers: { Authorization: basic('API_KEY', emulator.athlete.key) },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

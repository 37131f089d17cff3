import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../emulator.ts';
import { plainClient } from '../plain-client.ts';

let emulator: Emulator;
let client: ReturnType<typeof plainClient>;

beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => {
  emulator.reset();
  client = plainClient(emulator);
});
afterAll(() => emulator.close());

const samples = '../shared/reference/intervals-api/samples';

describe.runIf(existsSync(samples))('as in the samples,', () => {
  const sample = (name: string) => JSON.parse(readFileSync(`${samples}/${name}.json`, 'utf8'));

  test('a profile has these keys', async () => {
    const { json } = await client.get('/athlete/0/profile');
    expect(Object.keys(json)).toEqual(Object.keys(sample('athlete_profile')));
    expect(Object.keys(json.athlete)).toEqual(Object.keys(sample('athlete_profile').athlete));
  });

  test('a stub has these keys', async () => {
    const { id } = emulator.seed.activity({ source: 'STRAVA' });
    const { json } = await client.get(`/activity/${id}`);
    expect(Object.keys(json)).toEqual(Object.keys(sample('activity_strava_stub')));
  });

  test('an activity has all of these keys', async () => {
    const { id } = emulator.seed.activity({});
    const { json } = await client.get(`/activity/${id}`);
    const wanted = sample('activities_list')
      .flatMap(Object.keys)
      .filter((key: string) => key !== '_note');
    expect(wanted.filter((key: string) => !(key in json))).toEqual([]);
  });
});

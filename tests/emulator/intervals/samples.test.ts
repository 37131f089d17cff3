import { describe, expect, test } from 'vitest';
import { sampleText } from '../../fixtures/samples.ts';
import { emulatorForTests } from '../for-tests.ts';
import { plainClient } from '../plain-client.ts';

const emulator = await emulatorForTests();
const client = plainClient(emulator);

const sample = (name: string) => JSON.parse(sampleText(name));

describe('compared with the samples,', () => {
  test('a profile has the same keys', async () => {
    const { json } = await client.get('/athlete/0/profile');
    expect(Object.keys(json)).toEqual(Object.keys(sample('athlete_profile')));
    expect(Object.keys(json.athlete)).toEqual(Object.keys(sample('athlete_profile').athlete));
  });

  test('a Strava stub has the same keys', async () => {
    const { id } = emulator.seed.activity({ source: 'STRAVA' });
    const { json } = await client.get(`/activity/${id}`);
    expect(Object.keys(json)).toEqual(Object.keys(sample('activity_strava_stub')));
  });

  test('an activity has all of the keys', async () => {
    const { id } = emulator.seed.activity({});
    const { json } = await client.get(`/activity/${id}`);
    const wanted = sample('activities_list')
      .flatMap(Object.keys)
      .filter((key: string) => key !== '_note');
    expect(wanted.filter((key: string) => !(key in json))).toEqual([]);
  });

  test('a note has the same keys, and the same values where none were sent', async () => {
    const [note] = sample('event_note_create_request');
    const [{ json }, [real]] = [await client.post('/athlete/0/events', note), sample('event_note_create_response')];
    const own = ['id', 'uid', 'athlete_id', 'created_by_id', 'updated'];
    const comparable = (event: object) =>
      Object.entries(event)
        .filter(([key]) => !own.includes(key))
        .sort();
    expect(comparable(json)).toEqual(comparable(real));
    expect(own.map(key => typeof json[key])).toEqual(own.map(key => typeof real[key]));
  });

  test('a planned workout has all of the keys', async () => {
    const { json } = await client.post('/athlete/0/events', sample('event_create_workout_request'));
    const wanted = sample('events_list_resolved')
      .filter(({ category }: { category: string }) => category === 'WORKOUT')
      .flatMap(Object.keys);
    expect(wanted.filter((key: string) => !(key in json))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { badReplies } from '../../emulator.ts';
import { emulatorForTests } from '../../for-tests.ts';
import { plainClient } from '../../plain-client.ts';

const emulator = await emulatorForTests();
const client = plainClient(emulator);

const calendar = '/athlete/0/events';
const workout = {
  category: 'WORKOUT',
  type: 'Ride',
  start_date_local: '2026-06-01T00:00:00',
  name: 'Sweet spot 3x10',
  description: 'Warmup\n- 10m ramp 50-75%\n\nMain Set 3x\n- 10m 88-92% 90rpm\n- 5m 55%\n\nCooldown\n- 10m 50%',
};
const zwo =
  '<workout_file><name>From ZWO</name><workout><SteadyState Duration="600" Power="0.75"/></workout></workout_file>';

describe('a new event', () => {
  test('has the workout in its text, with its sums', async () => {
    const { json } = await client.post(calendar, workout);
    expect(json).toMatchObject({
      ...workout,
      moving_time: 3900,
      end_date_local: '2026-06-02T00:00:00',
      workout_doc: { duration: 3900, ftp: 262, target: 'POWER', steps: { length: 3 } },
    });
    expect(emulator.events()).toEqual([json]);
    expect((await client.get(`${calendar}/${json.id}`)).json).toEqual(json);
  });

  test('has the workout in its file', async () => {
    const { description: _, ...rest } = workout;
    const steps = [{ duration: 600, power: { value: 75, units: '%ftp' } }];
    const plain = await client.post(calendar, { ...rest, filename: 'a.zwo', file_contents: zwo });
    const base64 = Buffer.from(zwo).toString('base64');
    const coded = await client.post(calendar, { ...rest, filename: 'a.zwo', file_contents_base64: base64 });
    expect([plain, coded].map(({ json }) => json.workout_doc.steps)).toEqual([steps, steps]);
    expect(plain.json).toMatchObject({ name: workout.name, moving_time: 600, joules: 117_600 });
  });

  test('keeps steps that are sent, unless a text without steps is sent too', async () => {
    const { description: _, ...rest } = workout;
    const workout_doc = { steps: [{ duration: 60 }] };
    expect((await client.post(calendar, { ...rest, workout_doc })).json.workout_doc.steps).toHaveLength(1);
    const described = await client.post(calendar, { ...rest, workout_doc, description: 'Just ride' });
    expect(described.json).toMatchObject({ workout_doc: { steps: [] }, moving_time: null });
  });

  test('can be a note with only a name and a day', async () => {
    const note = { category: 'NOTE', name: 'Rest', start_date_local: '2026-05-25T00:00:00' };
    const { json } = await client.post(calendar, note);
    expect(json).toMatchObject({
      ...note,
      type: null,
      workout_doc: null,
      end_date_local: '2026-05-26T00:00:00',
    });
    expect(json).not.toHaveProperty('paired_activity_id');
  });

  test.each([
    [{ start_date_local: '2026-06-01' }, "Text '2026-06-01' could not be parsed as a local date and time"],
    [{ category: 'Workout' }, 'No enum constant Event.Category.Workout'],
    [{ name: '' }, 'Name is required'],
    [{ category: 'NOTE', name: undefined }, 'Name is required'],
    [{ type: undefined }, 'Missing type'],
    [{ filename: 'a.zwo', file_contents: '<workout_file><workout>' }, 'The XML is not well-formed'],
    [{ filename: 'a.zwo', file_contents: '<workout_file/>' }, 'No steps in a.zwo'],
    [{ filename: 'a.txt', file_contents: '5 40' }, 'Unsupported workout file: a.txt'],
    [{ file_contents: zwo }, 'Filename is required'],
    [{ filename: 'a.fit', file_contents_base64: 'ÄÖ' }, 'Illegal base64 character'],
    [{ colour: 'red' }, 'Unrecognized field [colour]'],
  ])('is refused with %o', async (wrong, error) => {
    const answer = await client.post(calendar, { ...workout, ...wrong });
    expect([answer.status, answer.json]).toEqual([422, { status: 422, error }]);
    expect(emulator.events()).toEqual([]);
  });

  test('is refused where the request has no body', async () => {
    expect((await client.call('POST', calendar)).status).toBe(400);
  });

  test('is misread where the test says so, and stays where its reply is lost', async () => {
    emulator.misreading = { moving_time: 60, workout_doc: { steps: [] } };
    expect((await client.post(calendar, workout)).json).toMatchObject({
      moving_time: 60,
      workout_doc: { steps: [] },
    });
    emulator.fail({ match: { method: 'POST' }, stage: 'after processing', reply: badReplies.captivePortal });
    expect((await client.call('POST', calendar, { body: JSON.stringify(workout) })).text).toContain('<html>');
    expect(emulator.events()).toHaveLength(2);
  });
});

describe('several events at once', () => {
  test('are created, or updated where the external id or uid is known', async () => {
    const planned = { ...workout, external_id: 'plan-1', uid: 'u-1' };
    const { json } = await client.post(`${calendar}/bulk`, [planned, { ...workout, external_id: 'plan-2' }]);
    expect(json).toHaveLength(2);
    const again = await client.post(`${calendar}/bulk?upsert=true&updatePlanApplied=true`, [
      { ...planned, uid: undefined, name: 'New' },
    ]);
    expect(again.json[0]).toMatchObject({ id: json[0].id, name: 'New', plan_applied: expect.any(String) });
    const onUid = await client.post(`${calendar}?upsertOnUid=true`, { ...planned, name: 'Newer' });
    expect(onUid.json.id).toBe(json[0].id);
    expect(emulator.events().map(({ name }) => name)).toEqual(['Newer', workout.name]);
  });

  test('are all refused when one of them is invalid', async () => {
    expect((await client.post(`${calendar}/bulk`, [workout, { ...workout, name: '' }])).status).toBe(422);
    expect(emulator.events()).toEqual([]);
  });

  test('are deleted by either id, and unknown ids are ignored', async () => {
    const [one, two] = ['plan-1', 'plan-2'].map(external_id => emulator.seed.event({ external_id }));
    const doomed = [{ id: one?.id }, { external_id: two?.external_id }, { id: 1 }];
    expect((await client.put(`${calendar}/bulk-delete`, doomed)).json).toEqual({ eventsDeleted: 2 });
  });

  test('are copied a number of weeks later', async () => {
    const { id } = emulator.seed.event({ ...workout, start_date_local: '2026-10-19T17:30:00' });
    const copies = { numCopies: 2, weeksBetween: 1, eventIds: [id] };
    const { json } = await client.post('/athlete/0/duplicate-events', copies);
    const starts = json.map((event: { start_date_local: string }) => event.start_date_local);
    expect(starts).toEqual(['2026-10-26T17:30:00', '2026-11-02T17:30:00']);
    expect(json[0]).toMatchObject({ name: workout.name, moving_time: 3900 });
  });
});

describe('an existing event', () => {
  test('changes only in the keys that are sent; its end moves with its start', async () => {
    const { id, updated } = emulator.seed.event({ ...workout, category: 'WORKOUT' });
    const { json } = await client.put(`${calendar}/${id}`, {
      start_date_local: '2026-06-03T00:00:00',
      id: 5,
    });
    expect(json).toMatchObject({
      id,
      name: workout.name,
      moving_time: 3900,
      end_date_local: '2026-06-04T00:00:00',
    });
    expect(json.updated >= updated).toBe(true);
    expect((await client.put(`${calendar}/${id}`, { description: '- 5m 50%' })).json.moving_time).toBe(300);
    expect((await client.put(`${calendar}/${id}`, { start_date_local: '2026-06-03' })).status).toBe(422);
  });

  test('is not found after it was deleted', async () => {
    const { id } = emulator.seed.event(workout);
    expect((await client.delete(`${calendar}/${id}`)).json).toEqual({});
    const gone = { status: 404, error: 'Event not found' };
    expect((await client.delete(`${calendar}/${id}`)).json).toEqual(gone);
    expect((await client.get(`${calendar}/${id}`)).json).toEqual(gone);
    expect((await client.get(`${calendar}/seven`)).status).toBe(500);
  });
});

import { describe, expect, test } from 'vitest';
import { fitFile } from '../../../fixtures/recordings.ts';
import { emulatorForTests } from '../../for-tests.ts';
import { plainClient } from '../../plain-client.ts';

const emulator = await emulatorForTests();
const client = plainClient(emulator);

// A quarter to midnight of the day before, in UTC; London is an hour ahead.
const ride = fitFile({ startMs: Date.UTC(2026, 6, 1, 23, 45) });
const paired = () => emulator.events().map(({ paired_activity_id: id }) => id);

describe('an upload', () => {
  test('is paired with the only workout of its local day and sport', async () => {
    emulator.seed.event({ start_date_local: '2026-07-01' });
    const planned = emulator.seed.event({ type: 'VirtualRide', start_date_local: '2026-07-02' });
    emulator.seed.event({ type: 'Run', start_date_local: '2026-07-02' });
    const { json } = await client.upload(ride);
    expect(paired()).toEqual([null, json.id, null]);
    expect(emulator.activities()[0]?.paired_event_id).toBe(planned.id);
  });

  test('is not paired where two workouts match', async () => {
    for (const name of ['Morning', 'Evening']) emulator.seed.event({ name, start_date_local: '2026-07-02' });
    await client.upload(ride);
    expect(paired()).toEqual([null, null]);
  });

  test('is paired with the event that it names, whatever its day', async () => {
    const { id } = emulator.seed.event({ start_date_local: '2026-07-09' });
    const { json } = await client.upload(ride, { query: `?paired_event_id=${id}` });
    expect(paired()).toEqual([json.id]);
  });

  test('is not paired when pairing is off, and no longer paired once it is deleted', async () => {
    emulator.autoPair = false;
    const { id } = emulator.seed.event({ start_date_local: '2026-07-02' });
    await client.upload(ride);
    expect(paired()).toEqual([null]);
    emulator.reset();
    emulator.seed.event({ id, start_date_local: '2026-07-02' });
    const { json } = await client.upload(ride);
    expect(paired()).toEqual([json.id]);
    await client.delete(`/activity/${json.id}`);
    expect(paired()).toEqual([null]);
  });
});

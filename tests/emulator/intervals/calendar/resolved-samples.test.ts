import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { EventJson } from '../../emulator.ts';
import { emulatorForTests } from '../../for-tests.ts';
import { plainClient } from '../../plain-client.ts';
import { unresolved } from '../workouts/resolve.ts';

const sampleFile = '../shared/reference/intervals-api/samples/events_list_resolved.json';

describe.runIf(existsSync(sampleFile))('as in the real replies,', async () => {
  const rows: EventJson[] = existsSync(sampleFile) ? JSON.parse(readFileSync(sampleFile, 'utf8')) : [];
  const withSteps = rows.filter(({ workout_doc }) => (workout_doc?.steps.length ?? 0) > 0);
  const emulator = await emulatorForTests();
  let client: ReturnType<typeof plainClient>;

  beforeEach(() => {
    client = plainClient(emulator, emulator.addAthlete({ id: 'i100001' }));
  });

  test.each(withSteps.map(row => [row.name, row.type, row] as const))(
    'the targets of “%s” (%s) come out to the last digit, and so do its sums',
    async (_, __, row) => {
      const { id, name, type, category, start_date_local, indoor, workout_doc } = row;
      emulator.seed.event({
        athleteId: 'i100001',
        ...{ id, name, type, category, start_date_local, indoor },
        workout_doc: { steps: unresolved(workout_doc?.steps ?? []) },
      });
      const { json } = await client.get('/athlete/0/events?oldest=2024-01-01&newest=2024-12-31&resolve=true');
      expect(json[0].workout_doc).toEqual(workout_doc);
      const sums = [
        'moving_time',
        'distance',
        'joules',
        'joules_above_ftp',
        'icu_training_load',
        'icu_intensity',
      ];
      expect(sums.map(key => [key, json[0][key]])).toEqual(sums.map(key => [key, row[key]]));
    },
  );
});

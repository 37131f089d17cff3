import { beforeEach, describe, expect, test } from 'vitest';
import { sampleText } from '../../../fixtures/samples.ts';
import type { EventJson } from '../../emulator.ts';
import { emulatorForTests } from '../../for-tests.ts';
import { plainClient } from '../../plain-client.ts';
import { unresolved } from '../workouts/resolve.ts';

describe('as in the samples,', async () => {
  const rows: EventJson[] = JSON.parse(sampleText('events_list_resolved'));
  const withSteps = rows.filter(({ workout_doc }) => (workout_doc?.steps.length ?? 0) > 0);
  const emulator = await emulatorForTests();
  let client: ReturnType<typeof plainClient>;

  beforeEach(() => {
    client = plainClient(emulator);
  });

  test.each(withSteps.map(row => [row.name, row.type, row] as const))(
    'the targets of “%s” (%s) come out to the last digit, and so do its sums',
    async (_, __, row) => {
      const { id, name, type, category, start_date_local, indoor, workout_doc } = row;
      emulator.seed.event({
        ...{ id, name, type, category, start_date_local, indoor },
        workout_doc: { steps: unresolved(workout_doc?.steps ?? []) },
      });
      const { json } = await client.get('/athlete/0/events?oldest=2024-01-01&newest=2025-12-31&resolve=true');
      expect(json[0].workout_doc).toEqual(workout_doc);
      const sums = ['moving_time', 'distance', 'joules', 'joules_above_ftp', 'icu_training_load', 'icu_intensity'];
      expect(sums.map(key => [key, json[0][key]])).toEqual(sums.map(key => [key, row[key]]));
    },
  );
});

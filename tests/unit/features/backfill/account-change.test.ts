import { expect, test } from 'vitest';
import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { addToBackfill } from '../../../../lib/features/backfill/backfill-commands.ts';
import {
  getBackfillRun,
  listBackfillJobs,
  updateBackfillRun,
} from '../../../../lib/features/backfill/backfill-store.ts';
import { createBackfillWorker } from '../../../../lib/features/backfill/backfill-worker.ts';
import { startSearch } from '../../../../lib/features/backfill/run-search.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { listUploads } from '../../../../lib/features/uploads/upload-store.ts';
import { DAY } from '../../../../lib/platform/time.ts';
import { emulator, FakeSite, START } from '../../../support/backfill-driver.ts';

async function findAndPlan(site: FakeSite): Promise<void> {
  const { done } = await startSearch(site.source, { fromMs: START - DAY, toMs: START + DAY }, site.getPageAccess);
  await done;
  await addToBackfill(site.rows.map(({ id }) => id));
}

const states = async () => (await listBackfillJobs()).map(({ state }) => state.name);

test('an activity that was being fetched when another account was connected waits for its own athlete', async () => {
  const site = new FakeSite(1);
  await findAndPlan(site);
  const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
  site.before = async () => void (await connectWithKey(other.key));
  await createBackfillWorker(site).trigger();
  await uploadQueue.trigger();

  expect(await listUploads(9)).toMatchObject([
    { athlete: emulator.athlete.id, state: { name: 'held', why: 'account-changed' } },
  ]);
  expect(emulator.activities('i2')).toHaveLength(0);
});

test('a pause that a wrong clock set ends when the clock is right again', async () => {
  const site = new FakeSite(1);
  await findAndPlan(site);
  const until = Date.now() + 400 * DAY;
  await updateBackfillRun(plan => ({ ...plan, backoff: { until, problem: { kind: 'tab-closed' } } }));
  await createBackfillWorker(site).trigger();

  expect(await states()).toEqual(['handed']);
  expect((await getBackfillRun())?.backoff).toBeUndefined();
});

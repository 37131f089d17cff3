import { expect, test } from 'vitest';
import { connect } from '../../../lib/account.ts';
import { carrier } from '../../../lib/missing/carry.ts';
import { look } from '../../../lib/missing/look.ts';
import { sendMissing } from '../../../lib/missing/plan.ts';
import { changePlan, getPlan, listJobs } from '../../../lib/missing/store.ts';
import { drain } from '../../../lib/outbox/drain.ts';
import { listUploads } from '../../../lib/outbox/store.ts';
import { DAY } from '../../../lib/time.ts';
import { emulator, FakeSite, START } from '../../support/backfill-driver.ts';

async function findAndPlan(site: FakeSite): Promise<void> {
  const { done } = await look(site.source, { fromMs: START - DAY, toMs: START + DAY }, site.reach);
  await done;
  await sendMissing(site.rows.map(({ id }) => id));
}

const states = async () => (await listJobs()).map(({ state }) => state.name);

test('what was being fetched when another account was connected waits for the athlete that it is of', async () => {
  const site = new FakeSite(1);
  await findAndPlan(site);
  const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
  site.before = async () => void (await connect(other.key));
  await carrier(site)();
  await drain();

  expect(await listUploads(9)).toMatchObject([
    { athlete: emulator.athlete.id, state: { name: 'held', why: 'account-changed' } },
  ]);
  expect(emulator.activities('i2')).toHaveLength(0);
});

test('a wait that a clock which ran ahead has set is none when the clock is right again', async () => {
  const site = new FakeSite(1);
  await findAndPlan(site);
  const until = Date.now() + 400 * DAY;
  await changePlan(plan => ({ ...plan, waiting: { until, problem: { kind: 'tab-closed' } } }));
  await carrier(site)();

  expect(await states()).toEqual(['handed']);
  expect((await getPlan())?.waiting).toBeUndefined();
});

import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import {
  addToBackfill,
  cancelBackfill,
  clearBackfillPause,
  pauseBackfill,
  requeueFailedJobs,
} from '../../../../lib/features/backfill/backfill-commands.ts';
import {
  getBackfillRun,
  getFindings,
  getGrowingBatch,
  getSearch,
  listBackfillJobs,
  replaceSearch,
  updateBackfillJobs,
} from '../../../../lib/features/backfill/backfill-store.ts';
import { createBackfillWorker } from '../../../../lib/features/backfill/backfill-worker.ts';
import {
  failInterruptedSearch,
  startSearch,
  stopSearch,
} from '../../../../lib/features/backfill/run-search.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { listUploads } from '../../../../lib/features/uploads/upload-store.ts';
import { DAY } from '../../../../lib/platform/time.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { emulator, FakeSite, rideSpec, START } from '../../../support/backfill-driver.ts';
import { posts } from '../../../support/uploads-driver.ts';

const YEAR = { fromMs: START - 365 * DAY, toMs: START + DAY };
const lists = () =>
  emulator.requests.filter(({ method, path }) => method === 'GET' && path.includes('/activities'));

async function find(site: FakeSite, range = YEAR) {
  const { done } = await startSearch(site.source, range, site.getPageAccess);
  await done;
  return await getFindings();
}

async function findAndPlan(site: FakeSite) {
  const findings = await find(site);
  await addToBackfill(findings.map(({ activity }) => activity.id));
}

const states = async () => (await listBackfillJobs()).map(({ state }) => state.name);

describe('a look at what is missing', () => {
  test('reads the site to its end and asks Intervals.icu once a quarter', async () => {
    const site = new FakeSite(300);
    for (const n of [0, 5, 299]) emulator.seed.activity({ file: fitFile(rideSpec(n)) });
    emulator.clearRequests();
    const findings = await find(site);

    expect(
      findings.filter(({ verdict }) => verdict === 'there').map(({ activity }) => activity.name),
    ).toEqual(['Ride 0', 'Ride 5', 'Ride 299']);
    expect(findings.filter(({ verdict }) => verdict === 'missing')).toHaveLength(297);
    expect(lists()).toHaveLength(4);
    expect(await getSearch()).toMatchObject({ state: 'done', readCount: 300 });
  });

  test('asks Intervals.icu nothing where the site has nothing', async () => {
    emulator.clearRequests();
    expect(await find(new FakeSite(0))).toEqual([]);
    expect(emulator.requests).toHaveLength(0);
  });

  test('ends where somebody stops it', async () => {
    const site = new FakeSite(300);
    let pages = 0;
    site.before = async () => {
      pages += 1;
      if (pages === 2) await stopSearch();
    };
    await find(site);

    expect(pages).toBe(2);
    expect(await getSearch()).toMatchObject({ state: 'cancelled', readCount: 100 });
  });

  test('asks the site nothing more once somebody stopped it', async () => {
    const site = new FakeSite(0);
    let asked = 0;
    const reach = async () => ({
      ...(await site.getPageAccess()),
      runInPage: async <Result>() => ++asked as Awaited<Result>,
    });
    site.source.listActivities = async function* (_from, _to, { runInPage }) {
      await runInPage(() => 0);
      await stopSearch();
      await runInPage(() => 0);
      yield [];
    };
    await (await startSearch(site.source, YEAR, reach)).done;

    expect(asked).toBe(1);
    expect(await getSearch()).toMatchObject({ state: 'cancelled' });
  });

  test('says what kept it from the site', async () => {
    const site = new FakeSite(1);
    site.trouble = 'no-tab';
    await find(site);

    expect(await getSearch()).toMatchObject({ state: 'failed', problem: { kind: 'no-tab' } });
  });

  test('that was left by a worker that died says so', async () => {
    const { done } = await startSearch(new FakeSite(0).source, YEAR, new FakeSite(0).getPageAccess);
    await done;
    const search = await getSearch();
    if (search) await replaceSearch({ ...search, id: crypto.randomUUID(), state: 'reading' });
    await failInterruptedSearch();

    expect(await getSearch()).toMatchObject({ state: 'failed', problem: { kind: 'stopped' } });
  });
});

describe('what was chosen', () => {
  test('arrives with its bytes, name and id, and each once', async () => {
    const site = new FakeSite(5);
    await findAndPlan(site);
    await createBackfillWorker(site).trigger();
    await uploadQueue.trigger();

    expect(
      emulator
        .activities()
        .map(({ name, external_id }) => [name, external_id])
        .sort(),
    ).toEqual(site.rows.map(({ id, name }) => [name, id]).sort());
    expect(await states()).toEqual(Array(5).fill('handed'));
    expect(
      (await listUploads(9)).every(({ origin }) => origin.site === 'garmin' && origin.via === 'page'),
    ).toBe(true);
  });

  test('is one batch, though each is on Intervals.icu before the next is fetched', async () => {
    const site = new FakeSite(3);
    await findAndPlan(site);
    const growing: (number | undefined)[] = [];
    site.before = async () => {
      await uploadQueue.trigger();
      growing.push(await getGrowingBatch());
    };
    await createBackfillWorker(site).trigger();

    expect(new Set((await listUploads(9)).map(({ batch }) => batch)).size).toBe(1);
    expect(growing).toEqual([undefined, 1, 1]);
    expect(await getGrowingBatch()).toBeUndefined();
  });

  test('waits where the tab is gone, says so, and goes on when it is back', async () => {
    const site = new FakeSite(3);
    await findAndPlan(site);
    site.trouble = 'tab-closed';
    const worker = createBackfillWorker(site);
    await worker.trigger();
    expect(await getBackfillRun()).toMatchObject({ backoff: { problem: { kind: 'tab-closed' } } });
    expect(await states()).toEqual(['waiting', 'waiting', 'waiting']);

    site.trouble = undefined;
    await clearBackfillPause();
    await worker.trigger();
    expect(await states()).toEqual(['handed', 'handed', 'handed']);
    expect((await getBackfillRun())?.backoff).toBeUndefined();
  });

  test('is paused, resumed, and cancelled from where it is', async () => {
    const site = new FakeSite(6);
    await findAndPlan(site);
    const worker = createBackfillWorker(site);
    site.before = async () => {
      if (site.fetched.length === 2) await pauseBackfill();
      if (site.fetched.length === 4) await cancelBackfill();
    };
    await worker.trigger();
    expect(site.fetched).toHaveLength(2);
    await clearBackfillPause();
    await worker.trigger();
    expect(await states()).toEqual(['handed', 'handed', 'handed', 'handed']);
  });

  test('that has no file is told from what failed, and what failed can be tried again', async () => {
    const site = new FakeSite(3);
    const [first, second] = site.rows;
    site.answers.set(first?.id ?? '', 'no-recording').set(second?.id ?? '', 'not-yours');
    await findAndPlan(site);
    const worker = createBackfillWorker(site);
    await worker.trigger();
    expect(await states()).toEqual(['no-file', 'failed', 'handed']);

    site.answers.clear();
    await requeueFailedJobs();
    await worker.trigger();
    expect(await states()).toEqual(['no-file', 'handed', 'handed']);
  });

  test('gives up on one activity that the site stumbles over, and not on the others', async () => {
    const site = new FakeSite(2);
    site.answers.set(site.rows[0]?.id ?? '', 'site-down');
    await findAndPlan(site);
    const worker = createBackfillWorker(site);
    for (let n = 0; n < 3; n += 1) {
      await clearBackfillPause();
      await worker.trigger();
    }
    expect(await states()).toEqual(['failed', 'handed']);
  });

  test('that a worker was fetching or had handed over when it died is sent once', async () => {
    const site = new FakeSite(4);
    await findAndPlan(site);
    await createBackfillWorker(site).trigger();
    await uploadQueue.trigger();
    const sent = posts().length;
    // As it is when the worker dies between the outbox and its own note of it.
    await updateBackfillJobs('handed', job => ({ ...job, state: { name: 'fetching' } }));
    await createBackfillWorker(site).trigger();
    await uploadQueue.trigger();

    expect(await states()).toEqual(Array(4).fill('handed'));
    expect(emulator.activities()).toHaveLength(4);
    expect(posts()).toHaveLength(sent);
  });

  test('of another athlete waits', async () => {
    const site = new FakeSite(1);
    await findAndPlan(site);
    await updateBackfillJobs('waiting', job => ({ ...job, athlete: 'i999' }));
    await createBackfillWorker(site).trigger();

    expect(await getBackfillRun()).toMatchObject({ backoff: { problem: { kind: 'wrong-athlete' } } });
    expect(site.fetched).toEqual([]);
  });

  test('is not fetched faster than Intervals.icu takes it', { timeout: 30_000 }, async () => {
    const site = new FakeSite(40);
    await findAndPlan(site);
    const held = emulator.fail({ match: { method: 'POST' }, times: 'always', hold: true });
    const worker = createBackfillWorker(site);
    await worker.trigger();
    expect(site.fetched).toHaveLength(12);

    held.cancel();
    await expect
      .poll(async () => (await states()).filter(name => name === 'handed').length, { timeout: 20_000 })
      .toBe(40);
    await uploadQueue.trigger();
    expect(emulator.activities()).toHaveLength(40);
  });

  test('twice is sent once', async () => {
    const site = new FakeSite(2);
    await findAndPlan(site);
    await addToBackfill(site.rows.map(({ id }) => id));

    expect(await listBackfillJobs()).toHaveLength(2);
  });
});

import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import {
  addToBackfill,
  cancelBackfill,
  clearBackfillPause,
  clearPermissionPause,
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
import { failInterruptedSearch, startSearch, stopSearch } from '../../../../lib/features/backfill/run-search.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { listUploads } from '../../../../lib/features/uploads/upload-store.ts';
import { hasOrigins } from '../../../../lib/platform/permissions.ts';
import { Problem } from '../../../../lib/platform/problem.ts';
import { DAY } from '../../../../lib/platform/time.ts';
import type { KnownSite } from '../../../../lib/services/sites/registry.ts';
import type { PageAccess } from '../../../../lib/services/sites/site.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { emulator, FakeSite, rideSpec, START } from '../../../support/backfill-driver.ts';
import { fakePermissions } from '../../../support/fake-permissions.ts';
import { posts } from '../../../support/uploads-driver.ts';

const YEAR = { fromMs: START - 365 * DAY, toMs: START + DAY };
const lists = () => emulator.requests.filter(({ method, path }) => method === 'GET' && path.includes('/activities'));

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

describe('a search for missing activities', () => {
  test('reads the site’s whole list and asks Intervals.icu once for each quarter of a year', async () => {
    const site = new FakeSite(300);
    for (const n of [0, 5, 299]) emulator.seed.activity({ file: fitFile(rideSpec(n)) });
    emulator.clearRequests();
    const findings = await find(site);

    expect(findings.filter(({ verdict }) => verdict === 'there').map(({ activity }) => activity.name)).toEqual([
      'Ride 0',
      'Ride 5',
      'Ride 299',
    ]);
    expect(findings.filter(({ verdict }) => verdict === 'missing')).toHaveLength(297);
    expect(lists()).toHaveLength(4);
    expect(await getSearch()).toMatchObject({ state: 'done', readCount: 300 });
  });

  test('does not ask Intervals.icu when the site has no activities', async () => {
    emulator.clearRequests();
    expect(await find(new FakeSite(0))).toEqual([]);
    expect(emulator.requests).toHaveLength(0);
  });

  test('ends when the athlete stops it', async () => {
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

  test('sends no request to the site after it was stopped', async () => {
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

  test('stores the problem that kept it from the site', async () => {
    const site = new FakeSite(1);
    site.trouble = 'no-tab';
    await find(site);

    expect(await getSearch()).toMatchObject({ state: 'failed', problem: { kind: 'no-tab' } });
  });

  test('fails with a reason when the worker was stopped during it', async () => {
    const { done } = await startSearch(new FakeSite(0).source, YEAR, new FakeSite(0).getPageAccess);
    await done;
    const search = await getSearch();
    if (search) await replaceSearch({ ...search, id: crypto.randomUUID(), state: 'reading' });
    await failInterruptedSearch();

    expect(await getSearch()).toMatchObject({ state: 'failed', problem: { kind: 'stopped' } });
  });
});

describe('a chosen activity', () => {
  test('is uploaded once, with its bytes, name and ID', async () => {
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
    expect((await listUploads(9)).every(({ origin }) => origin.site === 'garmin' && origin.via === 'page')).toBe(true);
  });

  test('belongs to one batch with the others, although each is uploaded before the next is fetched', async () => {
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

  test('waits with a reason while the site’s tab is closed, and continues when it is open again', async () => {
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

  test('is paused, resumed and cancelled without starting over', async () => {
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

  test('without a file is reported apart from one that failed, which can be tried again', async () => {
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

  test('fails when the site cannot deliver it, and the others do not', async () => {
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

  test('is uploaded once when the worker was stopped while it was fetched or queued', async () => {
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

  test('of another athlete is not fetched', async () => {
    const site = new FakeSite(1);
    await findAndPlan(site);
    await updateBackfillJobs('waiting', job => ({ ...job, athlete: 'i999' }));
    await createBackfillWorker(site).trigger();

    expect(await getBackfillRun()).toMatchObject({ backoff: { problem: { kind: 'wrong-athlete' } } });
    expect(site.fetched).toEqual([]);
  });

  test('is not fetched faster than Intervals.icu accepts uploads', { timeout: 30_000 }, async () => {
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

  test('is listed once when it is chosen twice', async () => {
    const site = new FakeSite(2);
    await findAndPlan(site);
    await addToBackfill(site.rows.map(({ id }) => id));

    expect(await listBackfillJobs()).toHaveLength(2);
  });
});

describe('A16 the access to a site that is taken back in the middle', () => {
  const ORIGINS = ['https://connect.garmin.com/*'];
  const missing = { kind: 'no-access', site: 'Garmin Connect', origins: ORIGINS } as const;

  test('is named until it is granted, and then the rest is fetched by itself', async () => {
    const permissions = fakePermissions(...ORIGINS);
    const site = new FakeSite(3);
    await findAndPlan(site);
    const worker = createBackfillWorker({
      find: site.find,
      getPageAccess: async () => {
        if (!(await hasOrigins(ORIGINS))) throw Problem.fromPlain(missing);
        return await site.getPageAccess();
      },
    });
    site.before = async () => permissions.revoke(...ORIGINS);
    await worker.trigger();
    expect(await states()).toEqual(['handed', 'waiting', 'waiting']);
    expect((await getBackfillRun())?.backoff?.problem).toEqual(missing);

    // A page was opened, or the network is back: the permission is still missing.
    expect(await clearPermissionPause()).toBe(false);
    site.before = async () => undefined;
    permissions.grant(...ORIGINS);
    expect(await clearPermissionPause()).toBe(true);
    await worker.trigger();
    expect(await states()).toEqual(['handed', 'handed', 'handed']);
  });
});

test('A3 what was listed in a container is fetched with the session of that container', async () => {
  const site = new FakeSite(2);
  const { done } = await startSearch(site.source, YEAR, async () => ({
    ...(await site.getPageAccess()),
    container: 'firefox-container-2',
  }));
  await done;
  await addToBackfill((await getFindings()).map(({ activity }) => activity.id));
  const stores: (string | undefined)[] = [];
  const getPageAccess = async (_site: KnownSite, sameAs?: Pick<PageAccess, 'container'>) => {
    stores.push(sameAs?.container);
    return await site.getPageAccess();
  };
  await createBackfillWorker({ find: site.find, getPageAccess }).trigger();
  expect(stores).toEqual(['firefox-container-2', 'firefox-container-2']);

  // Others, for the first ones may be uploaded already.
  site.rows = new FakeSite(4).rows.slice(2);
  await findAndPlan(site);
  await createBackfillWorker({ find: site.find, getPageAccess }).trigger();
  expect(new Set(stores.slice(2))).toEqual(new Set([undefined]));
});

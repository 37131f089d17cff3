import { uploadDatabase, writeStores } from '../uploads/upload-database.ts';
import {
  type BackfillJob,
  type BackfillJobState,
  type BackfillRun,
  createBackfillJob,
  isBackfillJobPending,
} from './backfill-job.ts';
import { findingRows, jobRows, runRows, searchRows } from './backfill-rows.ts';
import { type BackfillFinding, type BackfillSearch, isSearching } from './backfill-search.ts';

/** The newest search. */
export async function getSearch(): Promise<BackfillSearch | undefined> {
  return searchRows.parse(await (await uploadDatabase()).get('missing', 'search'));
}

/** The findings of the newest search: empty until it is done. */
export async function getFindings(): Promise<BackfillFinding[]> {
  const stored = await (await uploadDatabase()).get('missing', 'findings');
  return Array.isArray(stored) ? findingRows.parseAll(stored) : [];
}

/** Starts a new search: the findings of the previous one are deleted. */
export async function replaceSearch(search: BackfillSearch): Promise<void> {
  await writeStores(
    ['missing'],
    async tx => {
      await tx.objectStore('missing').put(search, 'search');
      await tx.objectStore('missing').delete('findings');
    },
    'relaxed',
  );
}

/** Changes this search while it is running; returns whether it still is. */
export async function updateSearch(
  id: string,
  change: Partial<BackfillSearch>,
  findings?: BackfillFinding[],
): Promise<boolean> {
  return await writeStores(
    ['missing'],
    async tx => {
      const store = tx.objectStore('missing');
      const search = searchRows.parse(await store.get('search'));
      if (search?.id !== id || !isSearching(search)) return false;
      await store.put({ ...search, ...change }, 'search');
      if (findings) await store.put(findings, 'findings');
      return true;
    },
    'relaxed',
  );
}

export async function getBackfillRun(): Promise<BackfillRun | undefined> {
  return runRows.parse(await (await uploadDatabase()).get('missing', 'plan'));
}

/** Changes the plan; does nothing if there is none. */
export async function updateBackfillRun(change: (plan: BackfillRun) => BackfillRun): Promise<BackfillRun | undefined> {
  return await writeStores(
    ['missing'],
    async tx => {
      const plan = runRows.parse(await tx.objectStore('missing').get('plan'));
      if (!plan) return undefined;
      const next = change(plan);
      if (next !== plan) await tx.objectStore('missing').put(next, 'plan');
      return next;
    },
    'strict',
  );
}

/** Deletes the search, its findings, the plan and its jobs: no athlete is connected any more. */
export async function clearBackfill(): Promise<void> {
  await writeStores(
    ['missing', 'jobs'],
    async tx => {
      await Promise.all([tx.objectStore('missing').clear(), tx.objectStore('jobs').clear()]);
    },
    'strict',
  );
}

/** Adds jobs to the plan: after those of an unfinished plan, in place of a finished one. */
export async function addBackfillJobs(
  chosen: Pick<BackfillJob, 'site' | 'athlete' | 'activity' | 'container'>[],
): Promise<void> {
  await writeStores(
    ['missing', 'jobs'],
    async tx => {
      const jobs = tx.objectStore('jobs');
      const existing = jobRows.parseAll(await jobs.getAll());
      const isRunning = existing.some(isBackfillJobPending);
      if (!isRunning) {
        await jobs.clear();
        await tx.objectStore('missing').put({ paused: false, failureCount: 0 }, 'plan');
      }
      const existingById = new Map(isRunning ? existing.map(job => [job.id, job]) : []);
      const last = existing.reduce((order, job) => Math.max(order, job.order), 0);
      for (const [n, what] of chosen.entries()) {
        const job = createBackfillJob(what, last + 1 + n);
        const before = existingById.get(job.id);
        if (!before || !isBackfillJobPending(before)) await jobs.put(job);
      }
    },
    'strict',
  );
}

/**
 * The outbox's batch that an unfinished plan still adds to, even if the batch looks complete; undefined if nothing more will be
 * added.
 */
export async function getGrowingBatch(): Promise<number | undefined> {
  const plan = await getBackfillRun();
  return plan?.batch !== undefined && (await listBackfillJobs()).some(isBackfillJobPending) ? plan.batch : undefined;
}

/** All jobs of the plan, in order. */
export async function listBackfillJobs(): Promise<BackfillJob[]> {
  return jobRows.parseAll(await (await uploadDatabase()).getAll('jobs')).sort((a, b) => a.order - b.order);
}

/** The next job to fetch. */
export async function getNextBackfillJob(): Promise<BackfillJob | undefined> {
  const range = IDBKeyRange.bound(['waiting', 0], ['waiting', Number.MAX_SAFE_INTEGER]);
  const db = await uploadDatabase();
  const id = await db.getKeyFromIndex('jobs', 'state', range);
  if (id === undefined) return undefined;
  const job = jobRows.parse(await db.get('jobs', id));
  if (job) return job;
  // One that cannot be read would be the next one for ever.
  await db.delete('jobs', id);
  return await getNextBackfillJob();
}

/** Changes a job if it is in the expected state. Written to disk before it resolves. */
export async function updateBackfillJob(
  id: string,
  from: BackfillJobState['name'],
  change: (job: BackfillJob) => BackfillJob,
): Promise<BackfillJob | undefined> {
  return await writeStores(
    ['jobs'],
    async tx => {
      const job = jobRows.parse(await tx.objectStore('jobs').get(id));
      if (job?.state.name !== from) return undefined;
      const next = change(job);
      await tx.objectStore('jobs').put(next);
      return next;
    },
    'strict',
  );
}

/** Changes every job in a state, or removes it if `change` returns nothing. */
export async function updateBackfillJobs(
  from: BackfillJobState['name'],
  change: (job: BackfillJob) => BackfillJob | undefined,
): Promise<void> {
  await writeStores(
    ['jobs'],
    async tx => {
      const range = IDBKeyRange.bound([from, 0], [from, Number.MAX_SAFE_INTEGER]);
      for (const job of jobRows.parseAll(await tx.objectStore('jobs').index('state').getAll(range))) {
        const next = change(job);
        await (next ? tx.objectStore('jobs').put(next) : tx.objectStore('jobs').delete(job.id));
      }
    },
    'strict',
  );
}

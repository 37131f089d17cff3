import { database, writeIn } from '../outbox/database.ts';
import { isOpen, type Job, type JobState, newJob, type Plan } from './job.ts';
import { type Finding, isLooking, type Search } from './search.ts';

/** The newest search. */
export async function getSearch(): Promise<Search | undefined> {
  return (await (await database()).get('missing', 'search')) as Search | undefined;
}

/** What it found: none before it is done. */
export async function getFindings(): Promise<Finding[]> {
  return ((await (await database()).get('missing', 'findings')) ?? []) as Finding[];
}

/** Begins anew: what the search before found is forgotten. */
export async function beginSearch(search: Search): Promise<void> {
  await writeIn(
    ['missing'],
    async tx => {
      await tx.objectStore('missing').put(search, 'search');
      await tx.objectStore('missing').delete('findings');
    },
    'relaxed',
  );
}

/** Changes this search, as long as it is under way; returns whether it still is. */
export async function changeSearch(
  id: string,
  change: Partial<Search>,
  findings?: Finding[],
): Promise<boolean> {
  return await writeIn(
    ['missing'],
    async tx => {
      const store = tx.objectStore('missing');
      const search = (await store.get('search')) as Search | undefined;
      if (search?.id !== id || !isLooking(search)) return false;
      await store.put({ ...search, ...change }, 'search');
      if (findings) await store.put(findings, 'findings');
      return true;
    },
    'relaxed',
  );
}

export async function getPlan(): Promise<Plan | undefined> {
  return (await (await database()).get('missing', 'plan')) as Plan | undefined;
}

/** Changes the plan; nothing where there is none. */
export async function changePlan(change: (plan: Plan) => Plan): Promise<Plan | undefined> {
  return await writeIn(
    ['missing'],
    async tx => {
      const plan = (await tx.objectStore('missing').get('plan')) as Plan | undefined;
      if (!plan) return undefined;
      const next = change(plan);
      await tx.objectStore('missing').put(next, 'plan');
      return next;
    },
    'strict',
  );
}

/** Puts jobs into the plan: behind those of a plan that is under way, in place of one that is done. */
export async function addJobs(chosen: Pick<Job, 'site' | 'athlete' | 'activity'>[]): Promise<void> {
  await writeIn(
    ['missing', 'jobs'],
    async tx => {
      const jobs = tx.objectStore('jobs');
      const there = await jobs.getAll();
      const goesOn = there.some(isOpen);
      if (!goesOn) {
        await jobs.clear();
        await tx.objectStore('missing').put({ paused: false }, 'plan');
      }
      const kept = new Map(goesOn ? there.map(job => [job.id, job]) : []);
      const last = there.reduce((order, job) => Math.max(order, job.order), 0);
      for (const [n, what] of chosen.entries()) {
        const job = newJob(what, last + 1 + n);
        const before = kept.get(job.id);
        if (!before || !isOpen(before)) await jobs.put(job);
      }
    },
    'strict',
  );
}

/** The outbox's batch that a plan still adds to, however done it looks; undefined where nothing more is to come. */
export async function growingBatch(): Promise<number | undefined> {
  const plan = await getPlan();
  return plan?.batch !== undefined && (await listJobs()).some(isOpen) ? plan.batch : undefined;
}

/** All jobs of the plan, in their order. */
export async function listJobs(): Promise<Job[]> {
  return (await (await database()).getAll('jobs')).sort((a, b) => a.order - b.order);
}

/** The next one to fetch. */
export async function nextJob(): Promise<Job | undefined> {
  const range = IDBKeyRange.bound(['waiting', 0], ['waiting', Number.MAX_SAFE_INTEGER]);
  const [job] = await (await database()).getAllFromIndex('jobs', 'state', range, 1);
  return job;
}

/** Changes a job, if it is in the state that it is expected in. On disk before it resolves. */
export async function changeJob(
  id: string,
  from: JobState['name'],
  change: (job: Job) => Job,
): Promise<Job | undefined> {
  return await writeIn(
    ['jobs'],
    async tx => {
      const job = await tx.objectStore('jobs').get(id);
      if (job?.state.name !== from) return undefined;
      const next = change(job);
      await tx.objectStore('jobs').put(next);
      return next;
    },
    'strict',
  );
}

/** Changes every job in a state, or takes it out where `change` returns nothing. */
export async function changeJobs(
  from: JobState['name'],
  change: (job: Job) => Job | undefined,
): Promise<void> {
  await writeIn(
    ['jobs'],
    async tx => {
      const range = IDBKeyRange.bound([from, 0], [from, Number.MAX_SAFE_INTEGER]);
      for (const job of await tx.objectStore('jobs').index('state').getAll(range)) {
        const next = change(job);
        await (next ? tx.objectStore('jobs').put(next) : tx.objectStore('jobs').delete(job.id));
      }
    },
    'strict',
  );
}

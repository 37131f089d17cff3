import { notifyChanged, onChanged } from '../../platform/change-events.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import { getNextAttempt, recordFailure, recordSuccess } from '../../platform/jobs/circuit-breaker.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { Problem } from '../../platform/problem.ts';
import { MINUTE } from '../../platform/time.ts';
import { getBreaker } from '../../services/intervals/circuit-breaker.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { getCurrentLimits } from '../../services/intervals/rate-limiter.ts';
import type { KnownSite, SiteId } from '../../services/sites/registry.ts';
import type { OriginalFiles } from '../../services/sites/site.ts';
import { addFiles } from '../uploads/upload-commands.ts';
import { countUploads, getCurrentBatch } from '../uploads/upload-store.ts';
import { type BackfillJob, type BackfillJobState, type BackfillRun, setbackOf } from './backfill-job.ts';
import {
  getBackfillRun,
  getNextBackfillJob,
  updateBackfillJob,
  updateBackfillJobs,
  updateBackfillRun,
} from './backfill-store.ts';
import type { GetPageAccess } from './run-search.ts';

/** Fetched and not yet sent, at most: what Intervals.icu does not take today need not lie here as bytes. */
const MAX_QUEUED_UPLOADS = 12;

/** How sites are known and reached. */
export interface SiteAccess {
  find: (id: SiteId) => KnownSite;
  getPageAccess: GetPageAccess;
}

/** Fetches what is planned, one activity after the other, and hands each to the outbox. */
export function createBackfillWorker(sites: SiteAccess): Job {
  let stopWaitingForRoom = (): void => undefined;

  async function fetchWhileAllowed(signal: AbortSignal): Promise<number | undefined> {
    stopWaitingForRoom();
    let hasFetched = false;
    try {
      while (!signal.aborted) {
        const run = await getBackfillRun();
        const job = run && (await getNextBackfillJob());
        const at = run && getNextAttempt(run, Date.now());
        if (!run || !job || at !== 0) return job && at;
        if (await isUploadQueueFull()) return await waitForRoom();
        await fetchJob(sites, run, job);
        hasFetched = true;
        notifyChanged('missing');
        const { fetchPauseMs } = await getCurrentLimits();
        await new Promise(resolve => setTimeout(resolve, fetchPauseMs));
      }
      return undefined;
    } finally {
      // Whether the batch is complete depends on this run too.
      if (hasFetched) notifyChanged();
    }
  }

  /** What is here already goes first. While the uploads are stopped, what starts them again triggers this job too. */
  async function waitForRoom(): Promise<number | undefined> {
    stopWaitingForRoom = onChanged(() => void worker.trigger());
    const now = Date.now();
    const at = getNextAttempt(await getBreaker(), now);
    return at === undefined ? undefined : Math.max(at, now + MINUTE);
  }

  const worker = defineJob({
    name: 'backfill',
    // What was handed over already is known to the outbox by its bytes.
    recover: () => updateBackfillJobs('fetching', withState({ name: 'waiting' })),
    run: fetchWhileAllowed,
  });
  return worker;
}

async function fetchJob(
  { find, getPageAccess }: SiteAccess,
  run: BackfillRun,
  job: BackfillJob,
): Promise<void> {
  if (!(await updateBackfillJob(job.id, 'waiting', withState({ name: 'fetching' })))) return;
  notifyChanged('missing');
  try {
    // Nothing goes to another athlete than the one that was compared.
    if ((await requireAthleteId()) !== job.athlete) throw new Problem('wrong-athlete');
    const site = find(job.site);
    const original = await site.fetchOriginal(job.activity, await getPageAccess(site));
    const uploads = await queueForUpload(site, original, job, run.batch ?? (await startBatch()));
    await updateBackfillJob(job.id, 'fetching', withState({ name: 'handed', uploads }));
    await updateBackfillRun(current => recordSuccess(current, Date.now()));
  } catch (thrown) {
    await recordJobProblem(job, Problem.from(thrown), run.failureCount);
  }
}

async function queueForUpload(
  site: KnownSite,
  { files, externalId, ...original }: OriginalFiles,
  { activity, athlete }: BackfillJob,
  batch: number,
): Promise<string[]> {
  const name = activity.name ?? original.name;
  const result = await addFiles(
    files,
    { via: 'page', automatic: false, site: site.id },
    { athlete, batch, ...(name && { name }), ...(externalId && { externalId }) },
  );
  const [lost] = result.failed;
  if (lost) throw Problem.fromPlain(lost.problem);
  if (result.ids.length === 0) throw new Problem('no-recording', { site: site.label });
  return result.ids;
}

async function isUploadQueueFull(): Promise<boolean> {
  const { queued, sending } = await countUploads();
  return queued + sending >= MAX_QUEUED_UPLOADS;
}

/** What was added before belongs to the same batch as what comes after it, however long that takes. */
async function startBatch(): Promise<number> {
  const batch = await getCurrentBatch();
  await updateBackfillRun(plan => ({ ...plan, batch }));
  return batch;
}

async function recordJobProblem(job: BackfillJob, thrown: Problem, strikes: number): Promise<void> {
  const problem = thrown.toPlain();
  const setback = setbackOf(problem, job.tries, strikes);
  if (setback === 'no-file') {
    await updateBackfillJob(job.id, 'fetching', withState({ name: 'no-file' }));
  } else if (setback === 'failed') {
    await updateBackfillJob(job.id, 'fetching', withState({ name: 'failed', problem }));
  } else {
    const { waitMs, isOwnFault } = setback;
    await updateBackfillJob(job.id, 'fetching', current => ({
      ...current,
      state: { name: 'waiting' },
      tries: current.tries + (isOwnFault ? 1 : 0),
    }));
    // Activities are fetched one after the other, so each waits for what the one before it met.
    const policy = { ...getPolicy(problem.kind), retry: 'backoff', scope: 'site' } as const;
    await updateBackfillRun(run => recordFailure(run, problem, policy, Date.now(), waitMs));
  }
}

const withState =
  (state: BackfillJobState) =>
  (job: BackfillJob): BackfillJob => ({ ...job, state });

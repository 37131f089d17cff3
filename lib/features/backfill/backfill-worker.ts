import { notifyChanged, onChanged } from '../../platform/change-events.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import { getNextAttempt, recordFailure, recordSuccess } from '../../platform/jobs/circuit-breaker.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { Problem } from '../../platform/problem.ts';
import { MINUTE } from '../../platform/time.ts';
import { unlessAborted } from '../../platform/unless-aborted.ts';
import { getBreaker } from '../../services/intervals/circuit-breaker.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { getCurrentLimits } from '../../services/intervals/rate-limiter.ts';
import type { KnownSite, SiteId } from '../../services/sites/registry.ts';
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

/**
 * The most recordings that are fetched but not sent: more would only take up storage while Intervals.icu accepts no more today.
 */
const MAX_QUEUED_UPLOADS = 12;

/** Finds and reaches sites. */
export interface SiteAccess {
  find: (id: SiteId) => KnownSite;
  getPageAccess: GetPageAccess;
}

/** Fetches the planned activities one after the other, and adds each to the outbox. */
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
        await fetchJob(sites, run, job, signal);
        hasFetched = true;
        notifyChanged('missing');
        const { fetchPauseMs } = await getCurrentLimits();
        await new Promise(resolve => setTimeout(resolve, fetchPauseMs));
      }
      return undefined;
    } finally {
      // The end of this run may complete the batch.
      if (hasFetched) notifyChanged();
    }
  }

  /**
   * Uploads that are already in the outbox are sent first. While uploads are stopped, the event that resumes them triggers this
   * job, too.
   */
  async function waitForRoom(): Promise<number | undefined> {
    stopWaitingForRoom = onChanged(() => void worker.trigger());
    const now = Date.now();
    const at = getNextAttempt(await getBreaker(), now);
    return at === undefined ? undefined : Math.max(at, now + MINUTE);
  }

  const worker = defineJob({
    name: 'backfill',
    // The outbox recognises files that were already added by their bytes.
    recover: async () => {
      if (await getBackfillRun()) await updateBackfillJobs('fetching', withState({ name: 'waiting' }));
    },
    run: fetchWhileAllowed,
  });
  return worker;
}

async function fetchJob(
  { find, getPageAccess }: SiteAccess,
  run: BackfillRun,
  job: BackfillJob,
  signal: AbortSignal,
): Promise<void> {
  if (!(await updateBackfillJob(job.id, 'waiting', withState({ name: 'fetching' })))) return;
  notifyChanged('missing');
  try {
    // Nothing is sent to an athlete other than the one that was compared.
    if ((await requireAthleteId()) !== job.athlete) throw new Problem('wrong-athlete');
    const site = find(job.site);
    const access = await getPageAccess(site, job);
    const original = await unlessAborted(site.fetchOriginal(job.activity, access), signal);
    const uploads = await queueForUpload(site, original, job, run.batch ?? (await startBatch()));
    await updateBackfillJob(job.id, 'fetching', withState({ name: 'handed', uploads }));
    await updateBackfillRun(current => recordSuccess(current, Date.now()));
  } catch (thrown) {
    // `recover` puts the job back.
    if (!signal.aborted) await recordJobProblem(job, Problem.from(thrown), run.failureCount);
  }
}

async function queueForUpload(
  site: KnownSite,
  { files, externalId, ...original }: Awaited<ReturnType<KnownSite['fetchOriginal']>>,
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

/** All activities of a plan belong to one batch, however long they take. */
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
    // Activities are fetched one after the other, so a problem of one delays all that follow.
    const policy = { ...getPolicy(problem.kind), retry: 'backoff', scope: 'site' } as const;
    await updateBackfillRun(run => recordFailure(run, problem, policy, Date.now(), waitMs));
  }
}

const withState =
  (state: BackfillJobState) =>
  (job: BackfillJob): BackfillJob => ({ ...job, state });

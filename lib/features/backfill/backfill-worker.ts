import { browser } from 'wxt/browser';
import { getBackoffEnd } from '../../platform/backoff.ts';
import { notifyChanged, onChanged } from '../../platform/change-events.ts';
import { Problem } from '../../platform/problem.ts';
import { createSingleFlight } from '../../platform/single-flight.ts';
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

/** Name of the alarm that wakes the background while there is something to fetch. */
export const BACKFILL_ALARM = 'missing';

/** Fetched and not yet sent, at most: what Intervals.icu does not take today need not lie here as bytes. */
const MAX_QUEUED_UPLOADS = 12;

/** How sites are known and reached. */
export interface SiteAccess {
  find: (id: SiteId) => KnownSite;
  getPageAccess: GetPageAccess;
}

/** Fetches what is planned, one activity after the other, and hands each to the outbox. */
export function createBackfillWorker(sites: SiteAccess): () => Promise<void> {
  return new BackfillWorker(sites).resume;
}

class BackfillWorker {
  readonly #sites: SiteAccess;
  #recovered = false;
  #unsubscribe: (() => void) | undefined;

  /** Goes on with the plan, if anything may be fetched now. Calls while it is at work make it look again. */
  readonly resume = createSingleFlight(() => this.#run()).trigger;

  constructor(sites: SiteAccess) {
    this.#sites = sites;
  }

  async #run(): Promise<void> {
    let fetched = 0;
    while (await this.#fetchNext()) fetched += 1;
    // Whoever waits for the end of the batch looks once more.
    if (fetched > 0) notifyChanged();
  }

  /** Returns whether there may be another one to fetch now. */
  async #fetchNext(): Promise<boolean> {
    const run = await getBackfillRun();
    if (run) await this.#recover();
    const job = run && !run.paused ? await getNextBackfillJob() : undefined;
    if (!run || !job) return await this.#sleepUntil(undefined);
    const until = getBackoffEnd(run, Date.now());
    if (until > 0) return await this.#sleepUntil(until);
    if (await isUploadQueueFull()) return await this.#sleepUntilRoom();
    // Should this worker die in the middle, the alarm wakes its successor.
    browser.alarms.create(BACKFILL_ALARM, { delayInMinutes: 0.5, periodInMinutes: 0.5 });
    await fetchJob(this.#sites, run, job);
    notifyChanged('missing');
    const { fetchPauseMs } = await getCurrentLimits();
    await new Promise(resolve => setTimeout(resolve, fetchPauseMs));
    return true;
  }

  /** The worker that fetched these is gone. What it had handed over already is known to the outbox by its bytes. */
  async #recover(): Promise<void> {
    if (this.#recovered) return;
    this.#recovered = true;
    await updateBackfillJobs('fetching', withState({ name: 'waiting' }));
  }

  /** Nothing more can be fetched before that moment, or before a person acts. */
  async #sleepUntil(untilMs: number | undefined): Promise<false> {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    if (untilMs === undefined) await browser.alarms.clear(BACKFILL_ALARM);
    else browser.alarms.create(BACKFILL_ALARM, { when: untilMs });
    return false;
  }

  /** What is here already goes first. While the outbox is shut, whatever opens it wakes this worker too. */
  async #sleepUntilRoom(): Promise<false> {
    const now = Date.now();
    const breaker = await getBreaker();
    await this.#sleepUntil(
      breaker.paused || breaker.blocked ? undefined : Math.max(getBackoffEnd(breaker, now), now + MINUTE),
    );
    this.#unsubscribe = onChanged(() => void this.resume());
    return false;
  }
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
    if (run.backoff) await updateBackfillRun(({ backoff: _, failureCount: __, ...rest }) => rest);
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

async function recordJobProblem(job: BackfillJob, thrown: Problem, strikes = 0): Promise<void> {
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
    await updateBackfillRun(plan => ({
      ...plan,
      failureCount: strikes + 1,
      backoff: { until: Date.now() + waitMs, problem },
    }));
  }
}

const withState =
  (state: BackfillJobState) =>
  (job: BackfillJob): BackfillJob => ({ ...job, state });

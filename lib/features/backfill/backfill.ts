import type { Job } from '../../platform/jobs/job.ts';
import { getOpenTabAccess } from '../../services/sites/open-tab.ts';
import { requireSite, type SiteId } from '../../services/sites/registry.ts';
import * as plan from './backfill-commands.ts';
import type { TimeRange } from './backfill-search.ts';
import { createBackfillWorker } from './backfill-worker.ts';
import { failInterruptedSearch, startSearch } from './run-search.ts';

/** Fetches what is planned from the open tabs of the sites. */
export const backfillWorker: Job = createBackfillWorker({
  find: requireSite,
  getPageAccess: getOpenTabAccess,
});

/** Begins to look for what is missing. @throws {Problem} `not-connected` */
export async function findMissing({ site, ...range }: TimeRange & { site: SiteId }): Promise<void> {
  await startSearch(requireSite(site), range, getOpenTabAccess);
}

/** Plans to send these activities of the newest search, and begins. @throws {Problem} as `plan.sendMissing` */
export const startBackfill = (ids: string[]): Promise<void> => plan.addToBackfill(ids).then(triggerWorker);

export const resumeBackfill = (): Promise<void> => plan.clearBackfillPause().then(triggerWorker);

export const retryBackfill = (): Promise<void> => plan.requeueFailedJobs().then(triggerWorker);

/** The background came to life: what its predecessor left in the middle goes on. */
export async function startBackfillFeature(): Promise<void> {
  await failInterruptedSearch();
  await backfillWorker.trigger();
}

function triggerWorker(): void {
  void backfillWorker.trigger();
}

import type { Job } from '../../platform/jobs/job.ts';
import { getOpenTabAccess } from '../../services/sites/open-tab.ts';
import { requireSite, type SiteId } from '../../services/sites/registry.ts';
import * as plan from './backfill-commands.ts';
import type { TimeRange } from './backfill-search.ts';
import { createBackfillWorker } from './backfill-worker.ts';
import { failInterruptedSearch, startSearch } from './run-search.ts';

/** Fetches the planned activities through open tabs of the sites. */
export const backfillWorker: Job = createBackfillWorker({
  find: requireSite,
  getPageAccess: getOpenTabAccess,
});

/** Starts a search for missing activities. @throws {Problem} `not-connected` */
export async function findMissing({ site, ...range }: TimeRange & { site: SiteId }): Promise<void> {
  await startSearch(requireSite(site), range, getOpenTabAccess);
}

/** Adds these activities of the newest search to the plan, and starts it. @throws {Problem} as `addToBackfill` */
export const startBackfill = (ids: string[]): Promise<void> => plan.addToBackfill(ids).then(triggerWorker);

export const resumeBackfill = (): Promise<void> => plan.clearBackfillPause().then(triggerWorker);

/** Continues if the permission that it waited for is granted. */
export async function resumeAllowedBackfill(): Promise<void> {
  if (await plan.clearPermissionPause()) triggerWorker();
}

export const retryBackfill = (): Promise<void> => plan.requeueFailedJobs().then(triggerWorker);

/** Continues after a start of the background: what was interrupted when it was stopped is resumed or marked as failed. */
export async function startBackfillFeature(): Promise<void> {
  await failInterruptedSearch();
  await backfillWorker.trigger();
}

function triggerWorker(): void {
  void backfillWorker.trigger();
}

import { notifyChanged } from '../../platform/change-events.ts';
import { isPermissionBack } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { retryUploads } from '../uploads/upload-commands.ts';
import { getUploads } from '../uploads/upload-store.ts';
import { isSendable } from './backfill-search.ts';
import {
  addBackfillJobs,
  getBackfillRun,
  getFindings,
  getSearch,
  listBackfillJobs,
  updateBackfillJobs,
  updateBackfillRun,
} from './backfill-store.ts';

/**
 * Adds these activities of the newest search to the plan.
 * @throws {Problem} `not-connected`; `wrong-athlete` if the search was for another athlete
 */
export async function addToBackfill(ids: string[]): Promise<void> {
  const [connected, search, findings] = await Promise.all([requireAthleteId(), getSearch(), getFindings()]);
  if (!search) return;
  if (connected !== search.athlete) throw new Problem('wrong-athlete');
  const chosen = new Set(ids);
  const { site, athlete, container } = search;
  await addBackfillJobs(
    findings
      .filter(finding => chosen.has(finding.activity.id) && isSendable(finding))
      .map(({ activity }) => ({ site, athlete, activity, ...(container !== undefined && { container }) })),
  );
  notifyChanged('missing');
}

/** Fetches nothing more until `clearBackfillPause`. Uploads that are already in the outbox are still sent. */
export async function pauseBackfill(): Promise<void> {
  await updateBackfillRun(plan => ({ ...plan, paused: true }));
  notifyChanged('missing');
}

/** Continues now, whatever the plan waited for. */
export async function clearBackfillPause(): Promise<void> {
  await updateBackfillRun(({ backoff: _, ...plan }) => ({ ...plan, paused: false }));
  notifyChanged('missing');
}

/** Ends a pause for a permission that is granted again; returns whether there was one. */
export async function clearPermissionPause(): Promise<boolean> {
  const { backoff } = (await getBackfillRun()) ?? {};
  if (!backoff || !(await isPermissionBack(backoff.problem))) return false;
  await updateBackfillRun(({ backoff: _, ...plan }) => plan);
  notifyChanged('missing');
  return true;
}

/** Removes the jobs that were not fetched yet. */
export async function cancelBackfill(): Promise<void> {
  await updateBackfillJobs('waiting', () => undefined);
  notifyChanged('missing');
  // This may complete a batch that waited for these jobs.
  notifyChanged();
}

/** Retries failed jobs, whether they failed at the site or on the way to Intervals.icu. */
export async function requeueFailedJobs(): Promise<void> {
  const ids = (await listBackfillJobs()).flatMap(({ state }) => (state.name === 'handed' ? state.uploads : []));
  const failed = (await getUploads(ids)).filter(({ state }) => state.name === 'failed');
  await updateBackfillJobs('failed', job => ({ ...job, state: { name: 'waiting' }, tries: 0 }));
  if (failed.length > 0) await retryUploads(failed.map(({ id }) => id));
  await clearBackfillPause();
}

import { notifyChanged } from '../../platform/change-events.ts';
import { Problem } from '../../platform/problem.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { retryUploads } from '../uploads/upload-commands.ts';
import { getUploads } from '../uploads/upload-store.ts';
import { isSendable } from './backfill-search.ts';
import {
  addBackfillJobs,
  getFindings,
  getSearch,
  listBackfillJobs,
  updateBackfillJobs,
  updateBackfillRun,
} from './backfill-store.ts';

/**
 * Plans to send these activities of the newest search.
 * @throws {Problem} `not-connected`; `wrong-athlete` where another one was compared
 */
export async function addToBackfill(ids: string[]): Promise<void> {
  const [connected, search, findings] = await Promise.all([requireAthleteId(), getSearch(), getFindings()]);
  if (!search) return;
  if (connected !== search.athlete) throw new Problem('wrong-athlete');
  const chosen = new Set(ids);
  const { site, athlete } = search;
  await addBackfillJobs(
    findings
      .filter(finding => chosen.has(finding.activity.id) && isSendable(finding))
      .map(({ activity }) => ({ site, athlete, activity })),
  );
  notifyChanged('missing');
}

/** Fetches nothing more until `resumeMissing`. What is in the outbox already goes its way. */
export async function pauseBackfill(): Promise<void> {
  await updateBackfillRun(plan => ({ ...plan, paused: true }));
  notifyChanged('missing');
}

/** Goes on now, whatever the plan waited for. */
export async function clearBackfillPause(): Promise<void> {
  await updateBackfillRun(({ backoff: _, ...plan }) => ({ ...plan, paused: false }));
  notifyChanged('missing');
}

/** Takes out what was not fetched yet. */
export async function cancelBackfill(): Promise<void> {
  await updateBackfillJobs('waiting', () => undefined);
  notifyChanged('missing');
  // A batch that waited for these has come to its end.
  notifyChanged();
}

/** Tries once more what failed, on the site or on the way to Intervals.icu. */
export async function requeueFailedJobs(): Promise<void> {
  const ids = (await listBackfillJobs()).flatMap(({ state }) =>
    state.name === 'handed' ? state.uploads : [],
  );
  const failed = (await getUploads(ids)).filter(({ state }) => state.name === 'failed');
  await updateBackfillJobs('failed', job => ({ ...job, state: { name: 'waiting' }, tries: 0 }));
  if (failed.length > 0) await retryUploads(failed.map(({ id }) => id));
  await clearBackfillPause();
}

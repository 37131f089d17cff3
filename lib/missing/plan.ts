import { expectAthlete } from '../credentials.ts';
import { announce } from '../news.ts';
import { retry } from '../outbox/outbox.ts';
import { getUploads } from '../outbox/store.ts';
import { Problem } from '../problem.ts';
import { isSendable } from './search.ts';
import { addJobs, changeJobs, changePlan, getFindings, getSearch, listJobs } from './store.ts';

/**
 * Plans to send these activities of the newest search.
 * @throws {Problem} `not-connected`; `wrong-athlete` where another one was compared
 */
export async function sendMissing(ids: string[]): Promise<void> {
  const [connected, search, findings] = await Promise.all([expectAthlete(), getSearch(), getFindings()]);
  if (!search) return;
  if (connected !== search.athlete) throw new Problem('wrong-athlete');
  const chosen = new Set(ids);
  const { site, athlete } = search;
  await addJobs(
    findings
      .filter(finding => chosen.has(finding.activity.id) && isSendable(finding))
      .map(({ activity }) => ({ site, athlete, activity })),
  );
  announce('missing');
}

/** Fetches nothing more until `resumeMissing`. What is in the outbox already goes its way. */
export async function pauseMissing(): Promise<void> {
  await changePlan(plan => ({ ...plan, paused: true }));
  announce('missing');
}

/** Goes on now, whatever the plan waited for. */
export async function resumeMissing(): Promise<void> {
  await changePlan(({ waiting: _, ...plan }) => ({ ...plan, paused: false }));
  announce('missing');
}

/** Takes out what was not fetched yet. */
export async function cancelMissing(): Promise<void> {
  await changeJobs('waiting', () => undefined);
  announce('missing');
  // A batch that waited for these has come to its end.
  announce();
}

/** Tries once more what failed, on the site or on the way to Intervals.icu. */
export async function retryMissing(): Promise<void> {
  const ids = (await listJobs()).flatMap(({ state }) => (state.name === 'handed' ? state.uploads : []));
  const failed = (await getUploads(ids)).filter(({ state }) => state.name === 'failed');
  await changeJobs('failed', job => ({ ...job, state: { name: 'waiting' }, tries: 0 }));
  if (failed.length > 0) await retry(failed.map(({ id }) => id));
  await resumeMissing();
}

import { browser } from 'wxt/browser';
import { expectAthlete } from '../credentials.ts';
import { announce, onNews } from '../news.ts';
import { getGate } from '../outbox/gate.ts';
import { add } from '../outbox/outbox.ts';
import { countUploads, currentBatch } from '../outbox/store.ts';
import { Problem } from '../problem.ts';
import type { Original, Source, SourceId } from '../sources/source.ts';
import { MINUTE } from '../time.ts';
import { getLimits } from '../turns.ts';
import { waitsUntil } from '../wait.ts';
import { whileWanted } from '../while-wanted.ts';
import { type Job, type JobState, type Plan, setbackOf } from './job.ts';
import type { ReachSite } from './look.ts';
import { changeJob, changeJobs, changePlan, getPlan, nextJob } from './store.ts';

/** Name of the alarm that wakes the background while there is something to fetch. */
export const MISSING_ALARM = 'missing';

/** Fetched and not yet sent, at most: what Intervals.icu does not take today need not lie here as bytes. */
const AHEAD = 12;

/** How sites are known and reached. */
export interface Sites {
  find: (id: SourceId) => Source;
  reach: ReachSite;
}

/** Fetches what is planned, one activity after the other, and hands each to the outbox. */
export function carrier(sites: Sites): () => Promise<void> {
  return new Carrier(sites).carryOn;
}

class Carrier {
  readonly #sites: Sites;
  #recovered = false;
  #unsubscribe: (() => void) | undefined;

  /** Goes on with the plan, if anything may be fetched now. Calls while it is at work make it look again. */
  readonly carryOn = whileWanted(() => this.#run()).want;

  constructor(sites: Sites) {
    this.#sites = sites;
  }

  async #run(): Promise<void> {
    let taken = 0;
    while (await this.#takeNext()) taken += 1;
    // Whoever waits for the end of the batch looks once more.
    if (taken > 0) announce();
  }

  /** Returns whether there may be another one to fetch now. */
  async #takeNext(): Promise<boolean> {
    const plan = await getPlan();
    if (plan) await this.#recover();
    const job = plan && !plan.paused ? await nextJob() : undefined;
    if (!plan || !job) return await this.#rest(undefined);
    const until = waitsUntil(plan, Date.now());
    if (until > 0) return await this.#rest(until);
    if (await isOutboxFull()) return await this.#restForRoom();
    // Should this worker die in the middle, the alarm wakes its successor.
    browser.alarms.create(MISSING_ALARM, { delayInMinutes: 0.5, periodInMinutes: 0.5 });
    await take(this.#sites, plan, job);
    announce('missing');
    const { fetchPauseMs } = await getLimits();
    await new Promise(resolve => setTimeout(resolve, fetchPauseMs));
    return true;
  }

  /** The worker that fetched these is gone. What it had handed over already is known to the outbox by its bytes. */
  async #recover(): Promise<void> {
    if (this.#recovered) return;
    this.#recovered = true;
    await changeJobs('fetching', become({ name: 'waiting' }));
  }

  /** Nothing more can be fetched before that moment, or before a person acts. */
  async #rest(untilMs: number | undefined): Promise<false> {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    if (untilMs === undefined) await browser.alarms.clear(MISSING_ALARM);
    else browser.alarms.create(MISSING_ALARM, { when: untilMs });
    return false;
  }

  /** What is here already goes first. While the outbox is shut, whatever opens it wakes this worker too. */
  async #restForRoom(): Promise<false> {
    const now = Date.now();
    const gate = await getGate();
    await this.#rest(gate.paused || gate.stopped ? undefined : Math.max(waitsUntil(gate, now), now + MINUTE));
    this.#unsubscribe = onNews(() => void this.carryOn());
    return false;
  }
}

async function take({ find, reach }: Sites, plan: Plan, job: Job): Promise<void> {
  if (!(await changeJob(job.id, 'waiting', become({ name: 'fetching' })))) return;
  announce('missing');
  try {
    // Nothing goes to another athlete than the one that was compared.
    if ((await expectAthlete()) !== job.athlete) throw new Problem('wrong-athlete');
    const source = find(job.site);
    const original = await source.fetchOriginal(job.activity, await reach(source));
    const uploads = await handOver(source, original, job, plan.batch ?? (await beginBatch()));
    await changeJob(job.id, 'fetching', become({ name: 'handed', uploads }));
    if (plan.waiting) await changePlan(({ waiting: _, strikes: __, ...rest }) => rest);
  } catch (thrown) {
    await recordSetback(job, Problem.from(thrown), plan.strikes);
  }
}

async function handOver(
  source: Source,
  { files, externalId, ...original }: Original,
  { activity, athlete }: Job,
  batch: number,
): Promise<string[]> {
  const name = activity.name ?? original.name;
  const added = await add(
    files,
    { door: 'page', automatic: false, site: source.id },
    { athlete, batch, ...(name && { name }), ...(externalId && { externalId }) },
  );
  const [lost] = added.lost;
  if (lost) throw Problem.fromPlain(lost.problem);
  if (added.ids.length === 0) throw new Problem('no-recording', { site: source.label });
  return added.ids;
}

async function isOutboxFull(): Promise<boolean> {
  const { queued, sending } = await countUploads();
  return queued + sending >= AHEAD;
}

/** What was added before belongs to the same batch as what comes after it, however long that takes. */
async function beginBatch(): Promise<number> {
  const batch = await currentBatch();
  await changePlan(plan => ({ ...plan, batch }));
  return batch;
}

async function recordSetback(job: Job, thrown: Problem, strikes = 0): Promise<void> {
  const problem = thrown.toPlain();
  const setback = setbackOf(problem, job.tries, strikes);
  if (setback === 'no-file') {
    await changeJob(job.id, 'fetching', become({ name: 'no-file' }));
  } else if (setback === 'failed') {
    await changeJob(job.id, 'fetching', become({ name: 'failed', problem }));
  } else {
    const { waitMs, isOwnFault } = setback;
    await changeJob(job.id, 'fetching', current => ({
      ...current,
      state: { name: 'waiting' },
      tries: current.tries + (isOwnFault ? 1 : 0),
    }));
    await changePlan(plan => ({
      ...plan,
      strikes: strikes + 1,
      waiting: { until: Date.now() + waitMs, problem },
    }));
  }
}

const become =
  (state: JobState) =>
  (job: Job): Job => ({ ...job, state });

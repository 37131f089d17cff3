import { Problem } from '../../platform/problem.ts';

let abortController = new AbortController();

const underWay = new Set<Promise<unknown>>();

/** The change of account that is under way. `isIdle`: nothing is done for the account any more. */
let change: { isIdle: boolean; ended: Promise<void> } | undefined;

/** Aborted as soon as the account is about to change: everything that is sent with its key depends on it. */
export const getAccountSignal = (): AbortSignal => abortController.signal;

/**
 * Does work for the connected account, which may be reading or writing, here or on Intervals.icu. The account changes only after it has
 * ended; work that begins meanwhile waits for the next account.
 * @throws {Problem} `stopped` while the account's other work is being ended, for this may be a part of it
 */
export async function trackAccountWork<Result>(work: () => Promise<Result>): Promise<Result> {
  while (change?.isIdle) await change.ended;
  if (change) throw new Problem('stopped');
  const result = work();
  underWay.add(result);
  try {
    return await result;
  } finally {
    underWay.delete(result);
  }
}

/**
 * Aborts everything that is done for the account, and does `work` when all of it has ended. `whileJobsStopped` does the same for the jobs
 * of the features, whose parts are account work too.
 */
export async function whileAccountStopped<Result>(
  whileJobsStopped: (work: () => Promise<Result>) => Promise<Result>,
  work: () => Promise<Result>,
): Promise<Result> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const current = { isIdle: false, ended };
  const resume = () => {
    if (change !== current) return;
    change = undefined;
    abortController = new AbortController();
    resolve();
  };
  change = current;
  abortController.abort();
  try {
    return await whileJobsStopped(async () => {
      await Promise.allSettled(underWay);
      current.isIdle = true;
      // Before the jobs continue, because they need a signal that is not aborted.
      return await work().finally(resume);
    });
  } finally {
    resume();
  }
}

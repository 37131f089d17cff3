import { browser } from 'wxt/browser';
import { withKeepAlive } from '../keep-alive.ts';
import { createMutex } from '../mutex.ts';

/** Work that outlives the background worker: what is left to do is stored, and an alarm wakes the worker for it. */
export interface JobDefinition {
  /** Also the name of its alarm. */
  name: string;
  /** Before each run. Nothing of the job is under way then: what is stored as under way lost its worker. */
  recover?(): Promise<void>;
  /**
   * Does what can be done now. Returns when there is more to do, in ms since the epoch; undefined where only a trigger brings more.
   * `signal` is aborted when the job is stopped. `nextTrigger` resolves at the next call of `trigger`, for a run that can take up new
   * work before its end.
   */
  run(signal: AbortSignal, nextTrigger: () => Promise<void>): Promise<number | undefined>;
}

export interface Job {
  name: string;
  /** Runs now; a run that is under way is followed by another one. Resolves when nothing runs. Never rejects: failures are reported. */
  trigger(): Promise<void>;
  /** Sets the moment of the next run, in ms since the epoch; undefined for none. The end of a run sets it too. */
  schedule(atMs: number | undefined): Promise<void>;
  /** Aborts the run that is under way and resolves when it has ended. Only a trigger or the alarm starts another one. */
  stop(): Promise<void>;
  /** Stops the job, does `work` while nothing runs, then triggers. One at a time. */
  whileStopped<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Wakes the successor of a worker that died during a run. Half a minute is the shortest period of an alarm.
 * https://developer.chrome.com/docs/extensions/reference/api/alarms
 */
const WATCHDOG = { delayInMinutes: 0.5, periodInMinutes: 0.5 };

export function defineJob({ name, run, recover }: JobDefinition): Job {
  const runExclusive = createMutex();
  let abortController = new AbortController();
  let isTriggered = false;
  let nextTrigger = Promise.withResolvers<void>();
  let running: Promise<void> | undefined;
  /** How many stops are not over yet, and when the last one is. */
  let stops = 0;
  let stopped: Promise<unknown> = Promise.resolve();

  const schedule = async (atMs: number | undefined): Promise<void> => {
    if (atMs === undefined) await browser.alarms.clear(name);
    else await browser.alarms.create(name, { when: Math.max(atMs, Date.now()) });
  };

  async function runOnce(): Promise<void> {
    abortController = new AbortController();
    const { signal } = abortController;
    try {
      await browser.alarms.create(name, WATCHDOG);
      await recover?.();
      const nextRunAt = await run(signal, () => nextTrigger.promise);
      // Cut off, it cannot know what is left: the watchdog stays.
      if (!signal.aborted) await schedule(nextRunAt);
    } catch (thrown) {
      reportError(thrown);
    }
  }

  async function runWhileTriggered(): Promise<void> {
    try {
      while (isTriggered && stops === 0) {
        isTriggered = false;
        await runOnce();
      }
    } finally {
      // Nothing is awaited between the last check of `isTriggered` and this, so no trigger is lost.
      running = undefined;
    }
  }

  function trigger(): Promise<void> {
    isTriggered = true;
    nextTrigger.resolve();
    nextTrigger = Promise.withResolvers();
    if (stops > 0) return stopped.then(() => running);
    running ??= withKeepAlive(runWhileTriggered());
    return running;
  }

  function suspend<Result>(work: () => Promise<Result>): Promise<Result> {
    stops += 1;
    abortController.abort();
    const result = runExclusive(async () => {
      try {
        await running;
        return await work();
      } finally {
        stops -= 1;
        if (stops === 0 && isTriggered) void trigger();
      }
    });
    stopped = Promise.allSettled([result]);
    return result;
  }

  return {
    name,
    trigger,
    schedule,
    stop: () => suspend(async () => undefined),
    whileStopped: work =>
      suspend(() =>
        work().finally(() => {
          isTriggered = true;
        }),
      ),
  };
}

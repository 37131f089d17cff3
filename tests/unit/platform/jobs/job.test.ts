import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { defineJob } from '../../../../lib/platform/jobs/job.ts';

const NAME = 'sweep';
const TOMORROW = Date.now() + 86_400_000;

let reported: unknown[];

beforeEach(() => {
  fakeBrowser.reset();
  reported = [];
  vi.stubGlobal('reportError', (thrown: unknown) => reported.push(thrown));
});

const alarm = async () => await fakeBrowser.alarms.get(NAME);

/** A job whose runs end when the test says so. */
function jobInSteps() {
  const runs: { signal: AbortSignal; nextTrigger: () => Promise<void>; end: (at?: number) => void }[] = [];
  const job = defineJob({
    name: NAME,
    run: (signal, nextTrigger) => new Promise(end => runs.push({ signal, nextTrigger, end })),
  });
  const nthRun = async (n: number) =>
    await vi.waitFor(() => {
      const run = runs[n - 1];
      if (!run) throw new Error(`run ${n} has not begun`);
      return run;
    });
  return { job, runs, nthRun };
}

describe('a job', () => {
  test('runs once at a time, and once more for all triggers during a run', async () => {
    const { job, runs, nthRun } = jobInSteps();
    const first = job.trigger();
    const { end } = await nthRun(1);
    expect([job.trigger(), job.trigger()]).toEqual([first, first]);
    expect(runs).toHaveLength(1);
    end();
    (await nthRun(2)).end();
    await first;

    expect(runs).toHaveLength(2);
  });

  test('tells a run of the next trigger', async () => {
    const { job, nthRun } = jobInSteps();
    const idle = job.trigger();
    const { nextTrigger, end } = await nthRun(1);
    const told = nextTrigger();
    void job.trigger();
    await told;
    end();
    (await nthRun(2)).end();
    await idle;
  });

  test('has a watchdog alarm while it runs, and then the alarm that the run asked for', async () => {
    const { job, nthRun } = jobInSteps();
    const idle = job.trigger();
    const { end } = await nthRun(1);
    expect(await alarm()).toMatchObject({ periodInMinutes: 0.5 });
    end(TOMORROW);
    await idle;

    expect(await alarm()).toMatchObject({ scheduledTime: TOMORROW });
    expect((await alarm())?.periodInMinutes).toBeUndefined();
  });

  test('has no alarm when nothing is left to do', async () => {
    await fakeBrowser.alarms.create(NAME, { periodInMinutes: 0.5 });
    await defineJob({ name: NAME, run: async () => undefined }).trigger();

    expect(await alarm()).toBeUndefined();
  });

  test('is scheduled from outside of a run, at the earliest for now', async () => {
    const before = Date.now();
    const job = defineJob({ name: NAME, run: async () => undefined });
    await job.schedule(TOMORROW);
    expect(await alarm()).toMatchObject({ scheduledTime: TOMORROW });
    await job.schedule(0);
    expect((await alarm())?.scheduledTime).toBeGreaterThanOrEqual(before);
    await job.schedule(undefined);
    expect(await alarm()).toBeUndefined();
  });

  test('recovers before each run', async () => {
    const steps: string[] = [];
    const job = defineJob({
      name: NAME,
      recover: async () => void steps.push('recover'),
      run: async () => void steps.push('run'),
    });
    await job.trigger();
    await job.trigger();

    expect(steps).toEqual(['recover', 'run', 'recover', 'run']);
  });

  test('keeps the worker alive while it runs, and no longer', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { job, runs, nthRun } = jobInSteps();
    const idle = job.trigger();
    const { end } = await nthRun(1);
    expect(vi.getTimerCount()).toBe(1);
    end();
    await idle;

    expect(vi.getTimerCount()).toBe(0);
    expect(runs).toHaveLength(1);
    vi.useRealTimers();
  });
});

describe('a run that fails', () => {
  const trouble = new Error('the disk is gone');

  test('is reported, and the watchdog alarm stays for another one', async () => {
    const job = defineJob({ name: NAME, run: () => Promise.reject(trouble) });
    await job.trigger();

    expect(reported).toEqual([trouble]);
    expect(await alarm()).toMatchObject({ periodInMinutes: 0.5 });
  });

  test('is followed by the run that was triggered during it', async () => {
    let runs = 0;
    const job = defineJob({
      name: NAME,
      run: async () => {
        runs += 1;
        if (runs > 1) return undefined;
        void job.trigger();
        throw trouble;
      },
    });
    await job.trigger();

    expect(runs).toBe(2);
    expect(await alarm()).toBeUndefined();
  });

  test('does not begin where the recovery fails', async () => {
    const run = vi.fn();
    await defineJob({ name: NAME, recover: () => Promise.reject(trouble), run }).trigger();

    expect(run).not.toHaveBeenCalled();
    expect(reported).toEqual([trouble]);
  });
});

describe('a job that is stopped', () => {
  test('aborts its run, and leaves the alarm that comes back to it', async () => {
    const { job, runs, nthRun } = jobInSteps();
    void job.trigger();
    const { signal, end } = await nthRun(1);
    const stopped = job.stop();
    expect(signal.aborted).toBe(true);
    end(TOMORROW);
    await stopped;

    expect(await alarm()).toMatchObject({ periodInMinutes: 0.5 });
    expect(runs).toHaveLength(1);
  });

  test('gives the next run a signal of its own', async () => {
    const { job, nthRun } = jobInSteps();
    void job.trigger();
    const { end } = await nthRun(1);
    const stopped = job.stop();
    end();
    await stopped;
    const idle = job.trigger();
    const second = await nthRun(2);
    expect(second.signal.aborted).toBe(false);
    second.end();
    await idle;
  });

  test('runs again at once where it was triggered meanwhile, and that trigger resolves after the run', async () => {
    const { job, nthRun } = jobInSteps();
    void job.trigger();
    const first = await nthRun(1);
    const stopped = job.stop();
    let isIdle = false;
    const idle = job.trigger().then(() => {
      isIdle = true;
    });
    first.end();
    await stopped;
    const second = await nthRun(2);
    expect(isIdle).toBe(false);
    second.end();
    await idle;
  });

  test('does work while nothing runs, though it is triggered, and runs again after it', async () => {
    const { job, runs, nthRun } = jobInSteps();
    const first = job.trigger();
    const { end } = await nthRun(1);
    const work = Promise.withResolvers<string>();
    const steps: string[] = [];
    void first.then(() => steps.push('run ends'));
    const done = job.whileStopped(() => {
      steps.push('work begins');
      return work.promise;
    });
    void job.trigger();
    end();
    await vi.waitFor(() => expect(steps).toHaveLength(2));
    expect(steps).toEqual(['run ends', 'work begins']);
    void job.trigger();
    expect(runs).toHaveLength(1);
    work.resolve('result');

    expect(await done).toBe('result');
    (await nthRun(2)).end();
    await job.stop();
    expect(runs).toHaveLength(2);
  });

  test('runs again after work that fails', async () => {
    const { job, nthRun } = jobInSteps();
    await expect(job.whileStopped(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    (await nthRun(1)).end();
    await job.stop();
  });

  test('does one work after the other', async () => {
    const steps: string[] = [];
    const job = defineJob({ name: NAME, run: async () => undefined });
    const work = (name: string) => async () => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      steps.push(`${name} ends`);
    };
    await Promise.all([job.whileStopped(work('a')), job.whileStopped(work('b'))]);

    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { acquireRequestSlot } from '../../../../lib/services/intervals/rate-limiter.ts';

const SECOND = 1000;

// They are decrypted outside of the clock that is faked here.
vi.mock('../../../../lib/services/intervals/credentials.ts', () => ({
  getCredentials: async () => ({
    access: { kind: 'key', key: 'k' },
    athlete: { id: 'i1', name: 'Mo', timezone: 'UTC' },
  }),
}));

beforeEach(async () => {
  fakeBrowser.reset();
  // Only the pace is looked at: a run of seeds would use up the requests of a quarter of an hour.
  await fakeBrowser.storage.local.set({ limits: { per15Minutes: 1e6, perDay: 1e6 } });
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12) });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** How a busy machine and its network behave, request by request. */
interface Disturbance {
  /** How late a timer is, in ms. */
  timerMs: number;
  /** How long the storage takes to write. */
  storageMs: number;
  /** How long the request is on its way beyond the usual. */
  networkMs: number;
}

/** When each request arrives that is sent as soon as it may be. */
async function arrivals(disturbances: Disturbance[]): Promise<number[]> {
  let n = 0;
  const current = () => disturbances[n % disturbances.length] ?? { timerMs: 0, storageMs: 0, networkMs: 0 };
  const { setTimeout } = globalThis;
  const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
  vi.stubGlobal('setTimeout', (work: () => void, ms: number) => setTimeout(work, ms + current().timerMs));
  const set = fakeBrowser.storage.local.set.bind(fakeBrowser.storage.local);
  const storing = vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementation(async items => {
    await wait(current().storageMs);
    await set(items);
  });
  const arrived: number[] = [];
  const all = Promise.all(
    disturbances.map(async () => {
      await acquireRequestSlot();
      arrived.push(Date.now() + current().networkMs);
      n += 1;
    }),
  );
  await vi.runAllTimersAsync();
  await all;
  storing.mockRestore();
  vi.unstubAllGlobals();
  await vi.advanceTimersByTimeAsync(2 * SECOND);
  return arrived.toSorted((a, b) => a - b);
}

const mostInASecond = (times: number[]): number =>
  Math.max(...times.map(start => times.filter(at => at >= start && at < start + SECOND).length));

describe('A17 requests are spaced', () => {
  test('so that no second sees more than ten arrive, however late timers, storage and network are', async () => {
    const lateness = fc.oneof(fc.constant(0), fc.nat(15), fc.nat(400));
    const disturbance = fc.record({ timerMs: lateness, storageMs: lateness, networkMs: fc.nat(249) });
    await fc.assert(
      fc.asyncProperty(fc.array(disturbance, { minLength: 30, maxLength: 60 }), async disturbances => {
        expect(mostInASecond(await arrivals(disturbances))).toBeLessThanOrEqual(10);
      }),
      { numRuns: 60 },
    );
  });

  test('and nearly eight go out in each second where nothing is late', async () => {
    const times = await arrivals(Array(45).fill({ timerMs: 0, storageMs: 3, networkMs: 0 }));
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / SECOND;

    expect(44 / seconds).toBeGreaterThan(7.6);
    expect(mostInASecond(times)).toBeLessThanOrEqual(8);
  });

  test('and the first request of a new worker keeps its distance to the last one of the worker before', async () => {
    await finish(acquireRequestSlot());
    const before = Date.now();
    vi.resetModules();
    const next = await import('../../../../lib/services/intervals/rate-limiter.ts');
    await finish(next.acquireRequestSlot());

    expect(Date.now() - before).toBeGreaterThanOrEqual(124);
  });

  test('and a clock that was set back delays no request by more than that', async () => {
    await finish(acquireRequestSlot());
    vi.setSystemTime(Date.now() - 3_600_000);
    const before = Date.now();
    await finish(acquireRequestSlot());

    expect(Date.now() - before).toBeLessThanOrEqual(125);
  });
});

/** Lets time pass until it is done. */
async function finish(work: Promise<unknown>): Promise<void> {
  await vi.runAllTimersAsync();
  await work;
}

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBackgroundFetch } from '../../../../lib/services/sites/site-fetch.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A site that sends a part a minute, and then no more; it ends if it is told to. */
function slowSite(parts: number, ends: boolean): typeof fetch {
  return async (_, init) =>
    new Response(
      new ReadableStream<Uint8Array>({
        async start(controller) {
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
          for (let part = 0; part < parts; part += 1) {
            await new Promise(resolve => setTimeout(resolve, MINUTE));
            controller.enqueue(new Uint8Array(10));
          }
          if (ends) controller.close();
        },
      }),
    );
}

const original = (fetch: typeof globalThis.fetch) =>
  createBackgroundFetch(
    { fetch },
    'Garmin Connect',
  )('https://connect.garmin.com/file').then(
    ({ bytes }) => bytes.length,
    problem => problem.kind,
  );

describe('A2 an original from a site', () => {
  test('arrives however slowly it comes', async () => {
    const fetching = original(slowSite(20, true));
    await vi.advanceTimersByTimeAsync(21 * MINUTE);

    expect(await fetching).toBe(200);
  });

  test('is given up two minutes after its last part', async () => {
    const fetching = original(slowSite(20, false));
    await vi.advanceTimersByTimeAsync(22 * MINUTE + 1000);

    expect(await fetching).toBe('site-timeout');
  });
});

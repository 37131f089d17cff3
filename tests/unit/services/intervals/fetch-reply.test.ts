import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { uploadActivity } from '../../../../lib/services/intervals/activities.ts';
import { createClient } from '../../../../lib/services/intervals/client.ts';

const MEGABIT = 125_000;
const SECONDS = 1000;
const MINUTES = 60 * SECONDS;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const clientWith = (fetch: typeof globalThis.fetch) => createClient({ access: { kind: 'key', key: 'k' }, fetch });

const recording = (bytes: number) => new File([new Uint8Array(bytes)], 'long.fit');

const upload = (fetch: typeof globalThis.fetch, bytes: number, timeFactor?: number) =>
  uploadActivity(clientWith(fetch), 'i1', recording(bytes), {}, timeFactor);

/** The status or kind of problem of each request, after so much time. */
async function outcomes(requests: Promise<unknown>[], ms: number): Promise<string[]> {
  const names: string[] = requests.map(() => 'under way');
  for (const [n, request] of requests.entries())
    void request.then(
      () => (names[n] = 'arrived'),
      problem => (names[n] = problem.kind),
    );
  await vi.advanceTimersByTimeAsync(ms);
  return names;
}

const untilAborted = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

/** An Intervals.icu behind a line that all uploads share. */
function slowLine(bytesPerSecond: number): typeof fetch {
  const remaining = new Set<{ bytes: number; done: () => void }>();
  setInterval(() => {
    for (const upload of remaining) {
      upload.bytes -= bytesPerSecond / remaining.size;
      if (upload.bytes <= 0) upload.done();
    }
  }, SECONDS);
  return async (_, init) => {
    const files = init?.body instanceof FormData ? [...init.body.values()] : [];
    const bytes = files.reduce((sum, file) => sum + (file instanceof File ? file.size : 0), 0);
    const { promise, resolve } = Promise.withResolvers<void>();
    const upload = { bytes, done: resolve };
    remaining.add(upload);
    try {
      await Promise.race([promise, untilAborted(init?.signal)]);
    } finally {
      remaining.delete(upload);
    }
    return Response.json({ icu_athlete_id: 'i1', id: 'i7', activities: [{ id: 'i7' }] }, { status: 201 });
  };
}

describe('A2 an upload has time by its size', () => {
  test('64 MB arrive at 1 Mbit/s', async () => {
    expect(await outcomes([upload(slowLine(MEGABIT), 64e6)], 9 * MINUTES)).toEqual(['arrived']);
  });

  test('six of 20 MB arrive beside each other at 1 Mbit/s', async () => {
    const line = slowLine(MEGABIT);
    const requests = Array.from({ length: 6 }, () => upload(line, 20e6));

    expect(await outcomes(requests, 17 * MINUTES)).toEqual(Array(6).fill('arrived'));
  });

  test('an ultra of 100 MB arrives at 256 kbit/s', async () => {
    expect(await outcomes([upload(slowLine(32_000), 100e6)], 60 * MINUTES)).toEqual(['arrived']);
  });

  test('what is on a line that is slower still gets eight times as long after it timed out', async () => {
    const [first, later] = [upload(slowLine(1000), 1e6), upload(slowLine(1000), 1e6, 8)];

    expect(await outcomes([first, later], 20 * MINUTES)).toEqual(['timeout', 'arrived']);
  });

  test('a small file ends soon when no reply comes', async () => {
    const silent: typeof fetch = (_, init) => untilAborted(init?.signal);

    expect(await outcomes([upload(silent, 50e3)], 2 * MINUTES)).toEqual(['timeout']);
  });

  test('a long JSON has its time too', async () => {
    const silent: typeof fetch = (_, init) => untilAborted(init?.signal);
    const json = { description: 'é'.repeat(500_000) };
    const request = () => clientWith(silent).send({ method: 'PUT', path: '/activity/i1', json }, z.unknown());

    expect(await outcomes([request()], 4 * MINUTES)).toEqual(['under way']);
    expect(await outcomes([request()], 6 * MINUTES)).toEqual(['timeout']);
  });
});

/** A reply whose parts come one by one; it stands still after the last one, or ends there. */
function reply(parts: string[], everyMs: number, { ends, status = 200 }: { ends: boolean; status?: number }) {
  const state = { cancelled: false };
  const fetch: typeof globalThis.fetch = async (_, init) => {
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        init?.signal?.addEventListener('abort', () => {
          state.cancelled = true;
          controller.error(new DOMException('The user aborted a request.', 'AbortError'));
        });
        for (const part of parts) {
          await new Promise(resolve => setTimeout(resolve, everyMs));
          if (state.cancelled) return;
          controller.enqueue(new TextEncoder().encode(part));
        }
        if (ends) controller.close();
      },
    });
    return new Response(body, { status });
  };
  return { state, fetch };
}

describe('A2 a reply may take any time, as long as something arrives', () => {
  const HOUR_OF_PARTS = Array<string>(36).fill('123456789,');

  test('a file that comes in slowly for an hour is there at the end', async () => {
    const { fetch } = reply(HOUR_OF_PARTS, 100 * SECONDS, { ends: true });
    const fetching = clientWith(fetch).fetchFile({ path: '/activity/i1/file' });
    await vi.advanceTimersByTimeAsync(61 * MINUTES);

    expect((await fetching).size).toBe(360);
  });

  test('so is a list', async () => {
    const { fetch } = reply(['[{"id":"i1"},', '{"id":"i2"},', '{"id":"i3"}]'], 100 * SECONDS, { ends: true });
    const rows = clientWith(fetch).send({ path: '/athlete/i1/activities' }, z.array(z.object({ id: z.string() })));
    await vi.advanceTimersByTimeAsync(6 * MINUTES);

    expect((await rows).body).toHaveLength(3);
  });

  test('one that stands still ends, although much of it has come', async () => {
    const { fetch, state } = reply(HOUR_OF_PARTS, 100 * SECONDS, { ends: false });
    const fetching = [clientWith(fetch).fetchFile({ path: '/activity/i1/file' })];

    expect(await outcomes(fetching, 60 * MINUTES + 104 * SECONDS)).toEqual(['under way']);
    expect(await outcomes(fetching, 2 * SECONDS)).toEqual(['timeout']);
    expect(state.cancelled).toBe(true);
  });

  test('a refusal whose words never end is known by its status', async () => {
    const { fetch } = reply(['{"status":'], SECONDS, { ends: false, status: 404 });

    expect(await outcomes([clientWith(fetch).fetchFile({ path: '/activity/i1/file' })], 3 * MINUTES)).toEqual([
      'not-found',
    ]);
  });
});

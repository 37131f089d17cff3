import { expect, test } from 'vitest';
import { createActivityCache } from '../../../../lib/features/uploads/activity-cache.ts';
import type { Upload } from '../../../../lib/features/uploads/upload.ts';
import { DAY, MINUTE } from '../../../../lib/platform/time.ts';
import { NOON, someUpload } from '../../../support/some-upload.ts';

const startingAt = (startMs: number): Upload =>
  someUpload({ recording: { format: 'fit', warnings: [], sessions: [{ sport: 'ride', startMs }] } });

const counted = (clock = () => NOON) => {
  const reads: [number, number][] = [];
  const there = createActivityCache(async (fromMs, toMs) => {
    reads.push([fromMs, toMs]);
    return [];
  }, clock);
  return { reads, there };
};

test('a season of recordings is looked up in one request, whichever upload asks first', async () => {
  const { reads, there } = counted();
  const season = Array.from({ length: 200 }, (_, n) => startingAt(NOON - n * 2 * DAY));

  await Promise.all(season.map(upload => there.getAround(upload, async () => season)));

  expect(reads).toHaveLength(1);
});

test('years without a recording are not requested', async () => {
  const { reads, there } = counted();
  const waiting = [startingAt(NOON), startingAt(NOON - 3000 * DAY)];

  for (const upload of waiting) await there.getAround(upload, async () => waiting);

  expect(reads.map(([from, to]) => (to - from) / DAY)).toEqual([4, 4]);
});

test('a list of activities is reused for ten minutes', async () => {
  let now = NOON;
  const { reads, there } = counted(() => now);
  await there.getAround(startingAt(NOON), async () => []);
  await there.getAround(startingAt(NOON), async () => []);
  now += 11 * MINUTE;
  await there.getAround(startingAt(NOON), async () => []);

  expect(reads).toHaveLength(2);
});

test('a failed request is not cached', async () => {
  let fails = true;
  const there = createActivityCache(async () => {
    if (fails) throw new Error('502');
    return [];
  });

  await expect(there.getAround(startingAt(NOON), async () => [])).rejects.toThrow('502');
  fails = false;
  await expect(there.getAround(startingAt(NOON), async () => [])).resolves.toEqual([]);
});

test('a recording with an impossible date does not make the lookup of another one fail', async () => {
  const there = createActivityCache(async fromMs => {
    if (fromMs > NOON + DAY) throw new Error('422');
    return [];
  });
  const waiting = [startingAt(NOON), startingAt(NOON + 9000 * DAY)];

  await expect(there.getAround(startingAt(NOON), async () => waiting)).resolves.toEqual([]);
});

test('an invalidated cache is read again', async () => {
  const { reads, there } = counted();
  await there.getAround(startingAt(NOON), async () => []);
  there.invalidate();
  await there.getAround(startingAt(NOON), async () => []);

  expect(reads).toHaveLength(2);
});

test('a recording without a time has no nearby activities', async () => {
  const { there } = counted();

  expect(
    await there.getAround(
      someUpload({ recording: { format: 'gpx', warnings: ['no-date'], sessions: [{ sport: 'run' }] } }),
      async () => [],
    ),
  ).toBeUndefined();
});

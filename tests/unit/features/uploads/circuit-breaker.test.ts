import { expect, test, vi } from 'vitest';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { getBreaker } from '../../../../lib/services/intervals/circuit-breaker.ts';
import { passTime } from '../../../emulator/clock.ts';
import { badReplies } from '../../../emulator/emulator.ts';
import {
  addAndDrain,
  DAY,
  emulator,
  json,
  only,
  posts,
  ride,
  START,
  uploads,
} from '../../../support/uploads-driver.ts';

test('a rate limit with Retry-After 0 is not retried at once', async () => {
  emulator.fail({
    match: { method: 'POST' },
    times: 20,
    reply: { status: 429, headers: { 'retry-after': '0' }, body: '' },
  });
  await addAndDrain([ride()]);
  expect(posts().length).toBeLessThan(3);
});

test('a rate limit of ten years ends after a day', async () => {
  emulator.fail({
    match: { method: 'POST' },
    reply: { status: 429, headers: { 'retry-after': '315360000' }, body: '' },
  });
  await addAndDrain([ride()]);
  expect((await getBreaker()).backoff?.until).toBeLessThanOrEqual(Date.now() + DAY);
});

test('the longer of two pauses counts', async () => {
  emulator.fail({ match: { method: 'POST' }, reply: badReplies.rateLimited(3600) });
  emulator.fail({ match: { method: 'POST' }, reply: badReplies.rateLimited(1) });
  await outbox.pauseUploads();
  await addAndDrain([ride(), ride('b.fit', START - DAY)]);
  await outbox.resumeUploads();
  await uploadQueue.trigger();
  expect((await getBreaker()).backoff?.until).toBeGreaterThan(Date.now() + 3_000_000);
});

test('a pause that a wrong clock set ends when the clock is right again', async () => {
  emulator.fail({ match: { method: 'POST' }, reply: badReplies.rateLimited(60) });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * DAY });
  await addAndDrain([ride()]);
  vi.useRealTimers();
  passTime(60_000);
  await outbox.retryUploadsNow();
  await uploadQueue.trigger();
  expect((await only()).state.name).toBe('uploaded');
});

test('files that Intervals.icu refuses do not delay other files', async () => {
  emulator.fail({ match: { method: 'POST' }, times: 9, reply: json(422, { status: 422, error: 'no' }) });
  await outbox.pauseUploads();
  await addAndDrain(Array.from({ length: 10 }, (_, n) => ride(`${n}.fit`, START - n * DAY)));
  await outbox.resumeUploads();
  await uploadQueue.trigger();
  expect((await uploads()).filter(({ state }) => state.name === 'failed')).toHaveLength(9);
  expect(emulator.activities()).toHaveLength(1);
});

test('the pause is as long as a server in trouble asks for', async () => {
  emulator.fail({
    match: { method: 'POST' },
    reply: { status: 503, headers: { 'retry-after': '600' }, body: '' },
  });
  const before = Date.now();
  await addAndDrain([ride()]);

  expect((await getBreaker()).backoff?.until).toBeGreaterThanOrEqual(before + 600_000);
});

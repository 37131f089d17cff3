import { describe, expect, test } from 'vitest';
import { storage } from 'wxt/utils/storage';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { updateUploads } from '../../../../lib/features/uploads/upload-store.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { addAndDrain, DAY, emulator, only, posts, START, uploads } from '../../../support/uploads-driver.ts';

const POST = { match: { method: 'POST' } } as const;

const waitForReplies = (uploadMs: number) => storage.setItem('local:limits', { perSecond: 1000, uploadMs });

const rides = (count: number, durationSecs: number) =>
  Array.from(
    { length: count },
    (_, n) => new File([fitFile({ startMs: START - n * DAY, durationSecs, seed: n })], `${n}.fit`),
  );

const statesOfUploads = async () => (await uploads()).map(({ state }) => state.name);

/** Every waiting upload becomes due, as after its pause. */
const makeDue = async () => {
  await storage.setItem('local:circuit-breaker', { paused: false, failureCount: 0 });
  await updateUploads(['queued'], upload => ({ ...upload, state: { name: 'queued', dueAt: 0 } }));
};

/** Lets all uploads that are sent now time out; returns how many were sent beside each other. */
async function timeOutAll(): Promise<number> {
  emulator.clearRequests();
  const held = emulator.fail({ ...POST, times: 'always', hold: true });
  await uploadQueue.trigger();
  held.cancel();
  const spans = posts().map(({ startedAt, endedAt = Infinity }) => ({ startedAt, endedAt }));
  return Math.max(
    ...spans.map(({ startedAt }) => spans.filter(one => one.startedAt <= startedAt && startedAt < one.endedAt).length),
  );
}

describe('A2 uploads on a slow line', () => {
  test('arrive at their first try where six beside each other take longer than a reply may', async () => {
    const files = rides(6, 3600);
    await waitForReplies(500);
    emulator.uplinkBytesPerSecond = (files[0]?.size ?? 0) * 4;
    await addAndDrain(files);

    expect(await statesOfUploads()).toEqual(Array(6).fill('uploaded'));
    expect(posts()).toHaveLength(6);
    expect(emulator.activities()).toHaveLength(6);
  });

  test('arrive at their first try where one alone takes longer than a reply may', async () => {
    const [file] = rides(1, 3600);
    await waitForReplies(400);
    emulator.uplinkBytesPerSecond = file?.size ?? 0;
    await addAndDrain(file ? [file] : []);

    expect((await only()).state.name).toBe('uploaded');
    expect(posts()).toHaveLength(1);
  });

  test('arrive after some tries on a line that is slower still, each with more time, and do not fail', async () => {
    const [file] = rides(1, 60);
    await waitForReplies(100);
    await outbox.pauseUploads();
    await addAndDrain(file ? [file] : []);
    await outbox.resumeUploads();
    await uploadQueue.stop();
    for (let tries = 0; (await only()).state.name === 'queued' && tries < 12; tries += 1) {
      await makeDue();
      // More than four times slower than what is waited for at first. What the last try put on the line is gone.
      emulator.uplinkBytesPerSecond = 1200;
      await uploadQueue.trigger();
    }

    expect((await only()).state.name).toBe('uploaded');
    expect(posts().length).toBeGreaterThan(1);
    expect(posts().length).toBeLessThanOrEqual(5);
    expect(emulator.activities()).toHaveLength(1);
  }, 30_000);

  test('go out fewer at once after they timed out, also in the next worker, and more again after successes', async () => {
    await waitForReplies(200);
    await outbox.pauseUploads();
    await addAndDrain(rides(14, 20));
    await outbox.resumeUploads();
    await uploadQueue.stop();

    expect(await timeOutAll()).toBe(6);
    await makeDue();
    expect(await timeOutAll()).toBe(3);
    await makeDue();
    expect(await timeOutAll()).toBe(1);
    await makeDue();
    expect(await timeOutAll()).toBe(1);

    await makeDue();
    await uploadQueue.trigger();
    expect(await statesOfUploads()).toEqual(Array(14).fill('uploaded'));
    await outbox.pauseUploads();
    await addAndDrain(rides(24, 21).slice(14));
    await outbox.resumeUploads();
    await uploadQueue.stop();
    expect(await timeOutAll()).toBeGreaterThan(3);
  }, 30_000);
});

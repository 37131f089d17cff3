import { expect, test, vi } from 'vitest';
import { createSingleFlight } from '../../../lib/platform/single-flight.ts';

test('one is under way at most, and whoever wants it meanwhile has it done once more', async () => {
  const ends: PromiseWithResolvers<void>[] = [];
  const { trigger, onIdle } = createSingleFlight(() => {
    const end = Promise.withResolvers<void>();
    ends.push(end);
    return end.promise;
  });
  await onIdle();

  const first = trigger();
  expect([trigger(), trigger()]).toEqual([first, first]);
  expect(ends).toHaveLength(1);
  ends[0]?.resolve();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  let isOver = false;
  const over = onIdle().then(() => {
    isOver = true;
  });
  await Promise.resolve();
  expect(isOver).toBe(false);
  ends[1]?.resolve();
  await Promise.all([first, over]);
  expect(ends).toHaveLength(2);
});

test('what fails is reported, and is done again when it is wanted again', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const trouble = new Error('the disk is gone');
  let runs = 0;
  const { trigger } = createSingleFlight(async () => {
    runs += 1;
    if (runs === 1) throw trouble;
  });

  await trigger();
  expect(reported).toHaveBeenCalledWith(trouble);
  await trigger();
  expect(runs).toBe(2);
  vi.unstubAllGlobals();
});

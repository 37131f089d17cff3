import { expect, test, vi } from 'vitest';
import { whileWanted } from '../../lib/while-wanted.ts';

test('one is under way at most, and whoever wants it meanwhile has it done once more', async () => {
  const ends: PromiseWithResolvers<void>[] = [];
  const { want, ended } = whileWanted(() => {
    const end = Promise.withResolvers<void>();
    ends.push(end);
    return end.promise;
  });
  await ended();

  const first = want();
  expect([want(), want()]).toEqual([first, first]);
  expect(ends).toHaveLength(1);
  ends[0]?.resolve();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  let isOver = false;
  const over = ended().then(() => {
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
  const { want } = whileWanted(async () => {
    runs += 1;
    if (runs === 1) throw trouble;
  });

  await want();
  expect(reported).toHaveBeenCalledWith(trouble);
  await want();
  expect(runs).toBe(2);
  vi.unstubAllGlobals();
});

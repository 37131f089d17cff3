import { expect, test } from 'vitest';
import { createMutex } from '../../../lib/platform/mutex.ts';

test('works are done one after the other, and one that fails keeps none from its turn', async () => {
  const seen: string[] = [];
  const heard: unknown[] = [];
  const inTurn = createMutex(thrown => heard.push(thrown));
  const work = (name: string, trouble?: Error) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (trouble) throw trouble;
    return name;
  };
  const trouble = new Error('no');
  const turns = [inTurn(work('a')), inTurn(work('b', trouble)), inTurn(work('c'))];

  expect(await Promise.allSettled(turns)).toEqual([
    { status: 'fulfilled', value: 'a' },
    { status: 'rejected', reason: trouble },
    { status: 'fulfilled', value: 'c' },
  ]);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(heard).toEqual([trouble]);
});

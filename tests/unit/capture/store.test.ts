import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Told } from '../../../lib/capture/download.ts';
import { FORGET_HEARD_MS, MAX_HEARD_BYTES, MAX_HEARD_KEPT } from '../../../lib/capture/limits.ts';
import {
  askToo,
  forgetCaptures,
  type Heard,
  keepBegun,
  keepHeard,
  takeBegun,
  takeHeard,
  takeQuestion,
} from '../../../lib/capture/store.ts';

beforeEach(() => forgetCaptures());

const heard = (n: number, at = n, size = 1): Heard => ({
  how: 'click',
  url: `blob:https://files.example.org/${n}`,
  page: 'files.example.org',
  name: `${n}.fit`,
  size,
  at,
  bytes: new Blob(['x']),
});

const all = () => true;
const takeAll = async (): Promise<string[]> => {
  const taken: string[] = [];
  for (let one = await takeHeard(all); one; one = await takeHeard(all)) taken.push(one.name);
  return taken;
};

test('a beginning is handed out once', async () => {
  await keepBegun({ id: 7, at: 1 });
  expect(await Promise.all([takeBegun(7), takeBegun(7)])).toEqual([{ id: 7, at: 1 }, undefined]);
  expect(await takeBegun(8)).toBeUndefined();
});

test('what was heard last and fits is handed out first, once', async () => {
  for (const n of [1, 2, 3]) await keepHeard(heard(n));
  const isSecond = ({ url }: Told) => url.endsWith('/2');
  expect((await takeHeard(isSecond))?.name).toBe('2.fit');
  expect(await takeHeard(isSecond)).toBeUndefined();
  expect(await takeAll()).toEqual(['3.fit', '1.fit']);
});

test('never more is kept than may be, and nothing old', async () => {
  // Many at once, and few over a long time; small ones, and any.
  const steps = fc.oneof(
    fc.array(fc.nat(1000), { maxLength: 30, size: 'max' }),
    fc.array(fc.nat(FORGET_HEARD_MS), { maxLength: 30, size: 'max' }),
  );
  const sizes = fc.constantFrom(1, MAX_HEARD_BYTES);
  await fc.assert(
    fc.asyncProperty(steps, sizes, async (steps, size) => {
      let at = 0;
      for (const [n, step] of steps.entries()) {
        at += step;
        await keepHeard(heard(n, at, size));
      }
      const last = at;
      const kept: Heard[] = [];
      for (let one = await takeHeard(all); one; one = await takeHeard(all)) kept.push(one);
      expect(kept.length).toBeLessThanOrEqual(MAX_HEARD_KEPT);
      expect(kept.length * size).toBeLessThanOrEqual(2 * MAX_HEARD_BYTES);
      expect(kept.every(one => last - one.at <= FORGET_HEARD_MS)).toBe(true);
      if (steps.length > 0) expect(kept[0]?.at).toBe(last);
    }),
    { numRuns: 25 },
  );
});

test('a season of downloads is one question, and the same bytes are in it once', async () => {
  const file = (name: string) => new File([name], name);
  await askToo('first', 'i1', file('a.fit'), 'a');
  const grown = await askToo('second', 'i1', file('b.fit'), 'b');
  expect(await askToo('third', 'i1', file('a (1).fit'), 'a')).toBeUndefined();
  expect([grown?.id, grown?.files.length]).toEqual(['first', 2]);
  expect((await askToo('other', 'i2', file('a.fit'), 'a'))?.id).toBe('other');
  const [taken, again] = await Promise.all([takeQuestion('first'), takeQuestion('first')]);
  expect([taken?.files.length, again]).toEqual([2, undefined]);
  expect((await askToo('third', 'i1', file('a.fit'), 'a'))?.id).toBe('third');
});
